import {
  type Distribution,
  type Family,
  family,
  type Law,
  requireDistribution,
  requireWeights,
} from "./distribution.js";
import { choiceSampler } from "./sampler/choice.js";
import { bisectQuantile } from "./special/bisectQuantile.js";

/**
 * A mixture: X is drawn from components[i] with probability weights[i]; P(X <= x) = Σ weights[i] P(X_i <= x).
 *
 * @param weights not negative; taken relative to their sum
 * @param components distributions in the same unit, as many
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const mixture: Family<[weights: readonly number[], components: readonly Distribution[]]> = family(
  "mixture",
  ["weights", "components"],
  (weights, components) => {
    if (!Array.isArray(components)) throw new TypeError("mixture: components must be a list of distributions");
    components.forEach((component, index) => {
      requireDistribution("mixture", `components[${index}]`, component);
    });
    requireWeights("mixture", "weights", weights, components.length);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const used = components.filter((_, index) => weights[index]! > 0);
    const share = weights.filter((weight) => weight > 0).map((weight) => weight / total);
    const logShare = share.map(Math.log);

    const kinds = new Set(used.map(({ kind }) => kind));
    const kind = kinds.size === 1 ? [...kinds][0]! : "mixed";
    const sumOver = (term: (component: Distribution) => number): number => {
      let sum = 0;
      for (let index = 0; index < used.length; index += 1) sum += share[index]! * term(used[index]!);
      return sum;
    };
    const isAtom = (x: number): boolean => used.some((component) => component.isAtom(x));
    // Where x has a probability, densities count for nothing beside it.
    const counts = (component: Distribution, x: number, atom: boolean): boolean =>
      kind !== "mixed" || !atom || component.isAtom(x);
    const logSumOver = (term: (component: Distribution) => number): number => {
      let high = -Infinity;
      let sum = 0;
      for (let index = 0; index < used.length; index += 1) {
        const value = logShare[index]! + term(used[index]!);
        if (value === -Infinity) continue;
        if (value === Infinity) return Infinity;
        if (value > high) {
          sum = sum * Math.exp(high - value) + 1;
          high = value;
        } else sum += Math.exp(value - high);
      }
      return high + Math.log(sum);
    };
    const cdf = (x: number): number => sumOver((component) => component.cdf(x));
    const survival = (x: number): number => sumOver((component) => component.survival(x));
    const meanOf = (): number => sumOver((component) => component.mean);
    const support: [number, number] = [
      Math.min(...used.map((component) => component.support[0])),
      Math.max(...used.map((component) => component.support[1])),
    ];
    const tails = { kind, support, cdf, survival } satisfies Partial<Law>;
    const inverse = (p: number, upper: boolean): number => {
      // The quantile of a mixture lies among those of its components.
      const quantiles = used.map((component) => (upper ? component.upperQuantile(p) : component.quantile(p)));
      return bisectQuantile(tails, p, upper, Math.min(...quantiles), Math.max(...quantiles));
    };
    const choose = choiceSampler(share);
    return {
      ...tails,
      parts: used.map((distribution, index) => ({ weight: share[index]!, distribution })),
      get mean() {
        return meanOf();
      },
      get variance() {
        const mean = meanOf();
        if (!Number.isFinite(mean)) return mean * mean;
        return sumOver((component) => component.variance + (component.mean - mean) ** 2);
      },
      pdf: (x) => {
        const atom = kind === "mixed" && isAtom(x);
        return sumOver((component) => (counts(component, x, atom) ? component.pdf(x) : 0));
      },
      logPdf: (x) => {
        const atom = kind === "mixed" && isAtom(x);
        return logSumOver((component) => (counts(component, x, atom) ? component.logPdf(x) : -Infinity));
      },
      isAtom,
      logCdf: (x) => {
        const rest = survival(x);
        return rest < 0.5 ? Math.log1p(-rest) : logSumOver((component) => component.logCdf(x));
      },
      logSurvival: (x) => {
        const rest = cdf(x);
        return rest < 0.5 ? Math.log1p(-rest) : logSumOver((component) => component.logSurvival(x));
      },
      quantile: (p) => inverse(p, false),
      upperQuantile: (p) => inverse(p, true),
      sample: (stream) => used[choose(stream)]!.sample(stream),
    };
  },
);
