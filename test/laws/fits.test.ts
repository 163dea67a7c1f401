import { describe, expect, it } from "vitest";
import type { Distribution } from "../../src/distribution/distribution.js";
import { families } from "../../src/distribution/families.js";
import type { Measurements } from "../../src/fit/data.js";
import { fit as fitFamilies } from "../../src/fit/fit.js";
import type { FittedFamily } from "../../src/fit/fittedFamily.js";
import type { FitResult } from "../../src/fit/result.js";
import { stream } from "../../src/random/stream.js";
import { degenerate } from "./degenerateData.js";
import { densitiesOf, kinds, mapped, plainLogLikelihood, reversed, truths } from "./fits.js";

const fitted = [...families.values()].filter(({ estimation }) => estimation) as FittedFamily[];

/** A set of values drawn from a law of a family, and the fit of that family to them. */
interface Case {
  readonly family: FittedFamily;
  readonly truth: Distribution;
  readonly data: Measurements;
  readonly size: number;
  readonly result: FitResult;
  readonly again: (data: Measurements) => FitResult;
}

/** What each fit of every family to every kind of data is held to. */
const laws: Readonly<Record<string, (given: Case) => void>> = {
  "ends with an estimate or in words"({ result, size }) {
    const { status, distribution, parameters, converged, warnings, summary } = result;
    expect(converged).toBe(status === "converged");
    expect(summary.length).toBeGreaterThan(0);
    if (status === "converged") {
      for (const value of Object.values(parameters!)) expect(value).toSatisfy(Number.isFinite);
    } else expect(warnings[0]!.message.length).toBeGreaterThan(20);
    if (status !== "converged" && status !== "boundary")
      expect([distribution, parameters]).toEqual([undefined, undefined]);
    // Thirty values may leave a likelihood of three parameters without a maximum, hundreds do not.
    if (size >= 300) expect(["converged", "boundary"], summary).toContain(status);
  },

  "is no less likely than the truth, and as likely as it says"({ result, truth, data }) {
    const { distribution, logLikelihood } = result;
    if (!distribution) return;
    const rounding = 1e-7 * Math.max(1, Math.abs(logLikelihood));
    expect(logLikelihood).toBeGreaterThanOrEqual(plainLogLikelihood(truth, data) - rounding);
    expect(Math.abs(plainLogLikelihood(distribution, data) - logLikelihood)).toBeLessThanOrEqual(10 * rounding);
  },

  "has errors and intervals of all that was searched for"({ family, result }) {
    const { status, standardErrors = {}, confidenceIntervals = {}, parameters, covariance } = result;
    if (status !== "converged") return;
    const edges = Object.keys(family.estimation.edges ?? {});
    for (const name of family.parameterNames) {
      const error = standardErrors[name];
      // An extreme has no error where the likelihood has a corner at it.
      if (error === undefined && edges.includes(name)) continue;
      expect(error, name).toBeGreaterThan(0);
      expect(error, name).toBeLessThan(Infinity);
      const [low, high] = confidenceIntervals[name]!;
      expect(low).toBeLessThan(parameters![name]!);
      expect(high).toBeGreaterThan(parameters![name]!);
    }
    for (const [row, first] of (covariance?.matrix ?? []).entries())
      for (const [column, value] of first.entries()) {
        expect(value).toBe(covariance!.matrix[column]![row]!);
        const limit = standardErrors[covariance!.order[row]!]! * standardErrors[covariance!.order[column]!]!;
        expect(Math.abs(value)).toBeLessThanOrEqual(limit * (1 + 1e-9));
      }
  },

  "does not depend on the order of values"({ result, data, again }) {
    isSame(result, again(reversed(data)), 1, 0);
  },

  "changes with the unit of the values and with nothing else"({ family, result, data, size, again }) {
    const { roles, domain } = family.estimation;
    const hasUnit = roles.some((role) => ["location", "scale", "inverse-scale", "log-location"].includes(role));
    if (!hasUnit || domain === "counts" || domain === "unit") return;
    const factor = size < 100 ? 1e-9 : 7e8;
    isSame(result, again(mapped(data, (value) => value * factor)), factor, densitiesOf(data) * Math.log(factor));
  },
};

