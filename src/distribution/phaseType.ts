import { type Family, family, requireFinite, requireNumbers, requireWeights } from "./distribution.js";
import { choiceSampler } from "./sampler/choice.js";
import { phaseMoments } from "./special/phaseMoments.js";
import { solveTail } from "./special/solveTail.js";
import { transientChain } from "./special/transientChain.js";

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
    const [first, second] = phaseMoments(generator, start);
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
