import { type Family, family, requireFinite, requireNumbers, requireWeights } from "./distribution.js";
import { choiceSampler } from "./sampler/choice.js";
import { solveTail } from "./special/solveTail.js";

/**
 * The phase-type distribution, of the time a Markov chain takes to its end: P(X > x) = a exp(T x) 1, for x >= 0, with the
 * initial probabilities a and the generator T. Sums, mixtures and loops of exponential steps are all of this kind.
 *
 * @param initial the probability to begin in each phase, not negative, taken relative to their sum
 * @param generator generator[i][j] is the rate from phase i to j, per unit of x; generator[i][i] is minus the rate at which i is
 * left at all, and what a row lacks to 0 is the rate to the end, which must be within reach of every phase
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const phaseType: Family<[initial: readonly number[], generator: readonly (readonly number[])[]]> = family(
  "phase-type",
  ["initial", "generator"],
  (initial, generator) => {
    const count = initial?.length;
    const exit = exitRates(generator, count);
    requireWeights("phase-type", "initial", initial, generator.length);
    const total = initial.reduce((sum, weight) => sum + weight, 0);
    const start = initial.map((weight) => weight / total);
    const chain = transientChain(generator, exit, start);
    const [first, second] = moments(generator, start);
    const logPdf = (x: number): number => {
      chain.moveTo(x);
      return chain.logSum(exit);
    };
    const everywhere = new Array<number>(count).fill(1);
    const logSurvival = (x: number): number => {
      const absorbed = chain.moveTo(x);
      return absorbed < 0.5 ? Math.log1p(-absorbed) : chain.logSum(everywhere);
    };
    const logCdf = (x: number): number => {
      const absorbed = chain.moveTo(x);
      return absorbed < 0.5 ? Math.log(absorbed) : Math.log1p(-Math.exp(chain.logSum(everywhere)));
    };
    const inverse = (p: number, upper: boolean): number => {
      if (p > 0.5) return inverse(1 - p, !upper);
      if (p === 0) return upper ? Infinity : 0;
      return solveTail(upper ? logSurvival : logCdf, logPdf, Math.log(p), !upper, first);
    };
    const begin = choiceSampler(start);
    const next = generator.map((row, phase) =>
      choiceSampler([...row.map((rate, to) => (to === phase ? 0 : rate)), exit[phase]!]),
    );
    const stay = generator.map((row, phase) => -1 / row[phase]!);
    return {
      support: [0, Infinity],
      mean: first,
      variance: second - first * first,
      pdf: (x) => Math.exp(logPdf(x)),
      logPdf,
      cdf: (x) => chain.moveTo(x),
      logCdf,
      survival: (x) => Math.exp(logSurvival(x)),
      logSurvival,
      quantile: (p) => inverse(p, false),
      upperQuantile: (p) => inverse(p, true),
      sample: (stream) => {
        let time = 0;
        for (let phase = begin(stream); phase < count; phase = next[phase]!(stream))
          time += stay[phase]! * stream.exponential();
        return time;
      },
    };
  },
);

/** The rate from each phase to the end, with every check of the generator. */
function exitRates(generator: readonly (readonly number[])[], count: number): number[] {
  if (!Array.isArray(generator) || generator.length === 0)
    throw new TypeError("phase-type: generator must be a list of rows of rates");
  if (generator.length !== count)
    throw new RangeError(`phase-type: initial must have one probability for each of the ${generator.length} phases`);
  const exit = generator.map((row: readonly number[], phase) => {
    requireNumbers("phase-type", `generator[${phase}]`, row);
    if (row.length !== count)
      throw new RangeError(`phase-type: generator[${phase}] must have ${count} rates, got ${row.length}`);
    let away = 0;
    row.forEach((rate, to) => {
      requireFinite("phase-type", `generator[${phase}][${to}]`, rate);
      if (to === phase ? !(rate < 0) : !(rate >= 0))
        throw new RangeError(
          `phase-type: generator[${phase}][${to}] must ${to === phase ? "be negative" : "not be negative"}, got ${rate}`,
        );
      if (to !== phase) away += rate;
    });
    const left = -row[phase]! - away;
    // What rounding leaves of a row that sums to 0 is no way out.
    if (Math.abs(left) <= 1e-13 * away) return 0;
    if (left < 0) throw new RangeError(`phase-type: generator[${phase}] must not sum to more than 0, got ${-left}`);
    return left;
  });
  const ends = exit.map((rate) => rate > 0);
  for (let round = 0; round < count; round += 1)
    generator.forEach((row: readonly number[], phase) => {
      if (row.some((rate, to) => to !== phase && rate > 0 && ends[to])) ends[phase] = true;
    });
  const stuck = ends.indexOf(false);
  if (stuck >= 0) throw new RangeError(`phase-type: from phase ${stuck} the end is never reached`);
  return exit;
}

/**
 * The chain before its end at a time x. The matrix exponential is a series of powers of non-negative matrices for a short
 * time (uniformisation), doubled until x: nothing is ever subtracted, so that even the smallest probabilities keep their
 * digits. A common factor is kept as a logarithm.
 */
