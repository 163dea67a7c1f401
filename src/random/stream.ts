import seedrandom from "seedrandom";
import { exponential, normal } from "./ziggurat.js";

/** What a run is reproduced from; the number 1 and the string "1" are the same seed. */
export type Seed = string | number;

/** @throws RangeError for what is neither a string nor a finite number */
export function seedText(seed: Seed): string {
  if (typeof seed !== "string" && !(typeof seed === "number" && Number.isFinite(seed)))
    throw new RangeError(`a seed is a string or a finite number, got ${String(seed)}`);
  return String(seed);
}

/**
 * A source of random numbers, named by a seed and a path of names.
 *
 * The path, never the order of creation, decides the numbers: `stream(7).child("queue").at(3)` is the same sequence
 * whichever worker asks for it and whatever was drawn before, and independent of every other path. Each component of a
 * model takes a child of its own and each replication an `at` of its own, so two designs compared under one seed see the
 * same random numbers where they have the same components.
 *
 * The generator is sfc32 (128 bits of state, clean in PractRand), started by seedrandom (ARC4), which mixes the whole
 * path into the whole state: neighbouring seeds and replications share nothing.
 *
 * Uniform numbers are the same bits on every machine. Normal and exponential ones use `Math.log` and `Math.exp` in their
 * rare branches, which agree on all engines built on V8 (Node 20 to 24, Chromium), and elsewhere to the last bit but one.
 */
export class Stream {
  readonly #path: readonly string[];
  readonly #state: Int32Array;

  private constructor(path: readonly string[]) {
    this.#path = path;
    const source = seedrandom(JSON.stringify(path));
    this.#state = Int32Array.from({ length: 4 }, () => source.int32());
    // The fourth word is a counter that keeps the period above 2^64; a few rounds mix it into the other three.
    for (let round = 0; round < 12; round += 1) this.next();
  }

  /** @throws RangeError for a seed that is neither a string nor a finite number. */
  static from(seed: Seed): Stream {
    return new Stream([seedText(seed)]);
  }

  /** The independent stream of a named component. */
  child(name: string): Stream {
    return new Stream([...this.#path, name]);
  }

  /** The independent stream of a replication, counted from 0. */
  at(replication: number): Stream {
    if (!Number.isSafeInteger(replication) || replication < 0)
      throw new RangeError(`a replication is a whole number from 0, got ${replication}`);
    return new Stream([...this.#path, `#${replication}`]);
  }

  /** 32 uniform random bits as a signed integer. */
  next(): number {
    const state = this.#state;
    const b = state[1]!;
    const c = state[2]!;
    const counter = state[3]!;
    const result = (((state[0]! + b) | 0) + counter) | 0;
    state[3] = (counter + 1) | 0;
    state[0] = b ^ (b >>> 9);
    state[1] = (c + (c << 3)) | 0;
    state[2] = (((c << 21) | (c >>> 11)) + result) | 0;
    return result;
  }

  /** Uniform on [0, 1): all multiples of 2^-53 are equally likely. */
  uniform(): number {
    return ((this.next() >>> 5) * 67108864 + (this.next() >>> 6)) * 2 ** -53;
  }

  /** A whole number from 0 to `bound` - 1, each equally likely. */
  integer(bound: number): number {
    return Math.floor(this.uniform() * bound);
  }

  /** Standard normal. */
  normal(): number {
    // Two steps of next() in one: the state is read and written once.
    const state = this.#state;
    const b = state[1]!;
    const c = state[2]!;
    const counter = state[3]!;
    const first = (((state[0]! + b) | 0) + counter) | 0;
    const secondA = b ^ (b >>> 9);
    const secondB = (c + (c << 3)) | 0;
    const secondC = (((c << 21) | (c >>> 11)) + first) | 0;
    const second = (((secondA + secondB) | 0) + ((counter + 1) | 0)) | 0;
    state[3] = (counter + 2) | 0;
    state[0] = secondB ^ (secondB >>> 9);
    state[1] = (secondC + (secondC << 3)) | 0;
    state[2] = (((secondC << 21) | (secondC >>> 11)) + second) | 0;
    return normal(this, first, second);
  }

  /** Exponential with mean 1. */
  exponential(): number {
    return exponential(this);
  }
}

/** The stream of a seed; see {@link Stream}. */
export function stream(seed: Seed): Stream {
  return Stream.from(seed);
}
