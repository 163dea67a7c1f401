/** One value for each event: an array or a typed array. */
export type Values = ArrayLike<number>;

/** Measurements of every kind; whatever is there counts, and log-likelihoods add. */
export interface FitData {
  /** Values measured exactly. */
  exact?: Values;
  /** How often each exact value counts: finite, not negative, not necessarily whole. */
  weights?: Values;
  /** Values known only to be at most this. */
  leftCensored?: Values;
  /** Values known only to be above this, as what was still running at the end of a measurement. */
  rightCensored?: Values;
  /** Buckets `[low, high, count]`: `count` values with low < X <= high. `high` may be Infinity, `low` -Infinity. */
  intervals?: ArrayLike<readonly [low: number, high: number, count: number]>;
  /** Only what is above `lower` and at most `upper` was recorded at all. */
  truncation?: { readonly lower?: number | null; readonly upper?: number | null };
  /** Sums `[count, total]`: `total` is the sum of `count` independent values. */
  aggregates?: ArrayLike<readonly [count: number, total: number]>;
}

/** What holds measurements and hands them over in one unit, as what was read from a file does. */
export interface MeasurementSource {
  measurements(): Values | FitData;
}

/** What `fit` takes. */
export type Measurements = Values | FitData | MeasurementSource;

/** Why data cannot be fitted at all. */
export interface DataProblem {
  readonly status: "no-data" | "invalid-data";
  readonly message: string;
}

/** Measurements, checked and in one form. Nothing of weight 0 is left. */
export interface Sample {
  readonly exact: Float64Array;
  /** One for each of `exact`, or undefined where all are 1. */
  readonly weights: Float64Array | undefined;
  readonly leftCensored: Float64Array;
  readonly rightCensored: Float64Array;
  readonly intervals: readonly (readonly [low: number, high: number, count: number])[];
  /** -Infinity and Infinity where nothing is cut off. */
  readonly lower: number;
  readonly upper: number;
  readonly aggregates: readonly (readonly [count: number, total: number])[];
  /** Observations, weights and counts together: the n of AICc and BIC. */
  readonly size: number;
  /** Whether there is nothing but exact values, all recorded. */
  readonly complete: boolean;
}

const nothing = new Float64Array();
/** Values beyond it, or all below its inverse, have no square. */
const largest = 1e150;

/**
 * Checks measurements and brings them into one form.
 *
 * @param resolution the tick of the clock: an exact value v then says only that v - resolution / 2 < X <= v + resolution / 2
 * @returns the sample, or what is wrong with it
 * @throws TypeError for what is not data at all, RangeError for a resolution that is not positive
 */
export function sampleOf(data: Measurements, resolution?: number): Sample | DataProblem {
  if (resolution !== undefined && !(resolution > 0 && resolution < Infinity))
    throw new RangeError(`fit: resolution must be a positive number in the unit of the data, got ${resolution}`);
  const held = isSource(data) ? data.measurements() : data;
  const given = isValues(held) ? { exact: held } : held;
  if (typeof given !== "object" || given === null || Array.isArray(given))
    throw new TypeError("fit: data must be an array of numbers or an object with exact, intervals and so on");
  return (
    problemOf(given) ??
    problemOfSize(given) ??
    problemOfTruncation(given) ??
    withResolution(collected(given), resolution) ??
    nothingIn(given)
  );
}

/** Whether {@link sampleOf} found a sample. */
export function isSample(sample: Sample | DataProblem): sample is Sample {
  return !("status" in sample);
}

function isSource(data: Measurements): data is MeasurementSource {
  return typeof data === "object" && data !== null && "measurements" in data;
}

function isValues(data: unknown): data is Values {
  return (
    typeof data === "object" && data !== null && "length" in data && typeof data.length === "number" && !isRecord(data)
  );
}

function isRecord(data: object): boolean {
  return ["exact", "intervals", "leftCensored", "rightCensored", "aggregates"].some((part) => part in data);
}

function problemOf(data: FitData): DataProblem | undefined {
  const { exact = nothing, weights, leftCensored = nothing, rightCensored = nothing } = data;
  for (const [name, values] of Object.entries({ exact, leftCensored, rightCensored })) {
    const index = areFinite(values) ? -1 : findIndex(values, (value) => !Number.isFinite(value));
    if (index >= 0) return invalid(`${name}[${index}] is ${String(values[index])}, not a finite number`);
  }
  if (weights) {
    if (weights.length !== exact.length)
      return invalid(`there are ${weights.length} weights for ${exact.length} exact values`);
    const index = findIndex(weights, (weight) => !(weight >= 0 && weight < Infinity));
    if (index >= 0)
      return invalid(`weights[${index}] is ${String(weights[index])}; a weight is finite and not negative`);
  }
  for (const [index, [low, high, count]] of Array.from(data.intervals ?? []).entries())
    if (!(low < high && count >= 0 && count < Infinity))
      return invalid(`intervals[${index}] is [${low}, ${high}, ${count}]; it must be [low, high, count], low < high`);
  for (const [index, [count, total]] of Array.from(data.aggregates ?? []).entries())
    if (!(count >= 0 && count < Infinity && Number.isFinite(total)))
      return invalid(`aggregates[${index}] is [${count}, ${total}]; it must be [count, total], both finite`);
  return undefined;
}

