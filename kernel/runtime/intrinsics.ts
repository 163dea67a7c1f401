import { types } from "node:util";

const { defineProperty, getOwnPropertyDescriptor, ownKeys } = Reflect;
const { is } = Object;

/** Something of the language or of Node that has a name, as it was at first. */
interface Intrinsic {
  name: string;
  owner: object;
  key: PropertyKey;
  descriptor: PropertyDescriptor;
}

/**
 * What the global scope offered before any cell ran: `Promise`, `JSON.stringify`, `Array.prototype.map`, … A cell may replace any of it, and
 * often means to; but the kernel lives in the same world, and where a replacement keeps it from working, what was there is put back.
 */
export class Intrinsics {
  readonly #intrinsics: readonly Intrinsic[];

  constructor() {
    const found: Intrinsic[] = [];
    add(found, globalThis, "");
    for (const { name, descriptor } of [...found]) {
      const { value } = descriptor;
      if (value === globalThis || !isObject(value)) continue;
      add(found, value, `${name}.`);
      if (isObject(value.prototype)) add(found, value.prototype, `${name}.prototype.`);
    }
    for (const iterator of [[].values(), new Map().values(), new Set().values(), "".matchAll(/x/g)])
      add(found, Object.getPrototypeOf(iterator) as object, "Iterator.prototype.");
    this.#intrinsics = found;
  }

  /** Puts back what has been replaced or deleted; the names of it. What the cells have added stays. */
  restore(): string[] {
    // Written with what cannot be replaced: no method of an array, no iteration.
    const names: string[] = [];
    for (let index = 0; index < this.#intrinsics.length; index += 1) {
      const { name, owner, key, descriptor } = this.#intrinsics[index]!;
      const now = getOwnPropertyDescriptor(owner, key);
      const same = now && is(now.value, descriptor.value) && now.get === descriptor.get && now.set === descriptor.set;
      if (!same && defineProperty(owner, key, descriptor)) names[names.length] = name;
    }
    return names;
  }
}

function add(found: Intrinsic[], owner: object, prefix: string): void {
  for (const key of ownKeys(owner)) {
    const descriptor = getOwnPropertyDescriptor(owner, key)!;
    // What is computed at first use, as Node's own modules are, has no value yet.
    if (owner === globalThis && !isObject(descriptor.value)) continue;
    if (descriptor.writable || descriptor.configurable)
      found.push({
        name: `${prefix}${typeof key === "symbol" ? `[${key.description}]` : String(key)}`,
        owner,
        key,
        descriptor,
      });
  }
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return ((typeof value === "object" && value !== null) || typeof value === "function") && !types.isProxy(value);
}
