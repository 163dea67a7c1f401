import type { ModelSchema } from "./schema.js";

/** What is asked for attributes by their names. */
interface Holder {
  get(name: string): unknown;
  set(changes: Record<string, unknown>): void;
}

/** Makes the attributes of a model properties: of its class, or of a widget that has no class of its own. */
export function defineAttributes(owner: object, schema: ModelSchema): void {
  for (const name of schema.keys()) {
    if (name.startsWith("_") || name in owner) continue;
    Object.defineProperty(owner, name, {
      configurable: true,
      get(this: Holder) {
        return this.get(name);
      },
      set(this: Holder, value: unknown) {
        this.set({ [name]: value });
      },
    });
  }
}
