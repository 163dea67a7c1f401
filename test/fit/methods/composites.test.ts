import { describe, expect, it } from "vitest";
import { gpd } from "../../../src/distribution/gpd.js";
import { fit as fitFamilies } from "../../../src/fit/fit.js";
import { peaksOverThreshold } from "../../../src/fit/methods/peaksOverThreshold.js";
import { stream } from "../../../src/random/stream.js";
import { hasSharedData } from "../../sharedData.js";
import { exactOf, type ReferenceCase, referenceCases } from "../judgement/cases.js";

const named = (section: string) => referenceCases(section).map((each) => [each.id, each] as const);
const near = (value: number | undefined, expected: number, tolerance: number): void => {
  expect(Math.abs((value ?? Number.NaN) - expected), `${value}, expected ${expected}`).toBeLessThanOrEqual(tolerance);
};
const logLikelihoodOf = ({ expected }: ReferenceCase): number => expected.loglik as number;

describe.skipIf(!hasSharedData)("composites against the reference", () => {
  it("has every section", () => {
    for (const section of ["mixture", "hurdle", "zero-inflated", "pot"])
      expect(named(section).length).toBeGreaterThan(0);
  });

  it.each(named("mixture"))("%s", (_, each) => {
    const components = (each.data as { components?: number }).components!;
    const [found] = fitFamilies(exactOf(each), { families: [each.family], method: "mixture", components });
    expect(found?.converged).toBe(true);
    expect(found!.logLikelihood).toBeGreaterThanOrEqual(logLikelihoodOf(each) - 1e-3);
    near(found?.logLikelihood, logLikelihoodOf(each), 1e-6 * Math.abs(logLikelihoodOf(each)));
    expect(found?.k).toBe(each.expected.k);
    for (const name of ["aic", "aicc", "bic"] as const) near(found?.[name], each.expected[name] as number, 2e-3);
    const parts = each.expected.components as Record<string, number>[];
    parts.forEach((part, index) => {
      for (const [name, value] of Object.entries(part))
        near(found?.parameters?.[`${name}${index + 1}`], value, 1e-5 * Math.abs(value));
    });
    expect(Object.values(found!.standardErrors!).every((error) => error > 0)).toBe(true);
  });

  it.each([...named("hurdle"), ...named("zero-inflated")])("%s", (_, each) => {
    const [found] = fitFamilies(exactOf(each), { families: [each.family], method: each.section });
    expect(found?.converged).toBe(true);
    near(found?.logLikelihood, logLikelihoodOf(each), 1e-6 * Math.abs(logLikelihoodOf(each)));
    const first = each.section === "hurdle" ? "pZero" : "pi";
    const expected = { [first]: each.expected[first] as number, ...(each.expected.params as Record<string, number>) };
    for (const [name, value] of Object.entries(expected))
      near(found?.parameters?.[name], value, 1e-6 * Math.abs(value));
    expect(found?.k).toBe(each.expected.k);
    for (const name of ["aic", "aicc", "bic"] as const)
      near(found?.[name], each.expected[name] as number, 1e-6 * Math.abs(each.expected[name] as number));
  });

  it.each(named("pot"))("%s", (_, each) => {
    const { threshold } = each.data as { threshold?: number };
    const tail = peaksOverThreshold(exactOf(each), threshold!);
    const { nExceed, params, stderr, tailQuantiles } = each.expected as Record<string, Record<string, number>>;
    expect(tail.exceedances).toBe(nExceed);
    near(tail.excess.logLikelihood, logLikelihoodOf(each), 1e-6 * Math.abs(logLikelihoodOf(each)));
    for (const [name, value] of Object.entries(params!))
      near(tail.excess.parameters?.[name], value, 1e-6 * Math.abs(value));
    for (const [name, value] of Object.entries(stderr!)) near(tail.excess.standardErrors?.[name], value, 1e-3 * value);
    for (const [p, x] of Object.entries(tailQuantiles!)) {
      near(tail.quantile(Number(p)), x, 1e-5 * x);
      near(tail.survival(x), 1 - Number(p), 1e-5 * (1 - Number(p)));
    }
  });
});

