/** Where a variable of the notebook's top level lives. */
export interface Box {
  value: unknown;
}

/** The variables of a session: one box a name, made when a cell first mentions it and never replaced. */
export class Boxes {
  readonly #boxes = new Map<PropertyKey, Box>();

  /** The variables as properties of one object. */
  readonly scope: object = new Proxy(Object.create(null) as object, {
    has: (_, name) => this.#boxes.has(name),
    get: (_, name) => this.#boxes.get(name)?.value,
    set: (_, name, value) => {
      this.#boxes.get(name)!.value = value;
      return true;
    },
  });

  get(name: string): Box {
    let box = this.#boxes.get(name);
    if (!box) {
      box = { value: undefined };
      this.#boxes.set(name, box);
    }
    return box;
  }
}
