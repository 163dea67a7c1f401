import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { distributionFrom, families } from "../../src/distribution/families.js";
import { hasSharedData, sharedData } from "../sharedData.js";

interface Point {
  x: number;
  pdf: number | string;
  logpdf: number | string;
  cdf: number;
  sf: number;
  logcdf: number | string;
  logsf: number | string;
  relTol: number;
}

interface Reference {
  family: string;
  params: Record<string, number>;
  mean: number | string;
  variance: number | string;
  points: Point[];
  quantiles: { p: number; upper: boolean; x: number; relTol: number; absTol: number }[];
}

/** The tables were made with mpmath at 40 to 80 digits; README.md beside them says how they are to be compared. */
const references: Reference[] = hasSharedData
  ? (JSON.parse(readFileSync(sharedData("reference/fit.json"), "utf8")) as { distributions: Reference[] }).distributions
  : [];

const within = (value: number, expected: number | string, tolerance: number): boolean => {
  const exact = Number(expected);
  return Object.is(value, exact) || value === exact || Math.abs(value - exact) <= tolerance;
};

describe.skipIf(!hasSharedData)("distributions against mpmath", () => {
  it("has every family of the tables", () => {
    expect(references.length).toBeGreaterThan(0);
    expect(references.map(({ family }) => family).filter((family) => !families.has(family))).toEqual([]);
  });

  for (const { family, params, mean, variance, points, quantiles } of references)
    it(`${family}(${Object.values(params).join(", ")})`, () => {
      const distribution = distributionFrom({ family, parameters: params });
      const wrong: string[] = [];
      const check = (what: string, value: number, expected: number | string, tolerance: number): void => {
        if (!within(value, expected, tolerance)) wrong.push(`${what}: ${value}, expected ${expected}`);
      };
      check("mean", distribution.mean, mean, 1e-12 * Math.abs(Number(mean)));
      check("variance", distribution.variance, variance, 1e-12 * Math.abs(Number(variance)));
      for (const { x, pdf, logpdf, cdf, sf, logcdf, logsf, relTol } of points) {
        const linear = (expected: number | string) =>
          Math.abs(Number(expected)) < 1e-300 ? 1e-290 : relTol * Math.abs(Number(expected));
        const logarithmic = (expected: number | string) => relTol * Math.max(1, Math.abs(Number(expected)));
        check(`pdf(${x})`, distribution.pdf(x), pdf, linear(pdf));
        check(`cdf(${x})`, distribution.cdf(x), cdf, linear(cdf));
        check(`survival(${x})`, distribution.survival(x), sf, linear(sf));
        check(`logPdf(${x})`, distribution.logPdf(x), logpdf, logarithmic(logpdf));
        check(`logCdf(${x})`, distribution.logCdf(x), logcdf, logarithmic(logcdf));
        check(`logSurvival(${x})`, distribution.logSurvival(x), logsf, logarithmic(logsf));
      }
      for (const { p, upper, x, relTol, absTol } of quantiles) {
        // The median of a symmetric law around 0 is 0; the tables have what their root finder left, about 1e-41.
        const residue = p === 0.5 && distribution.quantile(p) === 0 ? 1e-40 : 0;
        const tolerance = Math.max(relTol * Math.abs(x), absTol, residue);
        if (upper) check(`upperQuantile(${p})`, distribution.upperQuantile(p), x, tolerance);
        else check(`quantile(${p})`, distribution.quantile(p), x, tolerance);
      }
      expect(wrong).toEqual([]);
    });
});

interface Extreme extends Pick<Reference, "family" | "params" | "mean" | "variance"> {
  points: [
    x: number,
    logPdf: number | string,
    logCdf: number | string,
    logSurvival: number | string,
    condition: number,
  ][];
}

/** By extreme.py beside it; here relative errors count for logarithms too, also where they are near 0. */
const extremes = readFileSync(new URL("extreme.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Extreme);

describe("distributions with extreme parameters against mpmath", () => {
  it("has tables of every family with a density of its own", () => {
    const combined = ["constant", "empirical", "erlang", "histogram", "hyperexponential", "mixture", "phase-type"];
    const transformed = ["scaled", "shifted", "truncated", "zero-inflated"];
    const tabled = extremes.map(({ family }) => family);
    expect([...new Set([...tabled, ...combined, ...transformed])].sort()).toEqual([...families.keys()].sort());
  });

  for (const { family, params, mean, variance, points } of extremes)
    it(`${family}(${Object.values(params).join(", ")})`, () => {
      const distribution = distributionFrom({ family, parameters: params });
      const wrong: string[] = [];
      const check = (what: string, value: number, exact: number | string, tolerance: number): void => {
        const expected = Number(exact);
        const isTiny = Math.abs(expected) < 1e-300 && Math.abs(value) < 1e-290;
        if (!isTiny && !within(value, expected, tolerance * Math.abs(expected)))
          wrong.push(`${what}: ${value}, expected ${expected}`);
      };
      check("mean", distribution.mean, mean, 1e-12);
      check("variance", distribution.variance, variance, 1e-12);
      for (const [x, logPdf, logCdf, logSurvival, condition] of points) {
        const tolerance = 1e-12 + 4e-16 * condition;
        check(`pdf(${x})`, distribution.pdf(x), Math.exp(Number(logPdf)), tolerance);
        check(`cdf(${x})`, distribution.cdf(x), Math.exp(Number(logCdf)), tolerance);
        check(`survival(${x})`, distribution.survival(x), Math.exp(Number(logSurvival)), tolerance);
        check(`logCdf(${x})`, distribution.logCdf(x), logCdf, tolerance);
        check(`logSurvival(${x})`, distribution.logSurvival(x), logSurvival, tolerance);
        // A logarithm of a density passes through 0 where nothing is special about it.
        if (!within(distribution.logPdf(x), logPdf, tolerance * Math.max(1, Math.abs(Number(logPdf)))))
          wrong.push(`logPdf(${x}): ${distribution.logPdf(x)}, expected ${logPdf}`);
      }
      expect(wrong).toEqual([]);
    });
});
