/** Priorities are whole numbers from -4096 to 4095; with them 2^40 events can be told apart. */
export const highestPriority = 4095;
const orders = 2 ** 40;

/**
 * The events to come, in the order of their times; those at the same time by priority (lower first), then in the order
 * they were scheduled.
 *
 * A binary heap over typed arrays: an event costs 20 bytes and no allocation.
 */
export class EventQueue {
  #time = new Float64Array(64);
  /** Priority and order of scheduling in one exact number, the second key. */
  #order = new Float64Array(64);
  #state = new Int32Array(64);
  #entity = new Int32Array(64);
  #scheduled = 0;
  length = 0;

  /** The time of the first event; Infinity where there is none. */
  get nextTime(): number {
    return this.length > 0 ? this.#time[0]! : Infinity;
  }

  get nextState(): number {
    return this.#state[0]!;
  }

  get nextEntity(): number {
    return this.#entity[0]!;
  }

  push(time: number, priority: number, state: number, entity: number): void {
    if (this.length === this.#time.length) this.#grow();
    const order = priority * orders + this.#scheduled;
    this.#scheduled += 1;
    this.length += 1;
    let hole = this.length - 1;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const parentTime = this.#time[parent]!;
      if (parentTime < time || (parentTime === time && this.#order[parent]! < order)) break;
      this.#move(parent, hole);
      hole = parent;
    }
    this.#put(hole, time, order, state, entity);
  }

  /** Removes the first event. */
  pop(): void {
    this.length -= 1;
    const last = this.length;
    if (last === 0) return;
    const time = this.#time[last]!;
    const order = this.#order[last]!;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= last) break;
      if (child + 1 < last && this.#isBefore(child + 1, child)) child += 1;
      const childTime = this.#time[child]!;
      if (time < childTime || (time === childTime && order < this.#order[child]!)) break;
      this.#move(child, hole);
      hole = child;
    }
    this.#put(hole, time, order, this.#state[last]!, this.#entity[last]!);
  }

  #isBefore(left: number, right: number): boolean {
    const leftTime = this.#time[left]!;
    const rightTime = this.#time[right]!;
    return leftTime < rightTime || (leftTime === rightTime && this.#order[left]! < this.#order[right]!);
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#time[from]!, this.#order[from]!, this.#state[from]!, this.#entity[from]!);
  }

  #put(index: number, time: number, order: number, state: number, entity: number): void {
    this.#time[index] = time;
    this.#order[index] = order;
    this.#state[index] = state;
    this.#entity[index] = entity;
  }

  #grow(): void {
    const capacity = 2 * this.#time.length;
    const grown = <T extends Float64Array | Int32Array>(old: T, fresh: T): T => {
      fresh.set(old);
      return fresh;
    };
    this.#time = grown(this.#time, new Float64Array(capacity));
    this.#order = grown(this.#order, new Float64Array(capacity));
    this.#state = grown(this.#state, new Int32Array(capacity));
    this.#entity = grown(this.#entity, new Int32Array(capacity));
  }
}
