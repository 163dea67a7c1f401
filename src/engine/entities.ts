import { grown } from "./grown.js";
import { LatencyHistogram } from "./latency.js";

/** An entity's first value of each of its counters. */
export type FirstValues = readonly (readonly [name: string, value: number])[];

/**
 * The entities of a run as columns of numbers. An entity that has left makes room for another one as soon as no event of it
 * is scheduled any more and it waits for nothing, so a run's memory grows with the entities that are there at a time.
 */
export class Entities {
  /** How many entities there is room for; columns are new arrays whenever it has grown. */
  capacity: number;
  cpu: Int32Array;
  /** When it arrived, ns. */
  born: Float64Array;
  /** Its scheduled events and its places in queues. */
  pending: Int32Array;
  /** 1 where there is nobody any more, or yet. */
  gone: Uint8Array;
  /** When it asked for the resource that it waits for, ns; NaN where it waits for none. */
  since: Float64Array;
  /** Service that it has still to get, ns. */
  work: Float64Array;
  /** With which it asked for that service. */
  priority: Float64Array;
  /** The state it enters after the service that it gets or waits for; -1 where there is none. */
  next: Int32Array;
  /** The copy of the resource that serves it. */
  copy: Int32Array;
  readonly counters: Record<string, Float64Array> = {};
  /** The sum of each counter over the entities that are there, in the only element. */
  readonly totals: Readonly<Record<string, Float64Array>>;
  /** The entities that are there, in the only element. */
  readonly alive: Float64Array = Float64Array.of(0);
  arrived = 0;
  readonly residence = new LatencyHistogram();
  readonly #firstValues: FirstValues;
  #used = 0;
  #free: number[] = [];
  #area = 0;
  #lastChange = 0;

  constructor(capacity: number, firstValues: FirstValues) {
    this.#firstValues = firstValues;
    this.capacity = Math.max(1, capacity);
    this.cpu = new Int32Array(this.capacity);
    this.born = new Float64Array(this.capacity);
    this.pending = new Int32Array(this.capacity);
    this.gone = new Uint8Array(this.capacity).fill(1);
    this.since = new Float64Array(this.capacity);
    this.work = new Float64Array(this.capacity);
    this.priority = new Float64Array(this.capacity);
    this.next = new Int32Array(this.capacity);
    this.copy = new Int32Array(this.capacity);
    for (const [name] of firstValues) this.counters[name] = new Float64Array(this.capacity);
    this.totals = Object.fromEntries(firstValues.map(([name]) => [name, Float64Array.of(0)]));
  }

  /** Makes an entity that arrives now. */
  admit(time: number): number {
    const entity = this.#free.pop() ?? this.#next();
    this.#passed(time);
    this.alive[0]! += 1;
    this.arrived += 1;
    this.cpu[entity] = 0;
    this.born[entity] = time;
    this.pending[entity] = 0;
    this.gone[entity] = 0;
    this.since[entity] = Number.NaN;
    this.next[entity] = -1;
    for (const [name, value] of this.#firstValues) {
      this.counters[name]![entity] = value;
      this.totals[name]![0]! += value;
    }
    return entity;
  }

  /** The entity leaves now. What is still scheduled for it happens all the same. */
  leave(entity: number, time: number): void {
    if (this.gone[entity] === 1) return;
    this.#passed(time);
    this.alive[0]! -= 1;
    this.gone[entity] = 1;
    for (const [name] of this.#firstValues) this.totals[name]![0]! -= this.counters[name]![entity]!;
    this.residence.record(time - this.born[entity]!);
  }

  /** To be called after an event of an entity: one that is gone and that nothing happens to any more makes room. */
  settle(entity: number): void {
    this.pending[entity]! -= 1;
    if (this.gone[entity] === 0 || this.pending[entity]! > 0) return;
    this.#free.push(entity);
  }

  /** The number of entities alive, averaged over time until now. */
  mean(time: number): number {
    this.#passed(time);
    return this.#area / time;
  }

  #passed(time: number): void {
    this.#area += this.alive[0]! * (time - this.#lastChange);
    this.#lastChange = time;
  }

  #next(): number {
    if (this.#used === this.capacity) this.#grow();
    this.#used += 1;
    return this.#used - 1;
  }

  #grow(): void {
    this.capacity *= 2;
    this.cpu = grown(this.cpu, new Int32Array(this.capacity));
    this.born = grown(this.born, new Float64Array(this.capacity));
    this.pending = grown(this.pending, new Int32Array(this.capacity));
    this.gone = grown(this.gone, new Uint8Array(this.capacity).fill(1));
    this.since = grown(this.since, new Float64Array(this.capacity));
    this.work = grown(this.work, new Float64Array(this.capacity));
    this.priority = grown(this.priority, new Float64Array(this.capacity));
    this.next = grown(this.next, new Int32Array(this.capacity));
    this.copy = grown(this.copy, new Int32Array(this.capacity));
    for (const [name] of this.#firstValues)
      this.counters[name] = grown(this.counters[name]!, new Float64Array(this.capacity));
  }
}
