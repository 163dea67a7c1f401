/** Bits of the mantissa that tell cells apart: 128 cells within each power of two. */
const cellBits = 7;
const cellsPerOctave = 2 ** cellBits;
/** Powers of two from 2^-1 to 2^53: values below fall into the first cell, which holds 0 too. */
const lowestExponent = -1;
const octaves = 54;

const bits = new DataView(new ArrayBuffer(8));

/**
 * A histogram of times, ns, in cells that grow with the value: 128 within each power of two, so that a quantile is within
 * 0.4 % of the value it stands for, whatever the number of values. Histograms of several runs can be added up exactly.
 */
export class LatencyHistogram {
  readonly #counts = new Float64Array(octaves * cellsPerOctave + 1);
  #count = 0;
  #sum = 0;
  #squares = 0;
  #min = Infinity;
  #max = -Infinity;

  /** Adds a value, ns. @throws RangeError for one that is negative or not finite */
  record(value: number): void {
    if (!(value >= 0 && value < Infinity)) throw new RangeError(`a latency is a time from 0, got ${value} ns`);
    this.#counts[cellOf(value)]! += 1;
    this.#count += 1;
    this.#sum += value;
    this.#squares += value * value;
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
  }

  /** The number of values. */
  get count(): number {
    return this.#count;
  }

  /** The exact mean, ns; NaN where there are no values. */
  get mean(): number {
    return this.#sum / this.#count;
  }

  /** The exact sum, ns. */
  get sum(): number {
    return this.#sum;
  }

  /** The variance with divisor n - 1, ns². */
  get variance(): number {
    return Math.max(0, (this.#squares - this.#sum * this.mean) / (this.#count - 1));
  }

  get min(): number {
    return this.#min;
  }

  get max(): number {
    return this.#max;
  }

  /**
   * The smallest value that a share `p` of the values do not exceed, ns, within 0.4 %, the least and the greatest exactly; NaN where
   * there are no values.
   *
   * @throws RangeError for p outside [0, 1]
   */
  quantile(p: number): number {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`a probability is between 0 and 1, got ${p}`);
    if (this.#count === 0) return Number.NaN;
    const wanted = Math.max(1, Math.ceil(p * this.#count));
    if (wanted === 1) return this.#min;
    if (wanted === this.#count) return this.#max;
    let seen = 0;
    for (let cell = 0; cell < this.#counts.length; cell += 1) {
      seen += this.#counts[cell]!;
      if (seen >= wanted) return Math.min(this.#max, Math.max(this.#min, middleOf(cell)));
    }
    return this.#max;
  }

  /**
   * The share of the values above `time`, ns, those in the cell that holds it spread evenly over the cell, which is 0.8 % wide; times below
   * half a ns count as 0. NaN where there are no values.
   *
   * @throws RangeError for a time that is not a number from 0
   */
  survival(time: number): number {
    if (!(time >= 0)) throw new RangeError(`a latency is a time from 0, got ${time} ns`);
    if (time >= this.#max) return this.#count === 0 ? Number.NaN : 0;
    const cell = cellOf(time);
    const [low, high] = [lowOf(cell), lowOf(cell + 1)];
    let above = cell === 0 ? 0 : (this.#counts[cell]! * (high - time)) / (high - low);
    for (let beyond = cell + 1; beyond < this.#counts.length; beyond += 1) above += this.#counts[beyond]!;
    return above / this.#count;
  }

  /** The values of both histograms in one; neither is changed. */
  plus(other: LatencyHistogram): LatencyHistogram {
    const both = new LatencyHistogram();
    for (const each of [this, other]) {
      each.#counts.forEach((count, cell) => {
        both.#counts[cell]! += count;
      });
      both.#count += each.#count;
      both.#sum += each.#sum;
      both.#squares += each.#squares;
      both.#min = Math.min(both.#min, each.#min);
      both.#max = Math.max(both.#max, each.#max);
    }
    return both;
  }

  /** The cells that hold values: `[low, high, count]`, from low up to but not including high, ns. */
  intervals(): [low: number, high: number, count: number][] {
    const cells: [number, number, number][] = [];
    this.#counts.forEach((count, cell) => {
      if (count > 0) cells.push([lowOf(cell), lowOf(cell + 1), count]);
    });
    return cells;
  }

  toJSON(): { count: number; mean: number; min: number; max: number; intervals: [number, number, number][] } {
    const { count, mean, min, max } = this;
    return { count, mean, min, max, intervals: this.intervals() };
  }
}

function cellOf(value: number): number {
  if (value < 2 ** lowestExponent) return 0;
  bits.setFloat64(0, value);
  // The exponent and the first bits of the mantissa, read as one number, count the cells.
  const cell = (bits.getUint32(0) >>> (20 - cellBits)) - ((1023 + lowestExponent) << cellBits) + 1;
  return Math.min(cell, octaves * cellsPerOctave);
}

function lowOf(cell: number): number {
  if (cell === 0) return 0;
  const octave = Math.floor((cell - 1) / cellsPerOctave);
  return 2 ** (octave + lowestExponent) * (1 + ((cell - 1) % cellsPerOctave) / cellsPerOctave);
}

function middleOf(cell: number): number {
  return cell === 0 ? 0 : (lowOf(cell) + lowOf(cell + 1)) / 2;
}
