import { describe, expect, it } from "vitest";
import { lognormal } from "../../../src/distribution/lognormal.js";
import type { FitData } from "../../../src/fit/data.js";
import { fit as fitFamilies } from "../../../src/fit/fit.js";
import { bootstrapIntervals } from "../../../src/fit/judgement/bootstrapIntervals.js";
import { profileIntervals } from "../../../src/fit/judgement/profileInterval.js";
import { stream } from "../../../src/random/stream.js";

const source = stream("weights");
const values = Array.from({ length: 400 }, () => lognormal(3, 0.8).sample(source));
const bounds = Array.from({ length: 12 }, (_, index) => [index === 0 ? 0 : 2 ** index, 2 ** (index + 1)] as const);

const kinds: readonly (readonly [string, FitData])[] = [
  ["exact", { exact: values }],
  ["truncated", { exact: values.filter((value) => value > 8), truncation: { lower: 8 } }],
  [
    "censored",
    { exact: values.filter((value) => value <= 50), rightCensored: values.filter((value) => value > 50).map(() => 50) },
  ],
  [
    "binned",
    {
      intervals: bounds.map(
        ([low, high]) => [low, high, values.filter((value) => value > low && value <= high).length] as const,
      ),
    },
  ],
];

describe("bootstrapIntervals", () => {
  it.each(kinds)("of %s values are about those of the profile likelihood", async (_, data) => {
    const [result] = fitFamilies(data, { families: [lognormal] });
    const { intervals, failed } = await bootstrapIntervals(data, result!, { replicates: 200 });
    expect(failed).toBe(0);
    for (const { parameter, low, high } of profileIntervals(data, lognormal)) {
      const error = result!.standardErrors![parameter]!;
      const [from, to] = intervals[parameter]!;
      expect(Math.abs(from - low) / error, `${parameter}: ${from}, profile ${low}`).toBeLessThan(0.7);
      expect(Math.abs(to - high) / error, `${parameter}: ${to}, profile ${high}`).toBeLessThan(0.7);
    }
  });

  it("are the same for the same seed, leave fixed parameters out, and stop when asked", async () => {
    const [result] = fitFamilies(values, { families: [lognormal], fixed: { mu: 3 } });
    const options = { replicates: 30, seed: 4, fixed: { mu: 3 } };
    const first = await bootstrapIntervals(values, result!, options);
    expect(await bootstrapIntervals(values, result!, options)).toEqual(first);
    expect(Object.keys(first.intervals)).toEqual(["sigma"]);
    const stopped = await bootstrapIntervals(values, result!, { ...options, signal: AbortSignal.abort() });
    expect(stopped).toMatchObject({ stopped: "aborted", replicates: 0, intervals: {} });
  });

  it("refuse what cannot be weighed", async () => {
    const totals = {
      aggregates: [
        [3, 20],
        [4, 31],
      ] as const,
    };
    const [result] = fitFamilies(totals, { families: ["exponential"] });
    await expect(bootstrapIntervals(totals, result!)).rejects.toThrow("totals cannot be weighed one by one");
    await expect(bootstrapIntervals(values, result!, { replicates: 1 })).rejects.toThrow("a whole number from 2");
    await expect(bootstrapIntervals([], result!)).rejects.toThrow("there are no values to fit");
  });
});
