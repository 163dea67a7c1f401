import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LatencyHistogram } from "../../src/engine/latency.js";

/** Times as runs have them: 0, fractions of a ns, and up to 104 days. */
const time = fc.oneof(
  fc.constantFrom(0, 0.5, 1, Number.MAX_SAFE_INTEGER),
  fc.double({ min: 0.5, max: 2 ** 53, noNaN: true }),
  fc.double({ min: -1, max: 53, noNaN: true }).map((exponent) => 2 ** exponent),
  fc.integer({ min: 0, max: 2000 }),
);
const times = fc.array(time, { minLength: 1, maxLength: 300 });

function histogram(values: readonly number[]): LatencyHistogram {
  const all = new LatencyHistogram();
  for (const value of values) all.record(value);
  return all;
}

const check = (property: fc.IProperty<[number[], number]> | fc.IProperty<[number[], number[]]>): void =>
  fc.assert(property as fc.IProperty<[number[], number]>, { seed: 1, numRuns: 500 });

describe("a histogram of latencies", () => {
  it("knows every quantile within 0.4 %", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    check(
      fc.property(times, share, (values, p) => {
        const sorted = [...values].sort((a, b) => a - b);
        const exact = sorted[Math.max(0, Math.ceil(p * values.length) - 1)]!;
        const found = histogram(values).quantile(p);
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(0.004 * exact);
      }),
    );
  });

  it("knows the share above any time to those within 0.8 % of it", () => {
    check(
      fc.property(times, time, (values, at) => {
        const above = (bound: number) => values.filter((value) => value > bound).length / values.length;
        const found = histogram(values).survival(at);
        expect(found).toBeGreaterThanOrEqual(above(at * 1.008) - 1e-12);
        // Times below half a ns count as 0.
        expect(found).toBeLessThanOrEqual(above(at < 0.5 ? 0 : at / 1.008 - 1e-9) + 1e-12);
      }) as fc.IProperty<[number[], number]>,
    );
    expect(histogram([0, 0, 3]).survival(0)).toBeCloseTo(1 / 3, 12);
    expect(new LatencyHistogram().survival(1)).toBeNaN();
    for (const wrong of [-1, Number.NaN]) expect(() => histogram([1]).survival(wrong)).toThrow(`got ${wrong} ns`);
  });

  it("adds up exactly, in any order", () => {
    check(
      fc.property(times, times, (some, others) => {
        const sum = histogram(some).plus(histogram(others));
        const reversed = histogram(others).plus(histogram(some));
        const together = histogram([...some, ...others]);
        expect(reversed).toEqual(sum);
        expect([sum.mean, sum.variance]).toEqual([reversed.mean, reversed.variance]);
        expect(sum.intervals()).toEqual(together.intervals());
        expect([sum.count, sum.min, sum.max]).toEqual([together.count, together.min, together.max]);
        for (const p of [0, 0.5, 0.99, 1]) expect(sum.quantile(p)).toBe(together.quantile(p));
        // Sums are exact up to the order of their additions.
        expect(Math.abs(sum.mean / together.mean - 1) || 0).toBeLessThan(1e-12);
      }),
    );
  });

  it("adds nothing to what it is added to, and changes neither", () => {
    const empty = new LatencyHistogram();
    const some = histogram([3, 4, 5]);
    expect(JSON.stringify(some.plus(empty))).toBe(JSON.stringify(some));
    expect([empty.count, some.count]).toEqual([0, 3]);
  });

  it("says of no values that there are none", () => {
    const empty = new LatencyHistogram();
    expect([empty.count, empty.mean, empty.quantile(0.5), empty.intervals()]).toEqual([0, Number.NaN, Number.NaN, []]);
    expect(JSON.parse(JSON.stringify(empty))).toEqual({ count: 0, mean: null, min: null, max: null, intervals: [] });
  });

  it("keeps the exact least and greatest value, their mean and their variance", () => {
    const all = histogram([7, 7, 10, 1e15]);
    expect([all.min, all.max, all.quantile(0), all.quantile(1)]).toEqual([7, 1e15, 7, 1e15]);
    expect(all.mean).toBe((24 + 1e15) / 4);
    expect(histogram([2, 4, 4, 4, 5, 5, 7, 9]).variance).toBeCloseTo(32 / 7, 12);
  });

  it("tells 0 from a ns, and takes what is beyond exact time", () => {
    const all = histogram([0, 0, 1]);
    expect([all.quantile(0.5), all.quantile(1)]).toEqual([0, 1]);
    expect(histogram([0]).quantile(0.5)).toBe(0);
    expect(histogram([1e300]).quantile(0.5)).toBe(1e300);
  });

  it("is written as JSON with each cell that holds something", () => {
    const values = [0, 1, 1.001, 3e6, 3e6, Number.MAX_SAFE_INTEGER];
    const json = JSON.parse(JSON.stringify(histogram(values)));
    expect(json).toMatchObject({ count: 6, min: 0, max: Number.MAX_SAFE_INTEGER });
    const intervals: [number, number, number][] = json.intervals;
    for (const [low, high, count] of intervals)
      expect(values.filter((value) => low <= value && value < high).length).toBe(count);
    expect(intervals.reduce((sum, [, , count]) => sum + count, 0)).toBe(6);
  });

  it.each([-1, Number.NaN, Infinity, -Infinity])("refuses %d ns, and stays as it was", (value) => {
    const all = histogram([5]);
    expect(() => all.record(value)).toThrow(`a latency is a time from 0, got ${value} ns`);
    expect(JSON.stringify(all)).toBe(JSON.stringify(histogram([5])));
  });

  it.each([-0.1, 1.1, Number.NaN])("has no quantile for a probability of %d", (p) => {
    expect(() => histogram([5]).quantile(p)).toThrow(`a probability is between 0 and 1, got ${p}`);
  });
});
