/** Where a variable of the notebook's top level lives. */
export interface Box {
  value: unknown;
}

/** The variables of a session: one box a name, made when a cell first mentions it and never replaced. */
export class Boxes {
  readonly #boxes = new Map<string, Box>();
  get(name: string): Box {
    let box = this.#boxes.get(name);
    if (!box) {
      box = { value: undefined };
      this.#boxes.set(name, box);
    }
    return box;
  }
}