describe("mixtures", () => {
  const source = stream("mixtures");
  const groups = Float64Array.from(
    { length: 900 },
    (_, index) => [10, 100, 900][index % 3]! * Math.exp(0.2 * source.normal()),
  );

  it("find three groups, in order, and know the values behind buckets", () => {
    const [found] = fitFamilies(groups, { families: ["lognormal"], method: "mixture", components: 3 });
    expect(found?.k).toBe(8);
    [10, 100, 900].forEach((centre, index) => {
      near(found?.parameters?.[`mu${index + 1}`], Math.log(centre), 0.06);
      near(found?.parameters?.[`weight${index + 1}`], 1 / 3, 1e-3);
    });
    near(found?.distribution?.cdf(40), 1 / 3, 1e-3);
    const intervals = Array.from({ length: 60 }, (_, index) => [2 ** (index / 4), 2 ** ((index + 1) / 4)] as const).map(
      ([low, high]) => [low, high, groups.filter((each) => each > low && each <= high).length] as const,
    );
    const [binned] = fitFamilies({ intervals }, { families: ["lognormal"], method: "mixture", components: 3 });
    expect(binned?.converged).toBe(true);
    near(binned?.parameters?.mu2, found!.parameters!.mu2!, 0.01);
  });

  it("are the same for the same seed, and rank among families", () => {
    const options = { families: ["lognormal", "gamma", "exponential"], method: "mixture", components: 2, seed: 5 };
    const found = fitFamilies(groups, options);
    expect(fitFamilies(groups, options).map(({ logLikelihood }) => logLikelihood)).toEqual(
      found.map(({ logLikelihood }) => logLikelihood),
    );
    expect(found[0]!.aic).toBeLessThanOrEqual(found[1]!.aic);
  });

  it("say what they cannot do", () => {
    expect(() => fitFamilies(groups, { families: ["gamma"], method: "mixture", components: 1 })).toThrow(
      "a whole number from 2",
    );
    expect(fitFamilies([1, 2, 3, 4], { families: ["gamma"], method: "mixture" })[0]?.summary).toContain("too few");
    expect(fitFamilies([-1, 2, 3, 4], { families: ["gamma"], method: "mixture" })[0]?.status).toBe("out-of-support");
  });
});

describe("laws with zeros", () => {
  it("say when there are none, or nothing else", () => {
    const status = (values: number[], family: string, method: string) =>
      fitFamilies(values, { families: [family], method })[0];
    expect(status([1, 2, 3], "gamma", "hurdle")?.summary).toContain("there is no 0 among the values");
    expect(status([0, 0], "gamma", "hurdle")?.summary).toContain("every value is 0");
    expect(status([0, 0, -1], "gamma", "hurdle")?.status).toBe("out-of-support");
  });

  it("come to the plain law where no zero is in excess", () => {
    const counts = Array.from({ length: 200 }, (_, index) => (index < 4 ? 0 : 1 + (index % 6)));
    const [found] = fitFamilies(counts, { families: ["poisson"], method: "zero-inflated" });
    expect(found?.status).toBe("boundary");
    expect(found?.parameters?.pi).toBe(0);
  });

  it("are truncated above 0 for counts, and the same as hurdles for delays", () => {
    const counts = [0, 0, 0, 0, 1, 1, 2, 3, 5, 1, 2, 4];
    const [found] = fitFamilies(counts, { families: ["poisson"], method: "hurdle" });
    near(found?.distribution?.pdf(0), 1 / 3, 1e-12);
    near(
      counts.reduce((sum, each) => sum + found!.distribution!.logPdf(each), 0),
      found!.logLikelihood,
      1e-9,
    );
    const delays = [0, 0, 3, 5, 9, 2];
    const [first] = fitFamilies(delays, { families: ["gamma"], method: "hurdle" });
    const [second] = fitFamilies(delays, { families: ["gamma"], method: "zero-inflated" });
    expect(second?.parameters?.pi).toBe(first?.parameters?.pZero);
    expect(second?.standardErrors?.pi).toBe(first?.standardErrors?.pZero);
  });
});

describe("peaksOverThreshold", () => {
  it("knows quantiles of all data beyond the threshold, and none below", () => {
    const source = stream("peaks");
    const law = gpd(10, 0.2);
    const tail = peaksOverThreshold(
      Float64Array.from({ length: 4000 }, () => law.sample(source)),
      law.quantile(0.9),
    );
    near(Math.log(tail.upperQuantile(1e-4)), Math.log(law.upperQuantile(1e-4)), 0.3);
    expect(tail.quantile(0.5)).toBeNaN();
    expect(tail.survival(0)).toBeNaN();
    expect(() => peaksOverThreshold([1, 2], 5)).toThrow("none of 2 values exceeds 5");
    expect(() => peaksOverThreshold([1, Number.NaN], 0)).toThrow("value 1 is NaN");
  });
});