function transientChain(
  generator: readonly (readonly number[])[],
  exit: readonly number[],
  start: readonly number[],
): { moveTo(x: number): number; logSum(weights: readonly number[]): number } {
  const count = start.length;
  const fastest = Math.max(...generator.map((row, phase) => -row[phase]!));
  const jump = Float64Array.from(
    generator.flatMap((row, i) => row.map((r, j) => (i === j ? fastest + r : r) / fastest)),
  );
  const jumpOut = Float64Array.from(exit, (rate) => rate / fastest);
  let within = new Float64Array(count * count);
  let spare = new Float64Array(count * count);
  const power = new Float64Array(count * count);
  const out = new Float64Array(count);
  let logFactor = 0;
  let time = Number.NaN;

  const multiply = (a: Float64Array, b: Float64Array, into: Float64Array): void => {
    for (let i = 0; i < count; i += 1)
      for (let j = 0; j < count; j += 1) {
        let sum = 0;
        for (let k = 0; k < count; k += 1) sum += a[i * count + k]! * b[k * count + j]!;
        into[i * count + j] = sum;
      }
  };
  /** What is added to the probabilities to have ended, when the time goes on by as much as `matrix` stands for. */
  const addOut = (matrix: Float64Array, by: Float64Array, factor: number): void => {
    for (let i = 0; i < count; i += 1) {
      let sum = 0;
      for (let k = 0; k < count; k += 1) sum += matrix[i * count + k]! * by[k]!;
      gained[i] = sum * factor;
    }
    for (let i = 0; i < count; i += 1) out[i] = out[i]! + gained[i]!;
  };
  const gained = new Float64Array(count);

  const shortTime = (expected: number): void => {
    within.fill(0);
    out.fill(0);
    power.fill(0);
    for (let i = 0; i < count; i += 1) power[i * count + i] = Math.exp(-expected);
    // The end of a chain of all phases is that many jumps away; beyond them the terms soon vanish. P(N > n) of the
    // jumps N that the time sees is what each power adds to the end.
    for (let n = 0; n < count + 18; n += 1) {
      for (let index = 0; index < power.length; index += 1) within[index] = within[index]! + power[index]!;
      addOut(power, jumpOut, tailRatio(n, expected));
      multiply(power, jump, spare);
      for (let index = 0; index < power.length; index += 1) power[index] = (spare[index]! * expected) / (n + 1);
    }
    logFactor = 0;
  };
  const double = (): void => {
    addOut(within, out, Math.exp(logFactor));
    multiply(within, within, spare);
    let most = 0;
    for (let index = 0; index < spare.length; index += 1) most = Math.max(most, spare[index]!);
    for (let index = 0; index < spare.length; index += 1) spare[index] = spare[index]! / most;
    [within, spare] = [spare, within];
    logFactor = 2 * logFactor + Math.log(most);
  };
  return {
    /** Sets the time, and returns the probability to have ended by then. */
    moveTo(x: number): number {
      if (x !== time) {
        time = x;
        const doublings = Math.max(0, Math.ceil(Math.log2(2 * fastest * x)));
        shortTime((fastest * x) / 2 ** doublings);
        for (let each = 0; each < doublings; each += 1) double();
      }
      let ended = 0;
      for (let phase = 0; phase < count; phase += 1) ended += start[phase]! * out[phase]!;
      return Math.min(1, ended);
    },
    /** log of the sum over the phases of the probability to be there times a weight. */
    logSum(weights: readonly number[]): number {
      let sum = 0;
      for (let from = 0; from < count; from += 1)
        for (let to = 0; to < count; to += 1) sum += start[from]! * within[from * count + to]! * weights[to]!;
      return logFactor + Math.log(sum);
    },
  };
}

/** P(N > n) / P(N = n) for a Poisson number N with a mean of ½ at most. */
function tailRatio(n: number, mean: number): number {
  let sum = 0;
  let term = 1;
  for (let k = n + 1; k < n + 20; k += 1) {
    term *= mean / k;
    sum += term;
  }
  return sum;
}

/** a (-T)^-1 1 and 2 a (-T)^-2 1, the mean of X and of its square, by elimination. */
function moments(generator: readonly (readonly number[])[], start: readonly number[]): [mean: number, square: number] {
  const once = solve(
    generator,
    start.map(() => 1),
  );
  const twice = solve(generator, once);
  const along = (values: readonly number[]): number =>
    start.reduce((sum, share, phase) => sum + share * values[phase]!, 0);
  return [along(once), 2 * along(twice)];
}

/** The y with -T y = right. Off the diagonal nothing is positive, so that elimination needs no search for pivots. */
function solve(generator: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = generator.map((row, phase) => [...row.map((rate) => -rate), right[phase]!]);
  rows.forEach((pivot, column) => {
    for (const row of rows.slice(column + 1)) {
      const factor = row[column]! / pivot[column]!;
      for (let k = column; k < row.length; k += 1) row[k]! -= factor * pivot[k]!;
    }
  });
  const solution = new Array<number>(rows.length).fill(0);
  for (let phase = rows.length - 1; phase >= 0; phase -= 1) {
    const row = rows[phase]!;
    let sum = row.at(-1)!;
    for (let k = phase + 1; k < rows.length; k += 1) sum -= row[k]! * solution[k]!;
    solution[phase] = sum / row[phase]!;
  }
  return solution;
}
