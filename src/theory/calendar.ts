/** What enters each state in each of the steps to come. */
export class Calendar {
  readonly #states: number;
  readonly #width: number;
  #length = 256;
  /** By step and state: a mass and, behind it, the sums of the counters of those in it. */
  #slots: Float64Array;
  /** Which steps have anything in them: where a crowd keeps together most have not. */
  #filled: Uint8Array;
  #now = 0;

  constructor(states: number, attributes: number) {
    this.#states = states;
    this.#width = attributes + 1;
    this.#slots = new Float64Array(this.#length * states * this.#width);
    this.#filled = new Uint8Array(this.#length);
  }

  get isEmptyNow(): boolean {
    return this.#filled[this.#now % this.#length] === 0;
  }

  /** Enters a mass so many steps from now; between two of them it is shared out, so that the mean delay is kept. */
  add(state: number, steps: number, mass: number, attributes: Float64Array): void {
    const whole = Math.floor(steps);
    const rest = steps - whole;
    while (whole + 2 > this.#length) this.#grow();
    this.#put(state, whole, mass * (1 - rest), attributes);
    if (rest > 0) this.#put(state, whole + 1, mass * rest, attributes);
  }

  /** Takes out what enters a state now: its mass, with the means of its counters in `attributes`. */
  take(state: number, attributes: Float64Array): number {
    const slot = ((this.#now % this.#length) * this.#states + state) * this.#width;
    const mass = this.#slots[slot]!;
    if (mass === 0) return 0;
    for (let each = 0; each < attributes.length; each += 1) attributes[each] = this.#slots[slot + 1 + each]! / mass;
    for (let each = 0; each < this.#width; each += 1) this.#slots[slot + each] = 0;
    return mass;
  }

  step(): void {
    this.#filled[this.#now % this.#length] = 0;
    this.#now += 1;
  }

  #put(state: number, steps: number, mass: number, attributes: Float64Array): void {
    const step = (this.#now + steps) % this.#length;
    const slot = (step * this.#states + state) * this.#width;
    this.#filled[step] = 1;
    this.#slots[slot]! += mass;
    for (let each = 0; each < attributes.length; each += 1) this.#slots[slot + 1 + each]! += mass * attributes[each]!;
  }

  #grow(): void {
    const row = this.#states * this.#width;
    const length = this.#length * 2;
    if (length * row > 2 ** 26)
      throw new RangeError(`step: a delay is more than ${this.#length} steps long; take longer steps`);
    const slots = new Float64Array(length * row);
    const filled = new Uint8Array(length);
    for (let steps = 0; steps < this.#length; steps += 1) {
      const from = (this.#now + steps) % this.#length;
      const to = (this.#now + steps) % length;
      slots.set(this.#slots.subarray(from * row, (from + 1) * row), to * row);
      filled[to] = this.#filled[from]!;
    }
    this.#slots = slots;
    this.#filled = filled;
    this.#length = length;
  }
}
