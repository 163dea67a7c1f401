import { describe, expect, it } from "vitest";
import { profileIntervals } from "../../../src/fit/judgement/profileInterval.js";
import { hasSharedData } from "../../sharedData.js";
import { dataOf, isWithin, referenceCases } from "./cases.js";

const cases = referenceCases("profile-ci").map((each) => [each.id, each] as const);

describe.skipIf(!hasSharedData)("profile-likelihood intervals against the reference", () => {
  it("has its cases", () => {
    expect(cases.length).toBeGreaterThan(0);
  });

  it.each(cases)("%s", (_, each) => {
    const { level, intervals } = each.expected as unknown as {
      level: number;
      intervals: Record<string, [number, number]>;
    };
    const found = profileIntervals(dataOf(each), each.family, {}, level);
    expect(found.map(({ parameter }) => parameter).sort()).toEqual(Object.keys(intervals).sort());
    for (const { parameter, low, high } of found) {
      const [expectedLow, expectedHigh] = intervals[parameter]!;
      expect(isWithin(low, expectedLow, 1e-6), `${parameter}: ${low}, expected ${expectedLow}`).toBe(true);
      expect(isWithin(high, expectedHigh, 1e-6), `${parameter}: ${high}, expected ${expectedHigh}`).toBe(true);
    }
  });
});

describe("profile-likelihood intervals", () => {
  const values = [2.1, 3.4, 1.2, 8.8, 4.1, 2.9, 15.2, 6.6, 3.3, 5.0];

  it("are wider for more confidence, hold fixed parameters, and know exact ends", () => {
    const [narrow] = profileIntervals(values, "exponential", {}, 0.5);
    const [wide] = profileIntervals(values, "exponential");
    expect(wide!.low).toBeLessThan(narrow!.low);
    expect(wide!.high).toBeGreaterThan(narrow!.high);
    // 2 n (r - 1 - log r) = 3.841 for r = rate / estimate, n = 10.
    for (const end of [wide!.low, wide!.high]) {
      const ratio = end / wide!.estimate;
      expect(20 * (ratio - 1 - Math.log(ratio))).toBeCloseTo(3.841458820694124, 7);
    }
    expect(profileIntervals(values, "gamma", { fixed: { shape: 2 } }).map(({ parameter }) => parameter)).toEqual([
      "scale",
    ]);
  });

  it("end where the range does when the data do not bound the parameter", () => {
    const tail = Array.from({ length: 30 }, (_, index) => -Math.log(1 - (index + 0.5) / 30) * (1 + 0.01 * (index % 3)));
    const [shape] = profileIntervals([...tail, 9], "lomax");
    expect(shape?.parameter ?? "shape").toBe("shape");
    expect(shape?.high ?? Infinity).toBe(Infinity);
  });

  it("are none without a maximum", () => {
    expect(profileIntervals([5, 5, 5], "gamma")).toEqual([]);
    expect(() => profileIntervals(values, "gamma", {}, 95)).toThrow(
      "confidence: expected a number between 0 and 1, got 95",
    );
  });
});
