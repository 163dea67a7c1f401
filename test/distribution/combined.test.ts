import { describe, expect, it } from "vitest";
import { constant } from "../../src/distribution/constant.js";
import type { Distribution } from "../../src/distribution/distribution.js";
import { empirical } from "../../src/distribution/empirical.js";
import { erlang } from "../../src/distribution/erlang.js";
import { exponential } from "../../src/distribution/exponential.js";
import { distributionFrom } from "../../src/distribution/families.js";
import { gamma } from "../../src/distribution/gamma.js";
import { geometric } from "../../src/distribution/geometric.js";
import { histogram } from "../../src/distribution/histogram.js";
import { hyperexponential } from "../../src/distribution/hyperexponential.js";
import { mixture } from "../../src/distribution/mixture.js";
import { normal } from "../../src/distribution/normal.js";
import { pareto } from "../../src/distribution/pareto.js";
import { phaseType } from "../../src/distribution/phaseType.js";
import { poisson } from "../../src/distribution/poisson.js";
import { scaled } from "../../src/distribution/scaled.js";
import { shifted } from "../../src/distribution/shifted.js";
import { studentT } from "../../src/distribution/studentT.js";
import { truncated } from "../../src/distribution/truncated.js";
import { uniform } from "../../src/distribution/uniform.js";
import { zeroInflated } from "../../src/distribution/zeroInflated.js";

function expectClose(value: number, expected: number, relative = 1e-12): void {
  if (value !== expected)
    expect(Math.abs(value / expected - 1), `${value}, expected ${expected}`).toBeLessThan(relative);
}

/** Two ways to the same law: every function at every point, and the moments. */
function expectSame(one: Distribution, other: Distribution, points: readonly number[], relative = 1e-12): void {
  expectClose(one.mean, other.mean, relative);
  expectClose(one.variance, other.variance, relative);
  for (const x of points)
    for (const name of ["pdf", "logPdf", "cdf", "logCdf", "survival", "logSurvival"] as const)
      expectClose(one[name](x), other[name](x), relative);
  for (const p of [1e-300, 1e-12, 0.01, 0.3, 0.5, 0.9, 0.999]) {
    expectClose(one.quantile(p), other.quantile(p), 1e-11);
    expectClose(one.upperQuantile(p), other.upperQuantile(p), 1e-11);
  }
}

const delays = [1e-30, 1e-5, 0.1, 1, 7, 40, 300];

describe("laws that are the same", () => {
  it("Erlang, gamma and a chain of phases", () => {
    const chain = phaseType(
      [1, 0, 0],
      [
        [-0.5, 0.5, 0],
        [0, -0.5, 0.5],
        [0, 0, -0.5],
      ],
    );
    expectSame(erlang(3, 2), gamma(3, 2), delays);
    expectSame(chain, gamma(3, 2), delays);
  });

  it("hyperexponential, a mixture and parallel phases", () => {
    const law = hyperexponential([0.3, 0.7], [1, 10]);
    expectSame(law, mixture([3, 7], [exponential(1), exponential(10)]), delays);
    const parallel = phaseType(
      [0.3, 0.7],
      [
        [-1, 0],
        [0, -10],
      ],
    );
    expectSame(law, parallel, delays);
    expectClose(law.survival(600), 0.3 * Math.exp(-600));
  });

  it("an exponential beyond a threshold begins anew, a Pareto law with a larger one", () => {
    expectSame(truncated(exponential(0.5), 3, Infinity), shifted(exponential(0.5), 3), [3.001, 4, 20, 600]);
    expectSame(truncated(pareto(1, 3), 5, Infinity), pareto(5, 3), [5.1, 8, 1e9, 1e40]);
  });

  it("a stretched law of the same family", () => {
    expectSame(scaled(gamma(2.5, 3), 4), gamma(2.5, 12), delays);
    expectSame(shifted(scaled(normal(0, 1), 2), 5), normal(5, 2), [-60, 0, 5.5, 80]);
  });

  it("a histogram of one bin and a uniform law", () => {
    expectSame(histogram([[2, 5, 17]]), uniform(2, 5), [2.1, 3, 4.999]);
  });

  it("a mixture of one", () => {
    expectSame(mixture([0.2, 0], [studentT(3, 1, 2), pareto(1, 0.5)]), studentT(3, 1, 2), [-1e9, 0, 1, 5, 1e80]);
  });
});

