import { batchMeans } from "../measure/batchMeans.js";
import { effectiveSampleSize } from "../measure/effectiveSampleSize.js";
import { meanInterval, requireConfidence } from "../measure/interval.js";
import { deviationProduct, meanOf } from "../measure/moments.js";
import { type Classification, classification } from "./classification.js";
import type { Doubt, Estimate, Evidence, Quantity, Regime, Test } from "./evidence.js";
import { type Growth, growthOf } from "./growth.js";
import { countedWindows, type Level, leastWindows, levelOf, linearised, ratio } from "./level.js";
import { swingsOf } from "./swings.js";
import { leastEffective, type Trend, trendOf } from "./trend.js";
import { type SeriesColumns, type Windows, windowsOf } from "./windows.js";
import { digits, percent, percentWithin, time } from "./words.js";

/** What a classification is told. */
export interface ClassifyOptions {
  /** The overhead below which a system converges; 0.01, one percent, unless given. */
  readonly epsilon?: number;
  /** Of the intervals; 0.95 unless given. Decisions take ten times less risk: 0.995. */
  readonly confidence?: number;
  /** A level that will still move by no more than this share of it is settled; 0.01 unless given. */
  readonly tolerance?: number;
}

/** So many windows of equal work the work has to be spread over. */
const leastCounted = 10;
/** A level is one of many rounds of each entity: so many events each, some ten rounds of a process that waits, runs and sleeps. */
const leastEvents = 50;
/** Without work for this share of the windows, at the end, it has died out. */
const dead = 0.2;
const batches = 10;
const significance = 0.001;
/** A queue with load 1, which has no level, is worth more than so many independent values in one record of several hundred. */
const leastBacklog = 40;
/** A backlog that moves by less of itself, beyond chance, stands. */
const standing = 0.1;

/**
 * The regime of a series of windows: whether its overhead converges, oscillates around a level, or explodes, or that it does not say.
 *
 * In this order: the backlog or the overhead *explodes* where it grows without bound ({@link growthOf}), or where bookkeeping outweighs
 * the useful work and does not get less. Otherwise the backlog has to stand and the level ({@link levelOf}) to have settled; then it is
 * *converging* with a level below epsilon, *oscillating* with one above, each beyond the error of its interval. Whatever cannot be
 * told is *undecided*. The README of this room has the formulas, and how often it errs.
 *
 * @throws RangeError for columns that do not fit together or an option out of range
 */
export function classifySeries(columns: SeriesColumns, options: ClassifyOptions = {}): Classification {
  const { epsilon = 0.01, confidence = 0.95, tolerance = 0.01 } = options;
  if (!(epsilon > 0)) throw new RangeError(`epsilon: expected a positive overhead, such as 0.01, got ${epsilon}`);
  if (!(tolerance > 0)) throw new RangeError(`tolerance: expected a positive share, such as 0.01, got ${tolerance}`);
  requireConfidence(confidence);
  return new Judgement(windowsOf(columns), epsilon, confidence, tolerance).classification();
}

/** One series being judged: what was found so far is the evidence of whatever the answer will be. */
class Judgement {
  readonly #tests: Test[] = [];
  readonly #decision: number;
  #found: Partial<Evidence> = {};
  #level: Level | undefined;

  constructor(
    readonly windows: Windows,
    readonly epsilon: number,
    readonly confidence: number,
    readonly tolerance: number,
  ) {
    this.#decision = 1 - (1 - confidence) / 10;
  }

  classification(): Classification {
    const { work, bookkeeping, alive, length, counts } = this.windows;
    if (work.length < leastWindows) {
      const left = counts.leaving > 0 ? " in which its population stood" : "";
      return this.#undecided(
        "overhead",
        "too-short",
        `${work.length} windows${left} are too few to judge; it needs ${leastWindows}`,
      );
    }
    const exploding = this.#growth("backlog", alive && growthOf(alive, undefined, length, this.confidence));
    if (exploding) return exploding;
    if (countedWindows(work) === 0)
      return this.#undecided("overhead", "no-work", "no useful work was done, so there is no overhead to speak of");
    const growing = this.#growth("overhead", growthOf(bookkeeping, work, length, this.confidence));
    if (growing) return growing;
    const diedOut = this.#diedOut();
    if (diedOut) return diedOut;
    const level = levelOf(bookkeeping, work, (each) => this.#doubtOf(each) === undefined);
    this.#level = level;
    return this.#outweighed(level) ?? this.#unsteadyBacklog(level) ?? this.#unsettled(level) ?? this.#settled(level);
  }

