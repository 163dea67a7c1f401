import { Column } from "./column.js";
import type { Bucket, Histogram } from "./kind/histograms.js";

/** Histograms by the hundred thousand, kept by columns: each is an object only while it is looked at. */
export class HistogramRows implements Iterable<Histogram> {
  length = 0;
  readonly #texts = { section: new Column(), time: new Column(), unit: new Column() };
  readonly #extras = new Map<number, Pick<Histogram, "mean" | "total">>();
  /** Where the buckets of each begin. */
  readonly #starts = new Column();
  readonly #buckets = [new Column(), new Column(), new Column()] as const;

  push({ section, time, unit, buckets, mean, total }: Omit<Histogram, "count" | "impliedUnit">): void {
    this.#texts.section.push(section);
    this.#texts.time.push(time);
    this.#texts.unit.push(unit);
    if (mean !== undefined) this.#extras.set(this.length, { mean, ...(total !== undefined && { total }) });
    this.#starts.push(this.#buckets[0].length);
    for (const bucket of buckets) for (const [index, column] of this.#buckets.entries()) column.push(bucket[index]!);
    this.length += 1;
  }

  *[Symbol.iterator](): Iterator<Histogram> {
    for (let index = 0; index < this.length; index++) yield this.at(index);
  }

  at(index: number): Histogram {
    const { section, time, unit } = this.#texts;
    const start = this.#starts.at(index) as number;
    const end = index + 1 < this.length ? (this.#starts.at(index + 1) as number) : this.#buckets[0].length;
    const buckets: Bucket[] = [];
    let count = 0;
    for (let each = start; each < end; each++) {
      const [low, high, held] = this.#buckets.map((column) => column.at(each));
      buckets.push([low as number | null, high as number | null, held as number]);
      count += held as number;
    }
    return {
      section: section.at(index) as string | null,
      time: time.at(index) as string | number | null,
      unit: unit.at(index) as string | null,
      count,
      buckets,
      ...this.#extras.get(index),
    };
  }
}