/** By mpmath's quadrature with 40 digits of the density between the bounds. */
describe("moments within bounds", () => {
  it.each([
    [truncated(normal(1, 2), 2, 5), 3.0859866682849084, 0.6011260859550333],
    [truncated(normal(1, 2), 9, Infinity), 9.45121428897894, 0.18669135358959052],
    [truncated(normal(1, 2), 201, Infinity), 201.01999600199852, 0.0003997601997930538],
    [truncated(gamma(2.5, 3), 1, 20), 7.265792284458018, 16.771033261047634],
    [truncated(poisson(2), 0, Infinity), 2.3130352854993315, 1.5889736245330208],
  ])("%j", (law, mean, variance) => {
    expectClose(law.mean, mean);
    expectClose(law.variance, variance, 1e-9);
  });

  it("are as infinite as before where a heavy tail is left, and finite where it is not", () => {
    expect(truncated(pareto(1, 0.8), 2, Infinity).mean).toBe(Infinity);
    expect(truncated(pareto(1, 0.8), 2, 9).mean).toBeLessThan(9);
    expect(truncated(pareto(1, 1.5), 2, Infinity).variance).toBe(Infinity);
    expect(truncated(studentT(1, 0, 1), 0, Infinity).mean).toBe(Infinity);
    expect(truncated(studentT(1, 0, 1), -Infinity, 0).mean).toBe(-Infinity);
    expect(Math.abs(truncated(studentT(1, 0, 1), -2, 2).mean)).toBeLessThan(1e-12);
  });
});

describe("phase-type", () => {
  const stages = phaseType(
    [1, 0, 0],
    [
      [-1, 1, 0],
      [0, -2, 2],
      [0, 0, -3],
    ],
  );

  /** By the closed form of the hypoexponential law, with 420 digits. */
  it("keeps its digits in both tails", () => {
    expectClose(stages.cdf(1e-8), 9.999999850000001e-25);
    expectClose(stages.cdf(1e-3), 9.985012492503583e-10);
    expectClose(stages.cdf(1), 0.25258045782764715);
    expectClose(stages.survival(50), 5.786249543891753e-22);
    expectClose(stages.survival(600), 7.951189659012933e-261);
    expectClose(stages.logSurvival(1e6), -1e6 + Math.log(3));
  });

  it("may go in circles before it ends", () => {
    const loop = phaseType(
      [1, 0],
      [
        [-1, 1],
        [0.9, -1],
      ],
    );
    expectClose(loop.mean, 20);
  });
});

describe("atoms", () => {
  it("zero-inflated: the zeros have a probability, the rest a density", () => {
    const law = zeroInflated(0.3, exponential(2));
    expect(law.kind).toBe("mixed");
    expect([law.pdf(0), law.cdf(0), law.survival(0)]).toEqual([0.3, 0.3, 0.7]);
    expectClose(law.pdf(1), 0.7 * exponential(2).pdf(1));
    expect([law.quantile(0.2), law.quantile(0.3)]).toEqual([0, 0]);
    expectClose(law.cdf(law.quantile(0.8)), 0.8);
    const counts = zeroInflated(0.3, poisson(2));
    expect(counts.kind).toBe("discrete");
    expectClose(counts.pdf(0), 0.3 + 0.7 * Math.exp(-2));
  });

  it("a hurdle keeps its zeros apart", () => {
    const law = zeroInflated(0.25, truncated(poisson(2), 0, Infinity));
    expect(law.pdf(0)).toBe(0.25);
    expectClose(law.pdf(1), (0.75 * poisson(2).pdf(1)) / poisson(2).survival(0));
  });

  it("are found where rounding moved them", () => {
    const tenths = scaled(poisson(3), 0.1);
    const moved = shifted(geometric(0.2), 0.1);
    for (let k = 0; k < 30; k += 1) {
      expect(tenths.pdf(k * 0.1)).toBe(poisson(3).pdf(k));
      expect(tenths.cdf(k * 0.1)).toBe(poisson(3).cdf(k));
      expect(moved.pdf(k + 0.1)).toBe(geometric(0.2).pdf(k));
      expect(moved.survival(k + 0.1)).toBe(geometric(0.2).survival(k));
    }
    expect(tenths.pdf(0.15)).toBe(0);
    const law = shifted(empirical([0.1, 0.2, 0.3]), 1e6);
    expect(law.pdf(0.2 + 1e6)).toBeCloseTo(1 / 3, 12);
  });

  it("within bounds: the lower one is left out, the upper one is in", () => {
    const law = truncated(empirical([1, 2, 3, 4]), 1, 3);
    expect([1, 2, 3, 4].map((x) => law.pdf(x))).toEqual([0, 0.5, 0.5, 0]);
    expect([law.quantile(0), law.quantile(0.5), law.quantile(0.6), law.upperQuantile(0)]).toEqual([1, 2, 3, 3]);
  });

  it("an empirical law counts", () => {
    const law = empirical([3, 1, 2, 2, 7]);
    expect([law.pdf(2), law.pdf(2.5), law.cdf(2), law.cdf(6.9), law.survival(3)]).toEqual([0.4, 0, 0.6, 0.8, 0.2]);
    expect([0.2, 0.4, 0.6, 0.61, 0.8, 0.81, 1].map((p) => law.quantile(p))).toEqual([1, 2, 2, 3, 3, 7, 7]);
    expect([0.2, 0.4, 0.8, 0].map((p) => law.upperQuantile(p))).toEqual([3, 2, 1, 7]);
    expectClose(law.mean, 3);
    expectClose(law.variance, 4.4);
  });
});

