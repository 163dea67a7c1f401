import type { Value } from "../table/table.js";
import { owned } from "./report.js";

const chunkBits = 16;
const chunkLength = 1 << chunkBits;

/** Numbers, in 4 bytes as long as they are whole, and codes of other values: 0 where there is a number. */
interface Chunk {
  numbers?: Int32Array | Float64Array;
  codes?: Int32Array;
}

/** A column of millions of values: 4 or 8 bytes a number, 4 a text or other value, of which each different one is kept once. */
export class Column {
  length = 0;
  readonly #chunks: Chunk[] = [];
  readonly #others: Value[] = [];
  readonly #codes = new Map<Value, number>();

  push(value: Value): void {
    const place = this.length & (chunkLength - 1);
    if (place === 0) this.#chunks.push({});
    const chunk = this.#chunks.at(-1)!;
    if (typeof value === "number") {
      chunk.numbers ??= new Int32Array(chunkLength);
      if (chunk.numbers instanceof Int32Array && !Object.is(value | 0, value))
        chunk.numbers = Float64Array.from(chunk.numbers);
      chunk.numbers[place] = value;
    } else {
      chunk.codes ??= new Int32Array(chunkLength);
      chunk.codes[place] = this.#codeOf(value);
    }
    this.length += 1;
  }

  at(index: number): Value {
    const { numbers, codes } = this.#chunks[index >> chunkBits]!;
    const place = index & (chunkLength - 1);
    const code = codes?.[place] ?? 0;
    return code === 0 ? numbers![place]! : this.#others[code - 1]!;
  }

  /** All numbers in it, in order; what is no number is left out. */
  numbers(): Float64Array {
    const all = new Float64Array(this.length);
    let size = 0;
    for (let index = 0; index < this.length; index++) {
      const value = this.at(index);
      if (typeof value === "number") all[size++] = value;
    }
    return all.subarray(0, size);
  }

  #codeOf(value: Value): number {
    const known = this.#codes.get(value);
    if (known !== undefined) return known;
    const kept = typeof value === "string" ? owned(value) : value;
    const code = this.#others.push(kept);
    this.#codes.set(kept, code);
    return code;
  }
}
