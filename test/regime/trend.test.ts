import { describe, expect, it } from "vitest";
import { stream } from "../../src/random/stream.js";
import { trendOf } from "../../src/regime/trend.js";
import { autoregressive } from "../measure/autoregressive.js";

function walk(seed: string, count: number): Float64Array {
  const source = stream(seed);
  let place = 0;
  return Float64Array.from({ length: count }, () => {
    place += source.normal();
    return place;
  });
}

function share(count: number, holds: (replication: number) => boolean): number {
  return Array.from({ length: count }, (_, replication) => holds(replication)).filter(Boolean).length / count;
}

describe("the trend of a series", () => {
  it("of an exact line is its slope, without error", () => {
    const { slope, pValue, standardError } = trendOf(
      Float64Array.from({ length: 200 }, (_, index) => 3 + 0.25 * index),
    );
    expect(slope).toBeCloseTo(0.25, 12);
    expect(standardError).toBeLessThan(1e-9);
    expect(pValue).toBeLessThan(1e-9);
  });

  it("of a constant is none", () => {
    expect(trendOf(new Float64Array(200).fill(7))).toMatchObject({ slope: 0, pValue: 1 });
  });

  it.each([0, 0.5, 0.8])("is found by chance in about 1 of 100 series with memory %d", (memory) => {
    const found = share(1000, (replication) => trendOf(autoregressive(`${replication}`, 1000, memory)).pValue < 0.01);
    // Within 3 standard errors of 1 %, and a memory that is estimated costs a little.
    expect(found).toBeLessThan(0.01 + 3 * Math.sqrt(0.01 / 1000) + 0.01 * memory);
  });

  it("is found in about 1 of 100 random walks, where least squares with independent errors finds one in most", () => {
    const found = share(1000, (replication) => trendOf(walk(`${replication}`, 500)).pValue < 0.01);
    expect(found).toBeLessThan(0.025);
  });

  it("is found in a random walk that drifts", () => {
    const drifting = (replication: number) => walk(`${replication}`, 1000).map((value, index) => value + 0.3 * index);
    // The drift is 9.5 times its standard error, 1 / √1000 a step.
    expect(share(200, (replication) => trendOf(drifting(replication)).pValue < 0.001)).toBeGreaterThan(0.97);
  });
});