describe("a histogram", () => {
  const law = histogram([
    [0, 1, 5],
    [1, 2, 10],
    [4, 8, 5],
  ]);

  it("spreads its counts evenly, with nothing in the gaps", () => {
    expect([0.5, 1.5, 3, 5, 8].map((x) => law.pdf(x))).toEqual([0.25, 0.5, 0, 0.0625, 0.0625]);
    expect([1, 1.5, 2, 3, 4, 6].map((x) => law.cdf(x))).toEqual([0.25, 0.5, 0.75, 0.75, 0.75, 0.875]);
    expect([0.25, 0.5, 0.75, 0.875].map((p) => law.quantile(p))).toEqual([1, 1.5, 2, 6]);
    expect(law.upperQuantile(1e-300)).toBe(8);
  });
});

describe("as JSON", () => {
  it("keeps what is nested, and bounds at infinity", () => {
    const law = shifted(truncated(mixture([1, 3], [normal(0, 1), scaled(poisson(2), 3)]), -1, Infinity), 5);
    const json = JSON.parse(JSON.stringify(law));
    expect(json.parameters.distribution.parameters.upper).toBe("Infinity");
    const again = distributionFrom(json);
    for (const x of [4.5, 5, 8, 30]) expect(again.logPdf(x)).toBe(law.logPdf(x));
    expect(again.toJSON()).toEqual(law.toJSON());
  });

  it("is refused with a sentence when something is wrong inside", () => {
    const wrong =
      (json: unknown): (() => Distribution) =>
      () =>
        distributionFrom(json as never);
    expect(wrong(null)).toThrow('a distribution is {"family": …, "parameters": {…}}, got null');
    expect(wrong({ family: "normal" })).toThrow("a distribution is");
    expect(wrong({ family: "normal", parameters: { mu: 0 } })).toThrow("normal: sigma must be a number, got undefined");
    expect(
      wrong({ family: "shifted", parameters: { distribution: { family: "norml", parameters: {} }, by: 1 } }),
    ).toThrow('unknown family "norml"');
    expect(wrong({ family: "shifted", parameters: { distribution: 3, by: 1 } })).toThrow(
      "shifted: distribution must be a distribution, got 3",
    );
    expect(wrong({ family: "mixture", parameters: { weights: [1], components: [] } })).toThrow("mixture: ");
    expect(wrong(JSON.parse('{"family": "normal", "parameters": {"mu": 0, "sigma": 1, "__proto__": 1}}'))).toThrow(
      'normal has no parameter "__proto__"',
    );
    expect(wrong({ family: "constructor", parameters: {} })).toThrow('unknown family "constructor"');
  });

  it("is refused when it has no end", () => {
    let json: unknown = constant(1).toJSON();
    for (let level = 0; level < 5000; level += 1)
      json = { family: "shifted", parameters: { distribution: json, by: 1 } };
    expect(() => distributionFrom(json as never)).toThrow("distributions are nested more than 100 deep");
    let list: unknown = [1];
    for (let level = 0; level < 5000; level += 1) list = [list];
    expect(() => distributionFrom({ family: "empirical", parameters: { values: list } } as never)).toThrow(
      "lists are nested more than 100 deep",
    );
  });
});