/** The same law in another unit, `offset` what the log-likelihood loses by it. */
function isSame(result: FitResult, other: FitResult, factor: number, offset: number): void {
  // Where the likelihood is flat or without a maximum, rounding decides on which side of that it seems to be.
  if (isUnsure(result) || isUnsure(other)) return;
  expect(other.status).toBe(result.status);
  if (!result.distribution || !other.distribution) return;
  const rounding = 1e-7 * Math.max(1, Math.abs(result.logLikelihood));
  expect(Math.abs(other.logLikelihood + offset - result.logLikelihood)).toBeLessThanOrEqual(rounding);
  // Without an error nothing says how near is near: corners and the likelihood do.
  if (!result.standardErrors) return;
  const at = (p: number): number => result.distribution!.quantile(p);
  for (const p of [0.1, 0.9])
    expect(Math.abs(other.distribution.quantile(p) / factor - at(p))).toBeLessThanOrEqual(1e-4 * (at(0.9) - at(0.1)));
}

function isUnsure({ status, warnings }: FitResult): boolean {
  return !["converged", "boundary"].includes(status) || warnings.some(({ code }) => code === "flat-likelihood");
}

/** Few large sets and many small ones, in which more goes wrong. */
const sizes = [
  { size: 30, sets: 2 },
  { size: 300, sets: 1 },
  { size: 2000, sets: 1 },
];

it("there are truths of every family that can be fitted", () => {
  expect(Object.keys(truths).sort()).toEqual(fitted.map(({ family }) => family).sort());
});

describe.each(fitted.map((family) => [family.family, family] as const))("%s", (name, family) => {
  it.each(Object.entries(kinds))("%s", (kind, make) => {
    for (const [index, parameters] of truths[name]!.entries())
      for (const { size, sets } of sizes)
        for (let set = 0; set < (size > 1000 && index > 0 ? 0 : sets); set += 1) {
          const truth = family(...parameters);
          const source = stream("fits").child(name).at(index).child(kind).at(size).at(set);
          const data = make(truth, size, source);
          const again = (other: Measurements): FitResult => fitFamilies(other, { families: [name] })[0]!;
          const result = again(data);
          for (const [law, holds] of Object.entries(laws))
            try {
              holds({ family, truth, data, size, result, again });
            } catch (error) {
              throw new Error(
                `${law}: ${name}(${parameters}), ${size} values, set ${set}: ${(error as Error).message}`,
                {
                  cause: error,
                },
              );
            }
        }
  });

  it("makes a statement of degenerate data", () => {
    for (const [what, { data, status }] of Object.entries(degenerate)) {
      const [result] = fitFamilies(data, { families: [name] });
      const said = `${what}: ${result!.status}, ${result!.summary}`;
      expect(result!.summary.length, said).toBeGreaterThan(name.length + 5);
      if (status) expect(["out-of-support", ...status], said).toContain(result!.status);
      if (!result!.distribution) {
        expect(result!.warnings[0]?.message.length, said).toBeGreaterThan(15);
        continue;
      }
      expect(result!.logLikelihood, said).toSatisfy(Number.isFinite);
      for (const error of Object.values(result!.standardErrors ?? {})) {
        expect(error, said).toBeGreaterThan(0);
        expect(error, said).toBeLessThan(Infinity);
      }
    }
  });
});

it.each(Object.entries(degenerate))("ranks families for %s without numbers that are none", (_, { data }) => {
  const results = fitFamilies(data);
  const estimated = results.filter(({ distribution }) => distribution);
  expect(results.slice(0, estimated.length)).toEqual(estimated);
  let total = 0;
  for (const { aic, bic, deltaAic, akaikeWeight } of estimated) {
    for (const each of [aic, bic, deltaAic, akaikeWeight]) expect(each).toSatisfy(Number.isFinite);
    expect(deltaAic).toBeGreaterThanOrEqual(0);
    total += akaikeWeight!;
  }
  if (estimated.length > 0) expect(total).toBeCloseTo(1, 12);
});
