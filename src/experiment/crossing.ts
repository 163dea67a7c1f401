import { requireObject } from "../argument/argument.js";
import { displaySymbol, type MimeBundle } from "../display/mime.js";
import { type MeanInterval, meanInterval, requireConfidence } from "../measure/interval.js";
import { type ReplicationOptions, replications, requireReplications } from "../measure/replications.js";
import { Table } from "../table/table.js";
import type { Level } from "./design/design.js";
import { type Axis, axesOf, type Ranges } from "./design/range.js";
import { modelsAt, type Program, requireProgram } from "./program.js";
import { type Place, rootBetween } from "./rootBetween.js";

/** How a crossing is looked for; the runs as in {@link replicate}. */
export interface CrossingOptions<Options> extends ReplicationOptions {
  /** What the measure is at the crossing. */
  readonly level: number;
  /** Another program: what is measured is then the first one's measure minus this one's, under the same random numbers. */
  readonly minus?: Program<Options>;
  /** Runs at every value that is looked at, from 3; 10 unless given. */
  readonly replications?: number;
  /** To which share of the range the crossing and the ends of its interval are bracketed; 0.001 unless given. */
  readonly precision?: number;
}

/** Where a measure crosses a level, and the values of the parameter that the runs do not tell from it. */
export class Crossing {
  /** What was varied. */
  readonly parameter: string;
  /** Where the mean over the replications is the level; a duration is in ns. */
  readonly value: number;
  /** The interval; -Infinity or Infinity where the level is still among the possible means at that end of the range. */
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
  readonly level: number;
  /** What was looked at, one row a value of the parameter, by its name: `mean`, `low` and `high` of the measure, `replications`. */
  readonly points: Table;

  constructor(of: Pick<Crossing, "parameter" | "value" | "low" | "high" | "confidence" | "level" | "points">) {
    this.parameter = of.parameter;
    this.value = of.value;
    this.low = of.low;
    this.high = of.high;
    this.confidence = of.confidence;
    this.level = of.level;
    this.points = of.points;
  }

  /** Such as `"forks = 846100 (840200 to 851400 with 95 % confidence)"`. */
  toString(): string {
    const [value, low, high, percent] = [this.value, this.low, this.high, 100 * this.confidence].map((each) =>
      String(Number(each.toPrecision(4))),
    );
    return `${this.parameter} = ${value} (${low} to ${high} with ${percent} % confidence)`;
  }

  [displaySymbol](): MimeBundle {
    return { "text/plain": this.toString() };
  }
}

/** Of the half-width of the mean's interval: what is nearer to the level is there, for all that the runs can say. */
const nearEnough = 0.02;

/**
 * Where a measure of a model crosses a level as one parameter changes, such as the rate of switches at which a program costs 1 %.
 *
 * At every value that is looked at the model is run under the same seeds, replication r under `replicationSeed(seed, r)`, so that the
 * mean of the measure is a smooth function of the parameter (common random numbers); its root is found by inverse quadratic
 * interpolation and bisection. The interval is a confidence interval by inversion of the test: it holds the values whose own Student's
 * interval of the mean holds the level, so it holds the true crossing as often as those hold the true mean, however curved the measure is.
 * Of a whole parameter it is a whole number beside the crossing.
 *
 * The measure should rise or fall throughout the range: of several crossings one is found.
 *
 * @param program makes the model of a value, such as {@link scheduler}; or a model, of which the parameter is replaced
 * @param range of the one parameter that changes, such as `{ forks: [1_000, 1_000_000, "log"] }`
 * @throws RangeError where the measure is on the same side of the level at both ends of the range, where there is not one parameter with a
 * range, or for an option out of range; the reason of the signal where it is aborted; whatever {@link simulate} throws
 */
