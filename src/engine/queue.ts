import { grown } from "./grown.js";

/** Priorities are whole numbers from -4096 to 4095; with them 2^40 events can be told apart. */
export const highestPriority = 4095;
const orders = 2 ** 40;

/**
 * The events to come, in the order of their times; those at the same time by priority (lower first), then in the order
 * they were scheduled.
 *
 * A binary heap over typed arrays: an event costs 24 bytes and no allocation. Above the last event the times are infinite, so
 * that a search for the earlier of two children needs no bounds.
 */
export class EventQueue {
  #time = new Float64Array(64).fill(Infinity);
  /** Priority and order of scheduling in one exact number, the second key. */
  #order = new Float64Array(64);
  #state = new Int32Array(64);
  #entity = new Int32Array(64);
  #scheduled = 0;
  /** Whether the first event has been taken and its place not yet filled. */
  #open = false;
  length = 0;

  /** The time of the first event; Infinity where there is none. */
  get nextTime(): number {
    return this.#time[0]!;
  }

  get nextState(): number {
    return this.#state[0]!;
  }

  get nextEntity(): number {
    return this.#entity[0]!;
  }

  /**
   * Takes out the first event. Its place stays open for the event that is pushed next, since nearly every event schedules
   * another: one walk down the heap then does for both. {@link close} ends the wait for it.
   */
  take(): void {
    this.#open = true;
  }

  /** Fills the place that {@link take} has left open, if it still is; nothing may be read before. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    const last = this.length - 1;
    this.length = last;
    const time = this.#time[last]!;
    this.#time[last] = Infinity;
    if (last > 0) this.#sink(time, this.#order[last]!, this.#state[last]!, this.#entity[last]!);
  }

  /** Puts an event of priority 0 into the place that {@link take} has left open, which must be open still. */
  replace(time: number, state: number, entity: number): void {
    const order = this.#scheduled;
    this.#scheduled += 1;
    this.#open = false;
    this.#sink(time, order, state, entity);
  }

  push(time: number, priority: number, state: number, entity: number): void {
    const order = priority * orders + this.#scheduled;
    this.#scheduled += 1;
    if (this.#open) {
      this.#open = false;
      this.#sink(time, order, state, entity);
    } else this.#rise(time, order, state, entity);
  }

  /** Puts an event into the open place at the top and moves it down to where it belongs. */
  #sink(time: number, order: number, state: number, entity: number): void {
    const times = this.#time;
    const orderOf = this.#order;
    const states = this.#state;
    const entities = this.#entity;
    const { length } = this;
    let hole = 0;
    let child = 1;
    while (child < length) {
      const left = times[child]!;
      const right = times[child + 1]!;
      child += Number(right < left);
      if (left === right && orderOf[child + 1]! < orderOf[child]!) child += 1;
      const earliest = times[child]!;
      if (time < earliest || (time === earliest && order < orderOf[child]!)) break;
      times[hole] = earliest;
      orderOf[hole] = orderOf[child]!;
      states[hole] = states[child]!;
      entities[hole] = entities[child]!;
      hole = child;
      child = 2 * hole + 1;
    }
    times[hole] = time;
    orderOf[hole] = order;
    states[hole] = state;
    entities[hole] = entity;
  }

  /** Puts an event behind the last one and moves it up to where it belongs. */
  #rise(time: number, order: number, state: number, entity: number): void {
    // One place more than events, for the infinite time beside a last left child.
    if (this.length + 2 > this.#time.length) this.#grow();
    const times = this.#time;
    const orderOf = this.#order;
    const states = this.#state;
    const entities = this.#entity;
    let hole = this.length;
    this.length += 1;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const earlier = times[parent]!;
      if (earlier < time || (earlier === time && orderOf[parent]! < order)) break;
      times[hole] = earlier;
      orderOf[hole] = orderOf[parent]!;
      states[hole] = states[parent]!;
      entities[hole] = entities[parent]!;
      hole = parent;
    }
    times[hole] = time;
    orderOf[hole] = order;
    states[hole] = state;
    entities[hole] = entity;
  }

  #grow(): void {
    const capacity = 2 * this.#time.length;
    this.#time = grown(this.#time, new Float64Array(capacity).fill(Infinity));
    this.#order = grown(this.#order, new Float64Array(capacity));
    this.#state = grown(this.#state, new Int32Array(capacity));
    this.#entity = grown(this.#entity, new Int32Array(capacity));
  }
}
