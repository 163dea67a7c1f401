import type { Distribution } from "../../distribution/distribution.js";
import type { Sample } from "../../fit/data.js";

/** A fitted law as the measurement would see it: of what is cut off nothing was recorded. */
export interface Seen {
  readonly kind: Distribution["kind"];
  density(x: number): number;
  /** P(X > x) */
  survival(x: number): number;
  /** P(X <= x) */
  upTo(x: number): number;
  /** P(X < x) and half of P(X = x) */
  upToMiddle(x: number): number;
  /** P(low < X <= high), accurate in both tails. */
  between(low: number, high: number): number;
  quantile(p: number): number;
}

/** The law given that a value lies within the truncation of the sample. */
export function seen(law: Distribution, { lower, upper }: Pick<Sample, "lower" | "upper">): Seen {
  const within = (x: number) => Math.min(upper, Math.max(lower, x));
  const mass = (low: number, high: number) =>
    // The smaller of both tails is the one that is known to all its digits.
    law.cdf(low) > 0.5 ? law.survival(low) - law.survival(high) : law.cdf(high) - law.cdf(low);
  const all = mass(lower, upper);
  const upTo = (x: number) => mass(lower, within(x)) / all;
  return {
    kind: law.kind,
    density: (x) => (x > lower && x <= upper ? law.pdf(x) / all : 0),
    survival: (x) => mass(within(x), upper) / all,
    upTo,
    upToMiddle: (x) => upTo(x) - (law.isAtom(x) ? law.pdf(x) / all / 2 : 0),
    between: (low, high) => mass(within(low), within(high)) / all,
    quantile: (p) => {
      const above = law.survival(upper) + (1 - p) * all;
      const value = above < 0.5 ? law.upperQuantile(above) : law.quantile(Math.min(1, law.cdf(lower) + p * all));
      return within(value);
    },
  };
}
