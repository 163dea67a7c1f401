import { describe, expect, it } from "vitest";
import { exponential } from "../../../src/distribution/exponential.js";
import { fit as fitFamilies } from "../../../src/fit/fit.js";
import { bootstrap } from "../../../src/fit/judgement/bootstrap.js";
import { stream } from "../../../src/random/stream.js";
import { hasSharedData } from "../../sharedData.js";
import { exactOf, referenceCases } from "./cases.js";

const cases = referenceCases("gof-bootstrap").map((each) => [each.id, each] as const);

describe.skipIf(!hasSharedData)("bootstrap p-values against the reference", () => {
  it("has its cases", () => {
    expect(cases.length).toBeGreaterThan(0);
  });

  it.each(cases)("%s", async (_, each) => {
    const values = exactOf(each);
    const [result] = fitFamilies(values, { families: [each.family] });
    const replicates = 1000;
    const found = await bootstrap(values, result!, { replicates, seed: each.id });
    const expected = each.expected as Record<string, number>;
    expect(found.failed).toBe(0);
    for (const [name, p] of [
      ["ks", expected.pKs!],
      ["cvm", expected.pCvm!],
      ["ad", expected.pAd!],
    ] as const) {
      expect(found.tests[name].statistic / expected[name]!).toBeCloseTo(1, 6);
      const bound = 4 * Math.sqrt(p * (1 - p) * (1 / expected.replicates! + 1 / replicates)) + 1 / replicates;
      expect(
        Math.abs(found.tests[name].pValue - p),
        `${name}: ${found.tests[name].pValue}, expected ${p}`,
      ).toBeLessThanOrEqual(bound);
    }
    expect(Math.abs(found.naive.ks - expected.naiveKsP!)).toBeLessThan(3e-6);
  });
});

describe("bootstrap", () => {
  const source = stream("bootstrap test");
  const values = Array.from({ length: 40 }, () => exponential(0.1).sample(source));
  const [result] = fitFamilies(values, { families: ["exponential"] });

  it("is the same for the same seed and another for another", async () => {
    const [first, again, other] = await Promise.all(
      [1, 1, 2].map((seed) => bootstrap(values, result!, { replicates: 60, seed })),
    );
    expect(first).toEqual(again);
    expect(first!.intervals).not.toEqual(other!.intervals);
  });

  it("gives intervals about those of the law", async () => {
    const { intervals, replicates, stopped } = await bootstrap(values, result!, { replicates: 2000 });
    // The rate is the estimate times gamma(n) / n: its quantiles by SciPy, gamma.ppf([0.025, 0.975], 40) / 40.
    const rate = result!.parameters!.rate!;
    const [low, high] = intervals.rate!;
    expect(Math.abs(low / rate - 0.7144)).toBeLessThan(0.03);
    expect(Math.abs(high / rate - 1.333)).toBeLessThan(0.06);
    expect([replicates, stopped]).toEqual([2000, "done"]);
  });

  it("has p-values that are as often small as they say", async () => {
    const sets = 150;
    const replicates = 79;
    const counts = { ks: 0, cvm: 0, ad: 0 };
    for (let set = 0; set < sets; set += 1) {
      const draws = stream(`set ${set}`);
      const sample = Array.from({ length: 25 }, () => exponential(2).sample(draws));
      const [law] = fitFamilies(sample, { families: ["exponential"] });
      const { tests } = await bootstrap(sample, law!, { replicates, seed: set });
      for (const name of ["ks", "cvm", "ad"] as const) if (tests[name].pValue <= 0.25) counts[name] += 1;
    }
    for (const count of Object.values(counts))
      expect(Math.abs(count / sets - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / sets));
  });

  it("keeps to a threshold below which nothing was recorded", async () => {
    const data = { exact: values.filter((value) => value > 4), truncation: { lower: 4 } };
    const [right] = fitFamilies(data, { families: ["exponential"] });
    const { tests, failed, intervals } = await bootstrap(data, right!, { replicates: 150 });
    expect(failed).toBe(0);
    expect(tests.ks.pValue).toBeGreaterThan(0.05);
    expect(intervals.rate![0]).toBeLessThan(0.1);
    expect(intervals.rate![1]).toBeGreaterThan(0.1);
    // What is above the threshold, less the threshold, is exponential too.
    const rest = data.exact.map((value) => value - 4);
    const [same] = fitFamilies(rest, { families: ["exponential"] });
    expect(tests.ad.statistic).toBeCloseTo((await bootstrap(rest, same!, { replicates: 1 })).tests.ad.statistic, 6);
  });

  it("tells of progress and stops when asked", async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const found = await bootstrap(values, result!, {
      replicates: 1_000_000,
      signal: controller.signal,
      onProgress: ({ done }) => {
        seen.push(done);
        if (seen.length === 3) controller.abort();
      },
    });
    expect(found.stopped).toBe("aborted");
    expect(found.replicates).toBe(seen.at(-1));
    expect(found.replicates).toBeLessThan(1_000_000);
  });

  it("refuses what it cannot do", async () => {
    await expect(bootstrap({ intervals: [[1, 2, 3]] }, result!)).rejects.toThrow("needs exact values");
    await expect(bootstrap(values, result!, { replicates: 0 })).rejects.toThrow("replicates is a whole number from 1");
    await expect(bootstrap(values, result!, { confidence: 95 })).rejects.toThrow("between 0 and 1, got 95");
    const [none] = fitFamilies([5, 5, 5], { families: ["gamma"] });
    await expect(bootstrap([5, 5, 5], none!)).rejects.toThrow("needs a fit by maximum likelihood");
  });
});
