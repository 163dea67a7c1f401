import { describe, expect, test } from "vitest";
import { fit as fitFamilies } from "../../src/fit/fit.js";
import type { FitResult } from "../../src/fit/result.js";
import { hasSharedData } from "../sharedData.js";
import { type ReferenceCase, referenceCases } from "./reference.js";

/** How many cases each section of maximum likelihood has; the rest is for test/fit/methods and test/fit/judgement. */
const sections: Readonly<Record<string, number>> = {
  complete: 66,
  weighted: 13,
  "right-censored": 19,
  "left-truncated": 17,
  "doubly-truncated": 3,
  "left-truncated+right-censored": 3,
  "interval-log2": 14,
  "interval-log2+truncated": 3,
  "mixed-censoring": 3,
  "fixed-params": 7,
  aggregated: 4,
  degenerate: 16,
};

describe.skipIf(!hasSharedData)("maximum likelihood against the reference", () => {
  const cases = hasSharedData ? referenceCases() : [];
  for (const [section, count] of Object.entries(sections))
    describe(section, () => {
      const own = cases.filter((each) => each.section === section);
      test(`has ${count} cases`, () => expect(own.length).toBe(count));
      test.each(own.map((each) => [each.id, each] as const))("%s", (_, each) => {
        expect(section === "degenerate" ? faultsOfDegenerate(each) : faultsOf(each)).toEqual([]);
      });
    });
});

function fitted(each: ReferenceCase): FitResult {
  const [result] = fitFamilies(each.data, { families: [each.family], ...(each.fixed && { fixed: each.fixed }) });
  return result!;
}

/** What differs from the reference by more than its tolerances. */
function faultsOf(each: ReferenceCase): string[] {
  const result = fitted(each);
  const { params, loglik, k, n, aic, bic, aicc, stderr = {}, cov } = each.expected;
  if (result.status !== "converged") return [`${result.status}: ${result.summary}`];
  const faults: string[] = [];
  const compare = (name: string, value: number | undefined, expected: number, tolerance: number): void => {
    if (!(Math.abs(value! - expected) <= tolerance)) faults.push(`${name} ${value}, not ${expected}`);
  };
  for (const [name, expected] of Object.entries(params))
    compare(name, result.parameters?.[name], expected, 1e-6 * Math.max(Math.abs(expected), stderr[name] ?? 0));
  compare("log-likelihood", result.logLikelihood, loglik, 1e-6 * Math.max(1, Math.abs(loglik)));
  compare("k", result.k, k, 0);
  compare("n", result.n, n, 1e-9 * n);
  for (const [name, value, expected] of [
    ["aic", result.aic, aic],
    ["bic", result.bic, bic],
    ["aicc", result.aicc, aicc],
  ] as const)
    compare(name, value, expected, 1e-6 * Math.abs(expected));
  for (const [name, expected] of Object.entries(stderr))
    compare(`standard error of ${name}`, result.standardErrors?.[name], expected, 1e-3 * expected);
  for (const [row, first] of (cov?.order ?? []).entries())
    for (const [column, second] of cov!.order.entries()) {
      const at = [first, second].map((name) => result.covariance?.order.indexOf(name) ?? -1);
      const value = result.covariance?.matrix[at[0]!]?.[at[1]!];
      compare(
        `covariance of ${first} and ${second}`,
        value,
        cov!.matrix[row]![column]!,
        2e-3 * stderr[first]! * stderr[second]!,
      );
    }
  return faults;
}

/** What a degenerate case claims that it should not, or the other way round. */
function faultsOfDegenerate(each: ReferenceCase): string[] {
  const result = fitted(each);
  const { status, limitFamily, limitLoglik = Number.NaN } = each.expected;
  const faults = result.status === status ? [] : [`${result.status}, not ${status}: ${result.summary}`];
  if (result.warnings.length === 0) faults.push("no warning");
  if (status !== "boundary") return result.distribution || result.parameters ? [...faults, "has an estimate"] : faults;
  if (result.distribution?.family !== limitFamily)
    faults.push(`limit ${result.distribution?.family}, not ${limitFamily}`);
  if (!(Math.abs(result.logLikelihood - limitLoglik) <= 1e-3 * Math.max(1, 1e-3 * Math.abs(limitLoglik))))
    faults.push(`log-likelihood ${result.logLikelihood}, not ${limitLoglik}`);
  return faults;
}
