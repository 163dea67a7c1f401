import { describe, expect, it } from "vitest";
import { displaySymbol, isDisplayable } from "../../../src/display/mime.js";
import { lognormal } from "../../../src/distribution/lognormal.js";
import { fit as fitFamilies } from "../../../src/fit/fit.js";
import { crossValidate } from "../../../src/fit/judgement/crossValidation.js";
import { judge, withStatistics } from "../../../src/fit/judgement/judge.js";
import { stream } from "../../../src/random/stream.js";
import { hasSharedData } from "../../sharedData.js";
import { exactOf, referenceCases } from "./cases.js";

interface Row {
  readonly family: string;
  readonly loglik: number;
  readonly k: number;
  readonly aic: number;
  readonly bic: number;
  readonly ks: number;
  readonly deltaAic: number;
  readonly akaikeWeight: number;
}

const cases = referenceCases("ranking").map((each) => [each.id, each] as const);

describe.skipIf(!hasSharedData)("ranking against the reference", () => {
  it("has its cases", () => {
    expect(cases.length).toBeGreaterThan(0);
  });

  it.each(cases)("%s", (_, each) => {
    const values = exactOf(each);
    const { byAic, byBic } = each.expected as unknown as { byAic: Row[]; byBic: string[] };
    const found = withStatistics(values, fitFamilies(values, { families: byAic.map(({ family }) => family).sort() }));
    const near = (value: number | undefined, expected: number, tolerance: number, what: string): void => {
      expect(Math.abs((value ?? Number.NaN) - expected), `${what}: ${value}, expected ${expected}`).toBeLessThanOrEqual(
        tolerance,
      );
    };
    byAic.forEach((row, place) => {
      const one = found.find(({ family }) => family === row.family)!;
      // Equals, as Lomax and generalised Pareto laws are, may stand in either order.
      near(found[place]!.aic, row.aic, 1e-6 * row.aic, `place ${place}`);
      near(one.logLikelihood, row.loglik, 1e-6 * Math.abs(row.loglik), `${row.family} log-likelihood`);
      near(one.bic, row.bic, 1e-6 * row.bic, `${row.family} BIC`);
      near(one.deltaAic, row.deltaAic, 1e-5, `${row.family} difference`);
      near(one.akaikeWeight, row.akaikeWeight, 1e-5 * row.akaikeWeight, `${row.family} weight`);
      near(one.tests.ks!.statistic, row.ks, 1e-5, `${row.family} KS`);
      expect(one.k).toBe(row.k);
    });
    const bics = found.map(({ bic }) => bic).sort((first, second) => first - second);
    byBic.forEach((family, place) => {
      near(found.find((one) => one.family === family)!.bic, bics[place]!, 1e-6 * bics[place]!, `${family} by BIC`);
    });
    expect(found[0]!.summary).toContain(
      "the least AIC of 16 families, 7.4 below the next, with 95.5 % of the evidence: better supported than loglogistic",
    );
    expect(found[1]!.summary).toContain("AIC 7.4 above that of burr12: 2.39 % of the evidence");
  });
});

function draws(seed: string, n: number): Float64Array {
  const source = stream(seed);
  return Float64Array.from({ length: n }, () => lognormal(3, 1).sample(source));
}

