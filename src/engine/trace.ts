/** The events of a run one by one, as columns; the first ones where there are too many. */
export class Trace {
  readonly #most: number;
  #time = new Float64Array(1024);
  #state = new Int32Array(1024);
  #entity = new Int32Array(1024);
  #cpu = new Int32Array(1024);
  length = 0;
  /** Events that found no room any more. */
  dropped = 0;

  /** @param most how many events are kept */
  constructor(most: number) {
    this.#most = most;
  }

  add(time: number, state: number, entity: number, cpu: number): void {
    if (this.length === this.#most) {
      this.dropped += 1;
      return;
    }
    if (this.length === this.#time.length) this.#grow();
    this.#time[this.length] = time;
    this.#state[this.length] = state;
    this.#entity[this.length] = entity;
    this.#cpu[this.length] = cpu;
    this.length += 1;
  }

  get time(): Float64Array {
    return this.#time.subarray(0, this.length);
  }

  get state(): Int32Array {
    return this.#state.subarray(0, this.length);
  }

  get entity(): Int32Array {
    return this.#entity.subarray(0, this.length);
  }

  get cpu(): Int32Array {
    return this.#cpu.subarray(0, this.length);
  }

  #grow(): void {
    const capacity = Math.min(this.#most, 2 * this.#time.length);
    const grown = <Column extends Float64Array | Int32Array>(old: Column, longer: Column): Column => {
      longer.set(old);
      return longer;
    };
    this.#time = grown(this.#time, new Float64Array(capacity));
    this.#state = grown(this.#state, new Int32Array(capacity));
    this.#entity = grown(this.#entity, new Int32Array(capacity));
    this.#cpu = grown(this.#cpu, new Int32Array(capacity));
  }
}