export async function crossing<Options>(
  program: Program<Options>,
  range: Ranges,
  options: CrossingOptions<Options>,
): Promise<Crossing> {
  requireProgram("crossing", program);
  const axis = onlyAxis(range);
  requireObject("crossing", "options with the level to cross", options);
  const { level, minus, replications: count = 10, precision = 1e-3, confidence = 0.95, ...running } = options;
  if (!Number.isFinite(level)) throw new RangeError(`level: expected a finite number, got ${level}`);
  if (!(precision > 0 && precision < 1)) throw new RangeError(`precision: expected a share of 1, got ${precision}`);
  requireConfidence(confidence);
  requireReplications("replications", count, 3);
  const programs = minus === undefined ? [program] : [program, minus];
  const seen = new Map<Level, MeanInterval & { readonly share: number }>();

  async function look(share: number): Promise<MeanInterval> {
    const value = axis.at(share);
    const known = seen.get(value);
    if (known) return known;
    const models = programs.map((each) => modelsAt(each, [{ [axis.name]: value }])[0]!);
    const values: number[] = [];
    for await (const [first, second = 0] of replications(models, count, running)) values.push(first! - second);
    if (values.length < count) throw running.signal?.reason ?? new DOMException("aborted", "AbortError");
    const found = { share, ...meanInterval(values, confidence) };
    seen.set(value, found);
    return found;
  }

  const [first, last] = [await look(0), await look(1)];
  const rises = last.mean > first.mean;
  if (first.mean < level === last.mean < level)
    throw new RangeError(
      `crossing: expected ${level} between the measure at both ends of the range, got ${first.mean} at ${axis.name} ${axis.at(0)} and ${last.mean} at ${axis.at(1)}`,
    );
  const place = async (part: "mean" | "low" | "high", share: number): Promise<Place> => {
    const { [part]: found, halfWidth } = await look(share);
    return { at: share, value: Math.abs(found - level) <= nearEnough * halfWidth ? 0 : found - level };
  };
  const rootOf = (part: "mean" | "low" | "high", one: Place, two: Place): Promise<number> =>
    rootBetween(async (share) => (await place(part, share)).value, one, two, precision);

  const root = await rootOf("mean", await place("mean", 0), await place("mean", 1));
  const value = axis.at(root) as number;

  /** Where the level leaves the intervals of the mean, on the way from the root to an end of the range. */
  async function leftAt(end: 0 | 1, open: number): Promise<number> {
    // Where the mean is below the level, its upper limit is what comes near to it.
    const isBelow = (end === 0) === rises;
    const part = isBelow ? "high" : "low";
    const isOutside = ({ value }: Place) => (isBelow ? value < 0 : value > 0);
    if (!isOutside(await place(part, end))) return open;
    const here = await place(part, root);
    // Without noise the root is known no better than to the precision.
    if (isOutside(here)) return value;
    const outside = [...seen.values()]
      .filter(({ share }) => (end === 0 ? share < root : share > root))
      .map((each): Place => ({ at: each.share, value: each[part] - level }))
      .filter(isOutside);
    const nearest = outside.reduce((one, other) => (Math.abs(other.at - root) < Math.abs(one.at - root) ? other : one));
    return axis.at(await rootOf(part, nearest, here)) as number;
  }

  const [low, high] = [await leftAt(0, -Infinity), await leftAt(1, Infinity)];
  return new Crossing({
    parameter: axis.name,
    value,
    low,
    high,
    confidence,
    level,
    points: pointsOf(axis.name, seen, count),
  });
}

/** @throws RangeError where it is not one parameter with a range of numbers */
function onlyAxis(range: Ranges): Axis {
  const axes = axesOf(range);
  if (axes.length > 1 || axes[0]!.values)
    throw new RangeError(
      `range: expected [low, high] of one parameter, got ${axes.map(({ name, values }) => `${name}${values ? ", a list of values" : ""}`).join(", ")}`,
    );
  return axes[0]!;
}

function pointsOf(name: string, seen: ReadonlyMap<Level, MeanInterval>, count: number): Table {
  const rows = [...seen].map(([at, { mean, low, high }]) => ({ [name]: at, mean, low, high, replications: count }));
  return new Table(
    rows.sort((one, other) => Number(one[name]) - Number(other[name])),
    [name, "mean", "low", "high", "replications"],
  );
}
