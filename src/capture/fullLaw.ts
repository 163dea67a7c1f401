import type { Distribution } from "../distribution/distribution.js";
import { isSample, type Measurements, type Sample, sampleOf } from "../fit/data.js";
import type { FitResult } from "../fit/result.js";
import { duration } from "../machine/duration.js";
import { requireConfidence } from "../measure/interval.js";
import type { AnyReading } from "../reader/kinds.js";
import type { MeasurementOptions } from "../reader/reading.js";
import { type Row, Table } from "../table/table.js";
import { digits, time as inWords, percent } from "../table/words.js";
import { combined } from "./combined.js";
import { type CaptureWarning, Finding } from "./finding.js";
import { lawsOf } from "./laws.js";
import { isReading } from "./ofKind.js";
import { type ShareAbove, shareAbove } from "./shareAbove.js";

/** Waits, or what else was captured: a histogram, single values above a threshold, or data for `fit` in ns. */
export type LawCapture = AnyReading | Measurements;

/** How {@link fullLaw} fits. */
export interface FullLawOptions extends Pick<MeasurementOptions, "section" | "time"> {
  /** How many there were in all, where only what exceeds a threshold was recorded: the switches of that time, say. */
  readonly total?: number;
  /** Families by name; those of positive values unless given. */
  readonly families?: readonly string[];
  /** At most so many laws are mixed, for captures with several modes; 2 unless given, 1 for none. Three take some times as long. */
  readonly components?: number;
  /** Of the intervals; 0.95 unless given. */
  readonly confidence?: number;
}

/** How far law and capture may be apart in share before it is worth a word. */
const tolerated = 0.02;
/** A bucket with more than this share of all hides where its values are. */
const muchInOne = 0.3;

/** A share as captured, and as the law has it. */
export type LawPoint = ShareAbove & { readonly law: number };

/** One law for all that was captured, and the shares above any value. */
export class FullLaw extends Finding {
  readonly kind = "fullLaw";
  readonly #sample: Sample;
  #points: readonly LawPoint[] | undefined;

  /** @param fits best first, the first with a law */
  constructor(
    sample: Sample,
    readonly fits: readonly FitResult[],
    readonly confidence: number,
    warnings: readonly CaptureWarning[],
  ) {
    super();
    this.#sample = sample;
    this.warnings = [...warnings, ...this.#doubts(), ...(fits[0]?.warnings ?? [])];
  }

  readonly warnings: readonly CaptureWarning[];

  /** The law that the evidence is for, for a model: `scheduler({ slice: law.distribution })`. */
  get distribution(): Distribution {
    return this.fits[0]!.distribution!;
  }

  /** How many values there are. */
  get size(): number {
    return this.#sample.size;
  }

  /** Up to here nothing was recorded; -Infinity where everything was. */
  get threshold(): number {
    return this.#sample.lower;
  }

  /**
   * The share of values above x, counted where that can be and by the law where it cannot.
   *
   * @param x ns, or a duration such as "10 ms"
   * @param given of those above this alone: "of the waits above 10 ms, how many are above 20 ms?"
   * @throws RangeError for what is no duration, or a `given` inside a bucket
   */
  above(x: number | string, { given }: { readonly given?: number | string } = {}): ShareAbove {
    const from = given === undefined ? -Infinity : duration(given, "given");
    return shareAbove(this.#sample, this.fits, duration(x, "x"), from, this.confidence);
  }

  get summary(): string {
    const { family, distribution, method } = this.fits[0]!;
    const isOwn = [family, "mixture"].includes(distribution!.family);
    const name = isOwn ? `${family}, ${method}` : `${distribution!.family}, the limit of ${family}`;
    const { apart, at } = this.#apart();
    const counted = digits(this.size);
    const of = this.threshold > -Infinity ? `${counted} values above ${inWords(this.threshold)}` : `${counted} values`;
    return `${name}, of ${of}; its shares are within ${digits(100 * apart)} percentage points of those captured, the furthest at ${inWords(at)}`;
  }

  /** Where the shares are known, with those of the law: at the ends of buckets, and at quantiles of single values. */
  points(): readonly LawPoint[] {
    this.#points ??= this.#known();
    return this.#points;
  }

  #known(): LawPoint[] {
    const { exact, intervals, lower } = this.#sample;
    const sorted = Float64Array.from(exact).sort();
    const quantiles = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999].map(
      (p) => sorted[Math.floor(p * sorted.length)],
    );
    const ends = [...intervals.map(([low]) => low), ...intervals.map(([, high]) => high)];
    const all = new Set([...quantiles, ...ends].filter((x): x is number => x !== undefined && Number.isFinite(x)));
    const given = Number.isFinite(lower) ? lower : -Infinity;
    const { distribution } = this;
    const whole = given === -Infinity ? 1 : distribution.survival(given);
    return [...all]
      .filter((x) => x > Math.max(0, given))
      .sort((first, second) => first - second)
      .map((x) => ({
        ...shareAbove(this.#sample, this.fits, x, given, this.confidence),
        law: distribution.survival(x) / whole,
      }))
      .filter(({ basis }) => basis === "counted");
  }

  table(): Table {
    const column = this.threshold > -Infinity ? "share of those recorded" : "share above";
    return new Table(
      this.points().map(({ x, share, low, high, law }): Row => ({ "above, ns": x, [column]: share, low, high, law })),
      ["above, ns", column, "low", "high", "law"],
    );
  }

  /** Where law and capture are furthest apart. */
  #apart(points = this.points()): { readonly apart: number; readonly at: number } {
    return points.reduce(
      (most, { x, share, law }) =>
        Math.abs(share - law) > most.apart ? { apart: Math.abs(share - law), at: x } : most,
      { apart: 0, at: Math.max(0, this.threshold) },
    );
  }

