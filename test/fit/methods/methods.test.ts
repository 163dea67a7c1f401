import { describe, expect, it } from "vitest";
import { gpd } from "../../../src/distribution/gpd.js";
import { laplace } from "../../../src/distribution/laplace.js";
import { lognormal } from "../../../src/distribution/lognormal.js";
import { studentT } from "../../../src/distribution/studentT.js";
import { uniform } from "../../../src/distribution/uniform.js";
import { fit as fitFamilies } from "../../../src/fit/fit.js";
import { lMomentsOfLaw } from "../../../src/fit/methods/lMomentsOfLaw.js";
import { nelderMead } from "../../../src/fit/methods/nelderMead.js";
import { solve } from "../../../src/fit/methods/solve.js";
import { stream } from "../../../src/random/stream.js";

function draws(distribution: ReturnType<typeof lognormal>, n: number): Float64Array {
  const source = stream("methods");
  return Float64Array.from({ length: n }, () => distribution.sample(source));
}

const latencies = draws(lognormal(3, 0.8), 400);

describe("L-moments of laws", () => {
  it("are those of closed forms", () => {
    const { l1, l2, t3, t4 } = lMomentsOfLaw(uniform(2, 8));
    expect([l1, l2, t3, t4]).toEqual([5, 1, 0, 0].map((each) => expect.closeTo(each, 10)));
    expect(lMomentsOfLaw(laplace(1, 2)).l2).toBeCloseTo(1.5, 10);
    expect(lMomentsOfLaw(laplace(1, 2)).t4).toBeCloseTo(17 / 72, 10);
    // Hosking 1990: λ2 = σ / ((1 - ξ)(2 - ξ)), τ3 = (1 + ξ) / (3 - ξ), τ4 = (1 + ξ)(2 + ξ) / ((3 - ξ)(4 - ξ)).
    const heavy = lMomentsOfLaw(gpd(3, 0.8));
    expect(heavy.l1).toBeCloseTo(15, 9);
    expect(heavy.l2).toBeCloseTo(3 / (0.2 * 1.2), 9);
    expect(heavy.t3).toBeCloseTo(1.8 / 2.2, 9);
    expect(heavy.t4).toBeCloseTo((1.8 * 2.8) / (2.2 * 3.2), 9);
    expect(lMomentsOfLaw(gpd(3, 1.2)).l1).toBe(Infinity);
  });
});

