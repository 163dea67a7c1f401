import { type Family, family, requireFinite, requireNumbers, requireWeights } from "./distribution.js";
import { choiceSampler } from "./sampler/choice.js";
import { lastIndex } from "./special/lastIndex.js";

/** How far a probability may be off and still count as reached: what sums of weights are good to. */
const slack = 1e-14;

/**
 * The empirical distribution: each value as probable as its share of the data; P(X <= x) is the share of values up to x.
 *
 * @param values in the unit of x, in any order, repeated or not
 * @param weights how much each counts, not negative, taken relative to their sum; the same for all unless given
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const empirical: Family<[values: readonly number[], weights?: readonly number[]]> = family(
  "empirical",
  ["values", "weights"],
  (values: readonly number[], weights: readonly number[] = new Array<number>(values?.length ?? 0).fill(1)) => {
    requireNumbers("empirical", "values", values);
    values.forEach((value, index) => {
      requireFinite("empirical", `values[${index}]`, value);
    });
    requireWeights("empirical", "weights", weights, values.length);
    const { atoms, counts } = merged(values, weights);
    const last = atoms.length - 1;
    const total = counts.reduce((sum, count) => sum + count, 0);
    /** The weight up to each atom, and beyond it: both are sums of their own, so that neither tail is a difference. */
    const upTo = counts.slice();
    const beyond = new Float64Array(atoms.length);
    for (let index = 1; index <= last; index += 1) upTo[index] = upTo[index - 1]! + counts[index]!;
    for (let index = last - 1; index >= 0; index -= 1) beyond[index] = beyond[index + 1]! + counts[index + 1]!;
    /** The last atom up to x, which is in the support. */
    const atomUpTo = (x: number): number => lastIndex(atoms.length, (index) => atoms[index]! <= x);
    const pdf = (x: number): number => {
      const index = atomUpTo(x);
      return atoms[index] === x ? counts[index]! / total : 0;
    };
    const cdf = (x: number): number => upTo[atomUpTo(x)]! / total;
    const survival = (x: number): number => beyond[atomUpTo(x)]! / total;
    const logOf = (p: number, q: number): number => (q < p ? Math.log1p(-q) : Math.log(p));
    /** The first atom that has at least the weight up to it, or at most the weight beyond it. */
    const fromBelow = (weight: number): number => {
      const short = lastIndex(atoms.length + 1, (index) => index === 0 || upTo[index - 1]! < weight * (1 - slack));
      return atoms[Math.min(short, last)]!;
    };
    const fromAbove = (weight: number): number => {
      const short = lastIndex(atoms.length + 1, (index) => index === 0 || beyond[index - 1]! > weight * (1 + slack));
      return atoms[Math.min(short, last)]!;
    };
    const mean = atoms.reduce((sum, atom, index) => sum + atom * (counts[index]! / total), 0);
    const isEven = counts.every((count) => count === counts[0]);
    const choose = isEven ? null : choiceSampler([...counts]);
    return {
      kind: "discrete",
      support: [atoms[0]!, atoms[last]!],
      mean,
      variance: atoms.reduce((sum, atom, index) => sum + (atom - mean) ** 2 * (counts[index]! / total), 0),
      pdf,
      logPdf: (x) => Math.log(pdf(x)),
      cdf,
      logCdf: (x) => logOf(cdf(x), survival(x)),
      survival,
      logSurvival: (x) => logOf(survival(x), cdf(x)),
      quantile: (p) => (p > 0.5 ? fromAbove((1 - p) * total) : fromBelow(p * total)),
      upperQuantile: (p) => (p > 0.5 ? fromBelow((1 - p) * total) : fromAbove(p * total)),
      sample: choose
        ? (stream) => atoms[choose(stream)]!
        : (stream) => atoms[Math.floor(stream.uniform() * atoms.length)]!,
    };
  },
);

/** The different values in order, each with the sum of its weights, without those that weigh nothing. */
function merged(values: readonly number[], weights: readonly number[]): { atoms: Float64Array; counts: Float64Array } {
  const order = Uint32Array.from(values, (_, index) => index)
    .filter((index) => weights[index]! > 0)
    .sort((a, b) => values[a]! - values[b]!);
  const atoms: number[] = [];
  const counts: number[] = [];
  for (const index of order) {
    if (atoms.length === 0 || atoms.at(-1) !== values[index]) {
      atoms.push(values[index]!);
      counts.push(0);
    }
    counts[counts.length - 1]! += weights[index]!;
  }
  return { atoms: Float64Array.from(atoms), counts: Float64Array.from(counts) };
}
