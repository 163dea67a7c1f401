import { describe, expect, it } from "vitest";
import type { Distribution } from "../../../src/distribution/distribution.js";
import { exponential } from "../../../src/distribution/exponential.js";
import { gamma } from "../../../src/distribution/gamma.js";
import { lognormal } from "../../../src/distribution/lognormal.js";
import { poisson } from "../../../src/distribution/poisson.js";
import { truncated } from "../../../src/distribution/truncated.js";
import { zeroInflated } from "../../../src/distribution/zeroInflated.js";
import { kolmogorovSmirnov } from "../../../src/fit/judgement/kolmogorovSmirnov.js";
import { stream } from "../../../src/random/stream.js";

/** By definition: the largest distance just before and at each value, with every value looked at. */
function byDefinition(sorted: readonly number[], law: Distribution): number {
  const n = sorted.length;
  const share = (isIn: (value: number) => boolean): number => sorted.filter(isIn).length / n;
  return Math.max(
    ...sorted.map((x) => {
      const below = law.cdf(x) - (law.isAtom(x) ? law.pdf(x) : 0);
      return Math.max(
        Math.abs(share((value) => value <= x) - law.cdf(x)),
        Math.abs(below - share((value) => value < x)),
      );
    }),
  );
}

const drawn: readonly (readonly [name: string, law: Distribution, other: Distribution])[] = [
  ["a law and a near one", lognormal(1, 0.5), lognormal(1.02, 0.51)],
  ["a law and a far one", lognormal(1, 0.5), exponential(9)],
  ["values outside the support", exponential(1), truncated(exponential(1), 0.5, 2)],
  ["a law that steps", poisson(4), poisson(4.3)],
  ["many equal values", zeroInflated(0.6, gamma(2, 1)), zeroInflated(0.55, gamma(2.2, 1))],
  ["equal values where the law does not step", poisson(4), gamma(4, 1)],
];

describe("the statistic of Kolmogorov and Smirnov", () => {
  it.each(drawn)("of %s is what the definition says, without a look at most values", (_, law, other) => {
    const source = stream("ks");
    for (const n of [1, 2, 3, 10, 101, 1500]) {
      const sorted = Array.from({ length: n }, () => law.sample(source)).sort((first, second) => first - second);
      for (const each of [law, other]) expect(kolmogorovSmirnov(sorted, each)).toBe(byDefinition(sorted, each));
    }
  });

  it("looks at few of many values", () => {
    const law = lognormal(1, 0.5);
    const source = stream("ks");
    const sorted = Float64Array.from({ length: 100_000 }, () => law.sample(source)).sort();
    let looks = 0;
    const counting: Distribution = Object.assign(Object.create(law), {
      cdf: (x: number) => {
        looks += 1;
        return law.cdf(x);
      },
    });
    expect(kolmogorovSmirnov(sorted, counting)).toBe(kolmogorovSmirnov(sorted, law));
    expect(looks).toBeGreaterThan(100);
    expect(looks).toBeLessThan(5000);
  });

  it("is NaN where the law says nothing", () => {
    const silent: Distribution = Object.assign(Object.create(exponential(1)), { cdf: () => Number.NaN });
    expect(kolmogorovSmirnov([1, 2, 3], silent)).toBeNaN();
  });
});