/** The squares of values must be numbers too, and weights must add up to something. */
function problemOfSize(data: FitData): DataProblem | undefined {
  const { exact = nothing, weights, leftCensored = nothing, rightCensored = nothing } = data;
  let most = 0;
  for (const [name, values] of Object.entries({ exact, leftCensored, rightCensored })) {
    const index = findIndex(values, (value) => Math.abs(value) > largest);
    if (index >= 0)
      return invalid(`${name}[${index}] is ${values[index]}: its square is beyond all numbers; use a larger unit`);
    for (let each = 0; each < values.length; each++) most = Math.max(most, Math.abs(values[each]!));
  }
  if (most > 0 && most < 1 / largest)
    return invalid(`no value is greater than ${most}, whose square is beyond all numbers; use a smaller unit`);
  if (!weights) return undefined;
  const total = sum(floats(weights));
  return total > 0 && total < 0.5 && !data.intervals?.length
    ? invalid(`the weights add up to ${total}, less than one observation; a weight is how often a value counts`)
    : undefined;
}

function problemOfTruncation(data: FitData): DataProblem | undefined {
  const [lower, upper] = limitsOf(data);
  if (!(lower < upper)) return invalid(`truncation: lower (${lower}) must be below upper (${upper})`);
  if (lower === -Infinity && upper === Infinity) return undefined;
  if (data.aggregates?.length)
    return invalid("aggregates and truncation together: a total says nothing of a threshold");
  const { exact = nothing, leftCensored = nothing, rightCensored = nothing, intervals = [] } = data;
  const outside = findIndex(exact, (value) => !(value > lower && value <= upper));
  if (outside >= 0)
    return invalid(`exact[${outside}] is ${exact[outside]}, outside the truncation (${lower}, ${upper}]`);
  const early = findIndex(leftCensored, (value) => value <= lower);
  if (early >= 0)
    return invalid(`leftCensored[${early}] is ${leftCensored[early]}, not above the truncation at ${lower}`);
  const late = findIndex(rightCensored, (value) => value >= upper);
  if (late >= 0)
    return invalid(`rightCensored[${late}] is ${rightCensored[late]}, not below the truncation at ${upper}`);
  for (const [low, high, count] of Array.from(intervals))
    if (count > 0 && !(high > lower && low < upper))
      return invalid(`the interval (${low}, ${high}] lies outside the truncation (${lower}, ${upper}]`);
  return undefined;
}

function limitsOf(data: FitData): readonly [lower: number, upper: number] {
  return [data.truncation?.lower ?? -Infinity, data.truncation?.upper ?? Infinity];
}

function collected(data: FitData): Sample {
  const all = floats(data.exact);
  const given = data.weights && floats(data.weights);
  const counts = given?.some((weight) => weight !== 1) ? given : undefined;
  const exact = counts ? all.filter((_, index) => counts[index] !== 0) : all;
  const weights = counts?.filter((weight) => weight !== 0);
  const leftCensored = floats(data.leftCensored);
  const rightCensored = floats(data.rightCensored);
  const intervals = Array.from(data.intervals ?? []).filter(([, , count]) => count > 0);
  const aggregates = Array.from(data.aggregates ?? []).filter(([count]) => count > 0);
  const [lower, upper] = limitsOf(data);
  const others = leftCensored.length + rightCensored.length + aggregates.length;
  const size =
    (weights ? sum(weights) : exact.length) + others + intervals.reduce((total, [, , count]) => total + count, 0);
  const complete = others + intervals.length === 0 && lower === -Infinity && upper === Infinity;
  return { exact, weights, leftCensored, rightCensored, intervals, lower, upper, aggregates, size, complete };
}

/** Exact values of a clock that ticks become intervals around them, one for each tick that occurs. */
function withResolution(sample: Sample, resolution: number | undefined): Sample | undefined {
  if (sample.size === 0) return undefined;
  if (resolution === undefined || sample.exact.length === 0) return sample;
  const counts = new Map<number, number>();
  sample.exact.forEach((value, index) => {
    counts.set(value, (counts.get(value) ?? 0) + (sample.weights?.[index] ?? 1));
  });
  const ticks = [...counts]
    .sort(([first], [second]) => first - second)
    .map(([value, count]) => [value - resolution / 2, value + resolution / 2, count] as const);
  return {
    ...sample,
    exact: nothing,
    weights: undefined,
    intervals: [...ticks, ...sample.intervals],
    complete: false,
  };
}

function nothingIn(data: FitData): DataProblem {
  const given = (data.exact?.length ?? 0) + (data.intervals?.length ?? 0) + (data.aggregates?.length ?? 0);
  return {
    status: "no-data",
    message: given > 0 ? "every value has weight or count 0: there is nothing to fit" : "there are no values to fit",
  };
}

function invalid(message: string): DataProblem {
  return { status: "invalid-data", message };
}

function floats(values: Values | undefined): Float64Array {
  return values instanceof Float64Array ? values : values ? Float64Array.from(values) : nothing;
}

/** A loop without a call in it, quick even before it is compiled; what it says no to is looked at one by one. */
function areFinite(values: Values): boolean {
  if (!(values instanceof Float64Array)) return false;
  // What is not finite makes this NaN, and it stays so.
  let zero = 0;
  for (let index = 0; index < values.length; index++) zero += values[index]! - values[index]!;
  return zero === 0;
}

function findIndex(values: Values, test: (value: number) => boolean): number {
  for (let index = 0; index < values.length; index++) if (test(values[index]!)) return index;
  return -1;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
