/** Where a variable of the notebook's top level lives. */
export interface Box {
  value: unknown;
}

/** The variables of a session: one box a name, made when a cell first mentions it and never replaced. */
export class Boxes {
  readonly #boxes = new Map<string, Box>();
  /** Names that have a value: a box may be made for a cell that fails before it fills it. */
  readonly #declared = new Set<string>();

  isDeclared(name: string): boolean {
    return this.#declared.has(name);
  }

  declare(names: Iterable<string>): void {
    for (const name of names) this.#declared.add(name);
  }

  get(name: string): Box {
    let box = this.#boxes.get(name);
    if (!box) {
      box = { value: undefined };
      this.#boxes.set(name, box);
    }
    return box;
  }
}