  #doubts(): CaptureWarning[] {
    const { intervals, size } = this.#sample;
    // What chance does to few values is no fault of the law.
    const { apart, at } = this.#apart(this.points().filter(({ law, low, high }) => law < low || law > high));
    const [low, high, count] = intervals.reduce((most, each) => (each[2] > most[2] ? each : most), [0, 0, 0] as const);
    const test = this.fits[0]!.tests["chi-square"];
    const doubts: CaptureWarning[] = [];
    if (apart > tolerated)
      doubts.push({
        code: "law-differs",
        message:
          `above ${inWords(at)} the law has ${digits(100 * apart)} percentage points more or less than was captured${Number.isFinite(test?.pValue) ? ` (chi-square p ${digits(test!.pValue)})` : ""}: ` +
          "shares are counted wherever they can be; a model is better given the histogram itself",
      });
    if (count > muchInOne * size && low <= 0)
      doubts.push({
        code: "coarse-bucket",
        message: `${percent(count / size)} of the values are in one bucket, ${inWords(low)} to ${inWords(high)}: how they lie there is the family's guess`,
      });
    return doubts;
  }
}

/**
 * One law for all waits from what tools record of them: a histogram (runqlat), single values above a threshold (runqslower), or both.
 *
 * Families of positive values and mixtures of them are fitted by maximum likelihood to all of it together (see `fit`, and {@link
 * combined} for what a threshold does) and ranked by AIC. Shares above a value, `law.above("10 ms")`, do not need the family where waits
 * were counted: at the end of a bucket the interval is Clopper and Pearson's, inside one it reaches from none of the bucket to all of it,
 * and only beyond all that was recorded it is the law's, by the delta method over the laws with 5 % of the evidence or more.
 *
 * The intervals are of waits that are independent; those of one burst are not, and several captures tell more than one long one.
 *
 * @param captures of one quantity; a reading, data, or a list of readings
 * @throws TypeError for a reading without values; RangeError for captures that do not go together, hold nothing, or that no family fits
 */
export function fullLaw(captures: LawCapture | readonly LawCapture[], options: FullLawOptions = {}): FullLaw {
  const { total, section, time, families, components = 2, confidence = 0.95 } = options;
  requireConfidence(confidence);
  if (!(Number.isSafeInteger(components) && components >= 1))
    throw new RangeError(`components: expected a whole number from 1, got ${components}`);
  const choice = { ...(section !== undefined && { section }), ...(time !== undefined && { time }) };
  const samples = listOf(captures).map((capture) => {
    const held = isReading("fullLaw", capture) ? capture.measurements(choice) : capture;
    const sample = sampleOf(held);
    if (!isSample(sample)) throw new RangeError(`fullLaw: ${sample.message}`);
    return sample;
  });
  const least = Math.min(...samples.map(leastOf));
  if (least < 0) throw new RangeError(`fullLaw: expected values from 0 on, such as times, got ${least}`);
  const { data, warnings } = combined(samples, total);
  const sample = sampleOf(data) as Sample;
  return new FullLaw(sample, lawsOf(data, sample, families, components), confidence, warnings);
}

function leastOf({ exact, intervals }: Sample): number {
  let least = Infinity;
  for (const value of exact) least = Math.min(least, value);
  for (const [, high] of intervals) least = Math.min(least, high);
  return least;
}

function listOf(captures: LawCapture | readonly LawCapture[]): readonly LawCapture[] {
  return Array.isArray(captures) && captures.some((each) => typeof each === "object")
    ? captures
    : [captures as LawCapture];
}