describe("methods", () => {
  const families = ["lognormal", "gamma", "gev", "burr12", "loglogistic"];

  it.each(["moments", "l-moments", "quantiles", "minimum-distance"])(
    "%s comes near what the data came from",
    (method) => {
      const [found] = fitFamilies(latencies, { families: ["lognormal"], method });
      expect(found?.converged).toBe(true);
      expect(found?.method).toContain(method);
      expect(Math.abs(found!.parameters!.mu! - 3)).toBeLessThan(0.15);
      expect(Math.abs(found!.parameters!.sigma! - 0.8)).toBeLessThan(0.15);
      expect(found?.warnings.map(({ code }) => code)).toContain("not-maximum-likelihood");
      const [likeliest] = fitFamilies(latencies, { families: ["lognormal"] });
      expect(found!.logLikelihood).toBeLessThanOrEqual(likeliest!.logLikelihood + 1e-9);
    },
  );

  it.each(["l-moments", "quantiles", "minimum-distance"])("%s fits three parameters", (method) => {
    for (const found of fitFamilies(latencies, { families, method }))
      expect(found.summary, found.family).not.toContain("fix");
    expect(fitFamilies(latencies, { families: ["burr12"], method })[0]?.converged).toBe(true);
  });

  it("take the kurtosis where skewness says nothing", () => {
    const [found] = fitFamilies(draws(studentT(4, 10, 2), 3000), { families: ["student-t"], method: "l-moments" });
    expect(found?.parameters?.mu).toBeCloseTo(10, 0);
    expect(found!.parameters!.nu!).toBeGreaterThan(2.5);
    expect(found!.parameters!.nu!).toBeLessThan(8);
  });

  it("hold fixed parameters, and find another from the property that it moves", () => {
    const [spread] = fitFamilies([1, 2, 3, 6], { families: ["normal"], fixed: { mu: 2 }, method: "moments" });
    expect(spread?.parameters).toEqual({ mu: 2, sigma: expect.closeTo(Math.sqrt(3.5), 10) });
    const [shape] = fitFamilies(latencies, {
      families: ["gamma"],
      fixed: { shape: 2 },
      method: "quantiles",
      probs: [0.9],
    });
    expect(shape?.parameters?.shape).toBe(2);
    expect(shape?.k).toBe(1);
  });

  it("match in the least squares where there are more quantiles than parameters", () => {
    const [found] = fitFamilies(latencies, {
      families: ["lognormal"],
      method: "quantiles",
      probs: [0.1, 0.3, 0.5, 0.7, 0.9, 0.99],
    });
    expect(found?.converged).toBe(true);
    expect(found?.parameters?.mu).toBeCloseTo(3, 0);
  });

  it("know what a threshold hides", () => {
    const seen = latencies.filter((latency) => latency > 12);
    const data = { exact: seen, truncation: { lower: 12 } };
    for (const method of ["moments", "quantiles", "minimum-distance"]) {
      const [found] = fitFamilies(data, { families: ["lognormal"], method });
      expect(Math.abs(found!.parameters!.mu! - 3), method).toBeLessThan(0.4);
    }
  });

  it("begin beside the data where a law that ends at them is infinitely far", () => {
    const [found] = fitFamilies(draws(uniform(2, 9), 200), { families: ["uniform"], method: "minimum-distance" });
    expect(found?.converged).toBe(true);
    expect(found?.parameters?.min).toBeCloseTo(2, 0);
    expect(found?.parameters?.max).toBeCloseTo(9, 0);
  });

  it("say what they cannot do", () => {
    const summary = (method: string, family: string, data: Parameters<typeof fitFamilies>[0]): string => {
      const [found] = fitFamilies(data, { families: [family], method });
      expect(found?.converged).toBe(false);
      expect(found?.parameters).toBeUndefined();
      return found!.summary;
    };
    expect(summary("moments", "gev", latencies)).toContain("the mean and the variance cannot settle 3 free parameters");
    expect(summary("moments", "lomax", [9, 10, 11])).toContain("no lomax was found with the mean and the variance");
    expect(summary("moments", "normal", [5, 5, 5])).toContain("no variance to match");
    expect(summary("quantiles", "poisson", [1, 2, 3])).toContain("the quantiles of counts jump");
    expect(summary("quantiles", "normal", [5, 5, 5])).toContain("all the same value");
    expect(summary("l-moments", "gamma", { intervals: [[1, 2, 5]] })).toContain("it needs exact values");
    expect(summary("l-moments", "gamma", { exact: [1, 2, 3], weights: [1, 2, 3] })).toContain("it takes no weights");
    expect(summary("moments", "gamma", [-1, 2, 3])).toContain("outside the support of gamma");
    expect(summary("minimum-distance", "gamma", [-1, 2, 3])).toContain("gamma");
    expect(summary("minimum-distance", "poisson", [1, 2, 3])).toContain("this distance is for laws that do not step");
    expect(() => fitFamilies(latencies, { families: ["gamma"], method: "quantiles", probs: [0.5] })).toThrow(
      "need as many probs",
    );
    expect(() => fitFamilies(latencies, { families: ["gamma"], method: "quantiles", probs: [0.5, 1] })).toThrow(
      "between 0 and 1",
    );
    expect(() => fitFamilies(latencies, { families: ["gamma"], method: "guess" })).toThrow('unknown method "guess"');
    expect(() =>
      fitFamilies(latencies, { families: ["gamma"], method: "minimum-distance", distance: "l2" as "ad" }),
    ).toThrow('unknown distance "l2"; known: ks, cvm, ad');
  });
});

describe("searches", () => {
  it("solve equations, and say when there is no root", () => {
    const root = solve(([x, y]) => [x! * x! + y! - 3, x! - y! + 1], [1, 1], [0.1, 0.1]);
    expect(root.solved).toBe(true);
    expect(root.at).toEqual([expect.closeTo(1, 12), expect.closeTo(2, 12)]);
    expect(solve(([x]) => [x! * x! + 1], [1], [0.1]).solved).toBe(false);
    expect(solve(([x]) => [x! - 1, x! - 2, x! - 6], [0], [0.1])).toMatchObject({
      solved: true,
      at: [expect.closeTo(3, 9)],
    });
    expect(solve(() => undefined, [0], [0.1]).solved).toBe(false);
  });

  it("go down to a corner", () => {
    const { at } = nelderMead(([x, y]) => Math.abs(x! - 2) + 3 * Math.abs(y! + x!), [0, 0], [0.5, 0.5]);
    expect(at).toEqual([expect.closeTo(2, 6), expect.closeTo(-2, 6)]);
  });
});