  #growth(quantity: Quantity, growth: Growth | undefined): Classification | undefined {
    if (!growth) return undefined;
    this.#note("trend of the second half", quantity, growth.trend);
    if (!growth.unbounded) return undefined;
    const perSecond = scaled(growth.rate, 1e9);
    this.#found = { growth: growth.shape, growthRate: perSecond, doublingTime: growth.doublingTime };
    const unit = quantity === "overhead" ? percent(perSecond.value) : digits(perSecond.value);
    return this.#decided(
      "exploding",
      quantity,
      `the ${quantity} grows by ${unit} a second${growth.shape === "exponential" ? ", exponentially" : ""}, and doubles in ${time(growth.doublingTime.value)}`,
    );
  }

  /** No work in the last fifth of the windows, with or without bookkeeping that goes on. */
  #diedOut(): Classification | undefined {
    const { work, bookkeeping, length } = this.windows;
    const end = work.findLastIndex((value) => value > 0) + 1;
    const idle = bookkeeping.subarray(end);
    if (idle.length < dead * work.length) return undefined;
    const busy = idle.filter((value) => value > 0).length;
    const after = time(end * length);
    return busy > idle.length / 2
      ? this.#decided("exploding", "work", `useful work has died out after ${after}, and bookkeeping goes on`)
      : this.#undecided(
          "work",
          "too-short",
          `no useful work was charged after ${after}, so there is no overhead to follow`,
        );
  }

  /**
   * More bookkeeping than work, to the end: what is left of the work after it is nothing. Tested by the mean of the logarithms of
   * batches, which is never above the logarithm of the mean, since such systems swing by factors.
   */
  #outweighed({ values, effective, counted, trend, toGo }: Level): Classification | undefined {
    if (this.#isYoung() || effective < leastEffective || counted < leastCounted) return undefined;
    if (toGo > 0 && trend.slope < 0) return undefined;
    const logarithms = batchRatios(this.windows, batches + 1)
      .slice(1)
      .map(Math.log);
    if (!logarithms.every(Number.isFinite) || !(logarithms.at(-1)! > 0)) return undefined;
    if (!(meanInterval(logarithms, this.#decision).low > 0)) return undefined;
    const level = estimateOf(values, this.confidence);
    this.#found = { ...this.#found, level };
    return this.#decided(
      "exploding",
      "work",
      `bookkeeping outweighs the useful work, ${percentWithin(level)} of it, and nothing is left`,
    );
  }

  #unsteadyBacklog({ warmUp }: Level): Classification | undefined {
    const alive = this.windows.alive?.subarray(warmUp);
    if (!alive) return undefined;
    const trend = trendOf(alive);
    if (!(trend.line.squares > 0) && trend.slope === 0) {
      this.#found = { ...this.#found, backlog: exactly(alive[0]!) };
      return undefined;
    }
    const mean = meanOf(alive);
    this.#found = { ...this.#found, backlog: estimateOf(alive, this.confidence) };
    this.#note("trend", "backlog", trend);
    const change = trend.slope * alive.length;
    if (trend.pValue < significance && Math.abs(change) > standing * mean)
      return change > 0
        ? this.#undecided("backlog", "transient", "the backlog is still rising, but not for certain without bound")
        : this.#undecided("backlog", "leaving", "the backlog is still falling");
    const effective = effectiveSampleSize(alive);
    // A population that hardly changes stands, however slowly it does.
    if (effective < leastBacklog && Math.max(...alive) - Math.min(...alive) > standing * mean)
      return this.#undecided(
        "backlog",
        "too-short",
        `the backlog is worth ${digits(Math.floor(effective))} independent values, too few to tell whether it stands`,
      );
    return undefined;
  }

  #unsettled(level: Level): Classification | undefined {
    const { trend, toGo, effective, counted, values } = level;
    this.#note("trend", "overhead", trend);
    const doubt = this.#doubtOf(level);
    if (doubt === "transient") {
      const direction = trend.slope > 0 ? "rising" : "falling";
      const reason = `the overhead, ${percent(meanOf(values))}, is still ${direction}: the transient is not over`;
      return this.#undecided("overhead", doubt, reason);
    }
    if (doubt) {
      const few = this.#isYoung()
        ? `is of ${digits(Math.floor(this.windows.eventsPerEntity))} events for each who is there, too few for a level`
        : counted < leastCounted
          ? `falls into ${digits(Math.floor(counted))} windows of equal work, too few to judge`
          : `is worth ${digits(Math.floor(effective))} independent values, too few for its memory`;
      return this.#undecided("overhead", doubt, `the overhead ${few}`);
    }
    this.#found = { ...this.#found, level: estimateOf(values, this.confidence), drift: toGo / this.#scaleOf(level) };
    return undefined;
  }

  #doubtOf(level: Level): "transient" | "too-short" | undefined {
    if (level.toGo > this.tolerance * this.#scaleOf(level)) return "transient";
    return this.#isYoung() || level.counted < leastCounted || level.effective < leastEffective
      ? "too-short"
      : undefined;
  }

  #isYoung(): boolean {
    return this.windows.eventsPerEntity < leastEvents;
  }

  /** What a drift is compared to: a level that goes to 0 has none of its own. */
  #scaleOf({ values }: Level): number {
    return Math.max(Math.abs(meanOf(values)), this.epsilon);
  }

  #settled({ values: judged, warmUp }: Level): Classification {
    const strict = estimateOf(judged, this.#decision);
    const { bookkeeping, work, length } = this.windows;
    const values = linearised(bookkeeping, work, ratio(bookkeeping.subarray(warmUp), work.subarray(warmUp)));
    const { swings, period, amplitude, damping, tests } = swingsOf(values, warmUp, this.confidence);
    this.#tests.push(...tests);
    this.#found = {
      ...this.#found,
      swings,
      ...(period && { period: scaled(period, length) }),
      ...(amplitude && { amplitude }),
      ...(damping && { damping }),
    };
    const around = percentWithin(estimateOf(judged, this.confidence));
    if (strict.high < this.epsilon)
      return this.#decided("converging", "overhead", `the overhead goes to ${around}, below ${percent(this.epsilon)}`);
    if (!(strict.low > this.epsilon))
      return this.#undecided(
        "overhead",
        "border",
        `the overhead, ${around}, is too near to ${percent(this.epsilon)} to tell on which side it stays`,
      );
    // Between a balance and bookkeeping that outweighs the work.
    if (strict.high > 1)
      return this.#undecided("work", "border", `the overhead, ${around}, may outweigh the work or not`);
    const how = {
      noise: "with no swings beyond noise",
      damped: `its swings of ${period ? time(period.value * length) : ""} dying down`,
      sustained: `swinging by ${amplitude ? percent(amplitude.value) : ""} every ${period ? time(period.value * length) : ""}, for good`,
    }[swings];
    return this.#decided("oscillating", "overhead", `the overhead stays around ${around}, ${how}`);
  }

  #note(name: string, of: Quantity, { slope, standardError, pValue, against }: Trend): void {
    const statistic = slope === 0 ? 0 : slope / standardError;
    const model = against === "walk" ? "random walk" : "constant";
    this.#tests.push({ name: `${name} (Student, against a ${model})`, of, statistic, pValue });
  }

  #undecided(quantity: Quantity, doubt: Doubt, reason: string): Classification {
    return this.#decided("undecided", quantity, reason, doubt);
  }

  #decided(regime: Regime, quantity: Quantity, reason: string, doubt?: Doubt): Classification {
    const { counts, work } = this.windows;
    const level = this.#level;
    return classification(regime, `${reason}.`, {
      quantity,
      ...(doubt && { doubt }),
      confidence: this.confidence,
      epsilon: this.epsilon,
      ...(level && { deviation: Math.sqrt(deviationProduct(level.values, level.values) / level.values.length) }),
      ...this.#found,
      windows: {
        ...counts,
        warmUp: level?.warmUp ?? 0,
        settled: level?.settled ?? false,
        judged: work.length - (level?.warmUp ?? 0),
        effective: level?.effective ?? 0,
      },
      // What has no noise at all has no finite statistic, and JSON no other number.
      tests: this.#tests.filter(({ statistic, pValue }) => Number.isFinite(statistic) && Number.isFinite(pValue)),
      replications: 1,
    });
  }
}

/** The ratios of sums in so many batches. */
function batchRatios({ bookkeeping, work }: Windows, count: number): Float64Array {
  const size = Math.floor(work.length / count);
  return Float64Array.from({ length: count }, (_, batch) => {
    const [from, to] = [batch * size, (batch + 1) * size];
    return ratio(bookkeeping.subarray(from, to), work.subarray(from, to));
  });
}

function estimateOf(values: Float64Array, confidence: number): Estimate {
  const { mean, low, high } = batchMeans(values, { confidence }).interval;
  return { value: mean, low, high };
}

function exactly(value: number): Estimate {
  return { value, low: value, high: value };
}

function scaled({ value, low, high }: Estimate, factor: number): Estimate {
  return { value: value * factor, low: low * factor, high: high * factor };
}
