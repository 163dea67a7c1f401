import {
  type Distribution,
  type Family,
  family,
  type Law,
  requireDistribution,
  requireNumber,
} from "./distribution.js";
import { mixture } from "./mixture.js";
import { bisectQuantile } from "./special/bisectQuantile.js";
import { logOneMinusExp } from "./special/logOneMinusExp.js";
import { quantileMean } from "./special/quantileMean.js";

/**
 * A distribution within bounds: that of X on condition that lower < X <= upper, as a tool sees it that records nothing
 * below a threshold. Mean and variance are integrals, or sums for whole numbers, worked out when they are asked for.
 *
 * @param distribution of X
 * @param lower in the unit of x, exclusive, -Infinity for none
 * @param upper in the unit of x, inclusive, Infinity for none
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const truncated: Family<[distribution: Distribution, lower: number, upper: number]> = family(
  "truncated",
  ["distribution", "lower", "upper"],
  (distribution, lower, upper) => {
    requireDistribution("truncated", "distribution", distribution);
    requireNumber("truncated", "lower", lower);
    requireNumber("truncated", "upper", upper);
    if (!(lower < upper)) throw new RangeError(`truncated: upper must be above lower (${lower}), got ${upper}`);
    const logMass = logBetween(distribution, lower, upper);
    if (logMass === -Infinity)
      throw new RangeError(`truncated: nothing of ${distribution.family} lies above ${lower} and up to ${upper}`);
    const { kind, parts } = distribution;
    if (parts) {
      const within = parts.map(({ weight, distribution: part }) => ({
        logWeight: Math.log(weight) + logBetween(part, lower, upper) - logMass,
        part,
      }));
      const used = within.filter(({ logWeight }) => logWeight > -745);
      return mixture(
        used.map(({ logWeight }) => Math.exp(logWeight)),
        used.map(({ part }) => truncated(part, lower, upper)),
      );
    }
    const logUpTo = (x: number): number => logBetween(distribution, lower, x) - logMass;
    const logBeyond = (x: number): number => logBetween(distribution, x, upper) - logMass;
    // The logarithm of a probability near 1 has its digits from what is left.
    const logOf = (share: number, rest: (x: number) => number, x: number): number =>
      share < -Math.LN2 ? share : logOneMinusExp(Math.min(0, rest(x)));
    const logCdf = (x: number): number => logOf(logUpTo(x), logBeyond, x);
    const logSurvival = (x: number): number => logOf(logBeyond(x), logUpTo, x);
    const isAtom = (x: number): boolean => x > lower && distribution.isAtom(x);
    const isIn = (x: number): boolean => x > lower || kind === "continuous" || !distribution.isAtom(x);
    const law: Tails = {
      kind,
      support: [Math.max(lower, distribution.support[0]), Math.min(upper, distribution.support[1])],
      cdf: (x: number) => Math.exp(logCdf(x)),
      survival: (x: number) => Math.exp(logSurvival(x)),
      quantile: (p: number) => bisectQuantile(law, p, false),
      upperQuantile: (p: number) => bisectQuantile(law, p, true),
    };
    let moments: readonly [mean: number, variance: number] | undefined;
    return {
      ...law,
      get mean() {
        moments ??= momentsOf(distribution, law, logMass);
        return moments[0];
      },
      get variance() {
        moments ??= momentsOf(distribution, law, logMass);
        return moments[1];
      },
      pdf: (x) => (isIn(x) ? Math.exp(distribution.logPdf(x) - logMass) : 0),
      logPdf: (x) => (isIn(x) ? distribution.logPdf(x) - logMass : -Infinity),
      isAtom,
      logCdf,
      logSurvival,
      sample: sampler(distribution, lower, upper, Math.exp(logMass), law),
    };
  },
);

/** log P(low < X <= high), from the tail in which both are small. */
function logBetween(distribution: Distribution, low: number, high: number): number {
  if (!(low < high)) return low >= high ? -Infinity : Number.NaN;
  const logBelowHigh = distribution.logCdf(high);
  if (logBelowHigh < -Math.LN2) return logDifference(logBelowHigh, distribution.logCdf(low));
  const logAboveLow = distribution.logSurvival(low);
  if (logAboveLow < -Math.LN2) return logDifference(logAboveLow, distribution.logSurvival(high));
  return Math.log1p(-(distribution.cdf(low) + distribution.survival(high)));
}

/** log(e^a - e^b). */
function logDifference(a: number, b: number): number {
  return a === -Infinity || a <= b ? -Infinity : a + logOneMinusExp(b - a);
}

type Tails = Pick<Law, "kind" | "support" | "cdf" | "survival" | "quantile" | "upperQuantile">;

/** By rejection where one draw in four or more is within the bounds, else by inversion in the tail that is small. */
function sampler(
  distribution: Distribution,
  lower: number,
  upper: number,
  mass: number,
  law: Tails,
): Distribution["sample"] {
  if (mass > 0.25)
    return (stream) => {
      for (;;) {
        const x = distribution.sample(stream);
        if (x > lower && x <= upper) return x;
      }
    };
  const above = distribution.survival(lower);
  const below = distribution.cdf(upper);
  // Where the tail is too small for a number, the quantile of the conditional law has to be found by its logarithm.
  if (Math.min(above, below) < 1e-290) return (stream) => law.upperQuantile(Math.exp(-stream.exponential()));
  if (above < 0.5) {
    const rest = distribution.survival(upper);
    return (stream) => distribution.upperQuantile(rest + stream.uniform() * (above - rest));
  }
  const rest = distribution.cdf(lower);
  return (stream) => distribution.quantile(rest + (1 - stream.uniform()) * (below - rest));
}

function momentsOf(distribution: Distribution, law: Tails, logMass: number): readonly [number, number] {
  const [low, high] = law.support;
  // What has no moment because of a tail that is still there has none now.
  const first = divergence(distribution.mean, low, high);
  if (first !== 0) return [first, Number.isNaN(first) ? Number.NaN : Infinity];
  const expectation = expectationOf(distribution, law, logMass);
  const mean = expectation((x) => x);
  if (divergence(distribution.variance, low, high) !== 0) return [mean, Infinity];
  return [mean, expectation((x) => (x - mean) ** 2)];
}

/** What a moment is that was `whole` before the bounds: 0 where it is finite now. */
function divergence(whole: number, low: number, high: number): number {
  if (Number.isFinite(whole) || (low > -Infinity && high < Infinity)) return 0;
  if (Number.isNaN(whole)) return low > -Infinity ? Infinity : high < Infinity ? -Infinity : Number.NaN;
  return whole > 0 ? (high === Infinity ? Infinity : 0) : low === -Infinity ? -Infinity : 0;
}

/** How many whole numbers are summed one by one at most. */
const mostTerms = 1_000_000;

function expectationOf(distribution: Distribution, law: Tails, logMass: number): (f: (x: number) => number) => number {
  const first = Math.max(law.support[0], law.quantile(1e-25));
  const last = Math.min(law.support[1], law.upperQuantile(1e-25));
  if (distribution.kind === "discrete" && Number.isInteger(first) && last - first < mostTerms) {
    const probability = (k: number): number => Math.exp(distribution.logPdf(k) - logMass);
    const sum = (f: (x: number) => number): number => {
      let total = 0;
      for (let k = last; k >= first; k -= 1) total += f(k) * probability(k);
      return total;
    };
    if (Math.abs(sum(() => 1) - 1) < 1e-9) return sum;
  }
  return (f) => quantileMean(law, f);
}