describe("ranking", () => {
  const values = draws("ranking", 500);

  it("says why, and warns", () => {
    const found = fitFamilies(values, { families: ["normal", "lognormal", "gamma"] });
    expect(found.map(({ family }) => family)).toEqual(["lognormal", "gamma", "normal"]);
    expect(found[0]!.summary).toMatch(/^lognormal\(mu .*least AIC of 3 families.*far ahead of gamma/);
    expect(found.reduce((sum, { akaikeWeight }) => sum + akaikeWeight!, 0)).toBeCloseTo(1, 12);
    const codes = (data: ArrayLike<number>, family: string) =>
      fitFamilies(data, { families: [family] })[0]!.warnings.map(({ code }) => code);
    expect(codes([1, 1, 1, 2, 2, 3], "gamma")).toEqual(["ties", "few-points"]);
    expect(
      codes(
        values.map((value) => value ** 3),
        "lomax",
      ),
    ).toContain("infinite-mean");
    expect(codes([...values, ...values.map((value) => 1e4 * value)], "lognormal")).toContain("bimodal");
    expect(codes(Array.from(values, Math.round), "poisson")).not.toContain("ties");
    expect(codes(values, "lognormal")).toEqual([]);
  });

  it("leaves what has no estimate to the end, as it is", () => {
    const found = fitFamilies([0, 1, 2, 3.5], { families: ["lognormal", "exponential"] });
    expect(found.map(({ family }) => family)).toEqual(["exponential", "lognormal"]);
    expect(found[1]!.akaikeWeight).toBeUndefined();
    expect(found[0]!.summary).not.toContain("evidence");
  });
});

describe("judge", () => {
  const values = draws("judged", 80);

  it("tests the best by bootstrap", async () => {
    const found = await judge(values, fitFamilies(values, { families: ["lognormal", "gamma", "normal"] }), {
      best: 2,
      replicates: 200,
    });
    expect(found).toHaveLength(3);
    expect(found[0]!.tests.ks!.pValue).toBeGreaterThan(0.01);
    expect(found[0]!.tests.ad!.method).toBe("parametric bootstrap, 200 refits");
    expect(found[1]!.tests.cvm!.pValue).toBeLessThan(1);
    expect(found[2]!.tests).toEqual({});
    expect(found[0]!.summary).toMatch(/Anderson-Darling by bootstrap: p = .*, nothing speaks against this law$/);
    expect(found[2]!.summary).not.toContain("Anderson");
  });

  it("tests buckets by chi-square", async () => {
    const values = draws("buckets", 2000);
    const intervals = Array.from(
      { length: 14 },
      (_, index) => [index === 0 ? 0 : 2 ** index, 2 ** (index + 1)] as const,
    ).map(([low, high]) => [low, high, values.filter((value) => value > low && value <= high).length] as const);
    const [right, wrong] = await judge(
      { intervals },
      fitFamilies({ intervals }, { families: ["lognormal", "normal"] }),
    );
    expect(right!.family).toBe("lognormal");
    expect(right!.tests["chi-square"]!.pValue).toBeGreaterThan(0.001);
    expect(right!.tests["chi-square"]!.method).toContain("degrees of freedom");
    expect(wrong!.tests["chi-square"]!.pValue).toBeLessThan(1e-6);
    expect(wrong!.summary).toContain("the data are not quite of this law");
  });

  it("of values with a tick takes them as buckets", async () => {
    const values = draws("ticks", 300).map((value) => Math.max(2, 2 * Math.round(value / 2)));
    const results = fitFamilies(values, { families: ["lognormal"], resolution: 2 });
    const [judged] = await judge(values, results, { resolution: 2 });
    expect(Object.keys(judged!.tests)).toEqual(["chi-square"]);
  });

  it("tells of the progress of all bootstraps together", async () => {
    const results = fitFamilies(values, { families: ["lognormal", "gamma", "normal"] });
    const seen: { done: number; replicates: number }[] = [];
    await judge(values, results, { best: 2, replicates: 10, onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({ done: 20, replicates: 20 });
    expect(seen.map(({ done }) => done)).toContain(10);
  });

  it("returns what shows itself as fits do, and does not change what it was given", async () => {
    const results = fitFamilies(values, { families: ["lognormal", "gamma", "normal"] });
    const before = JSON.stringify(results);
    for (const found of [await judge(values, results, { best: 2, replicates: 20 }), withStatistics(values, results)]) {
      for (const [shown, family] of [[found, "gamma"], ...found.map((each) => [each, each.family] as const)] as const) {
        if (!isDisplayable(shown)) throw new Error("a result is not displayable");
        expect((await shown[displaySymbol]())["text/plain"]).toContain(family);
      }
    }
    expect(isDisplayable(withStatistics([], fitFamilies([], { families: ["gamma"] })))).toBe(true);
    expect(JSON.stringify(results)).toBe(before);
  });

  it("leaves what it cannot test", () => {
    const censored = { exact: [1, 2, 3, 5], rightCensored: [6] };
    expect(withStatistics(censored, fitFamilies(censored, { families: ["exponential"] }))[0]!.tests).toEqual({});
    expect(withStatistics([], fitFamilies([], { families: ["exponential"] }))[0]!.tests).toEqual({});
  });
});

describe("crossValidate", () => {
  const values = draws("folds", 1000);

  it("ranks families by what they foretell, the same for the same seed", async () => {
    const found = await crossValidate(values, ["normal", "gamma", "lognormal"], { folds: 5 });
    expect(found.map(({ family }) => family)).toEqual(["lognormal", "gamma", "normal"]);
    expect(found[0]).toMatchObject({ behind: 0, standardError: 0 });
    expect(found[1]!.behind).toBeGreaterThan(2 * found[1]!.standardError);
    // The mean log density of a lognormal law is -(mu + log(sigma √(2πe))).
    expect(Math.abs(found[0]!.logLikelihood + 3 + 0.5 * Math.log(2 * Math.PI * Math.E))).toBeLessThan(0.15);
    expect(await crossValidate(values, ["normal", "gamma", "lognormal"], { folds: 5 })).toEqual(found);
  });

  it("puts last what has no estimate, and stops when asked", async () => {
    const some = await crossValidate([0, 1, 2, 3, 4, 6], ["lognormal", "exponential"], { folds: 2 });
    expect(some.map(({ family }) => family)).toEqual(["exponential", "lognormal"]);
    expect(some[1]!.logLikelihood).toBeNaN();
    const controller = new AbortController();
    const stopped = await crossValidate(values, ["gamma", "lognormal"], {
      signal: controller.signal,
      onProgress: ({ done }) => {
        if (done === 12) controller.abort();
      },
    });
    expect(stopped.map(({ family }) => family)).toEqual(["gamma"]);
    await expect(crossValidate([1, 2, 3], ["gamma"])).rejects.toThrow(
      "folds is a whole number from 2 to half the 3 values",
    );
  });
});
