import { describe, expect, it } from "vitest";
import { type FitOptions, fit as fitFamilies } from "../../../src/fit/fit.js";
import type { Distance } from "../../../src/fit/methods/minimumDistance.js";
import { hasSharedData } from "../../sharedData.js";
import { exactOf, type ReferenceCase, referenceCases } from "../judgement/cases.js";

/** The parameters that a method finds for a case, beside those expected, each with how far it may be off. */
function wrongIn(
  each: ReferenceCase,
  options: FitOptions,
  tolerance: (value: number, name: string) => number,
): string[] {
  const [found] = fitFamilies(exactOf(each), { families: [each.family], ...options });
  const expected = Object.entries(each.expected.params as Record<string, number>);
  expect(expected.length).toBeGreaterThan(0);
  return expected.flatMap(([name, value]) => {
    const got = found?.parameters?.[name] ?? Number.NaN;
    const within = found?.converged && Math.abs(got - value) <= tolerance(value, name);
    return within ? [] : [`${name}: ${got}, expected ${value}; ${found?.summary}`];
  });
}

const relative = (share: number) => (value: number) => share * Math.abs(value);
const named = (section: string) => referenceCases(section).map((each) => [each.id, each] as const);

describe.skipIf(!hasSharedData)("methods against the reference", () => {
  it.each(named("moments"))("%s", (_, each) => {
    expect(wrongIn(each, { method: "moments" }, relative(1e-9))).toEqual([]);
  });

  it.each(named("quantile-matching"))("%s", (_, each) => {
    const { probs } = each.data as { probs?: number[] };
    expect(wrongIn(each, { method: "quantiles", ...(probs && { probs }) }, relative(1e-8))).toEqual([]);
  });

  it.each(named("l-moments"))("%s", (_, each) => {
    expect(wrongIn(each, { method: "l-moments" }, relative(1e-6))).toEqual([]);
  });

  it.each(named("min-distance"))("%s", (_, each) => {
    const distance = (each.data as { distance?: string }).distance as Distance;
    const errors = fitFamilies(exactOf(each), { families: [each.family] })[0]?.standardErrors;
    const tolerance = (value: number, name: string): number => 1e-4 * Math.max(Math.abs(value), errors?.[name] ?? 0);
    expect(wrongIn(each, { method: "minimum-distance", distance }, tolerance)).toEqual([]);
    const [found] = fitFamilies(exactOf(each), { families: [each.family], method: "minimum-distance", distance });
    const least = each.expected.distance as number;
    expect(found?.tests[distance]?.statistic).toBeLessThanOrEqual(least * (1 + 1e-9));
  });

  it("has every case of these sections", () => {
    const counts = ["moments", "quantile-matching", "l-moments", "min-distance"].map((each) => named(each).length);
    expect(counts.every((count) => count > 0)).toBe(true);
  });
});
