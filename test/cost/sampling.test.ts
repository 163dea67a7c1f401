import { expect, it } from "vitest";
import { sampling } from "../../src/cost/sampling.js";
import { Stream } from "../../src/random/stream.js";

it("has the errors of samples that are drawn", () => {
  const [every, events, share] = [20, 4000, 0.1];
  const stream = Stream.from("sampling");
  const counts: number[] = [];
  const shares: number[] = [];
  for (let trial = 0; trial < 2000; trial++) {
    let taken = 0;
    let long = 0;
    for (let event = 0; event < events; event++) {
      if (stream.uniform() * every >= 1) continue;
      taken++;
      if (event < share * events) long++;
    }
    counts.push(taken * every);
    shares.push(long / taken);
  }
  const deviation = (values: readonly number[]): number => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
  };
  const expected = sampling(every, events, share);
  expect(deviation(counts) / events / expected.countError).toBeCloseTo(1, 1);
  // Without the factor √(1 - 1/N) of a sample from so many and no more, 2.5 % here.
  expect(deviation(shares) / expected.shareError).toBeCloseTo(1, 1);
  expect(expected.share).toBe(0.05);
});

it("loses nothing where each event is looked at", () => {
  expect(sampling(1, 1000)).toEqual({ share: 1, countError: 0, shareError: Math.sqrt(0.25 / 1000), longer: 1 });
});

it.each<[Parameters<typeof sampling>, string]>([
  [[0, 10], "sampling: expected a whole number from 1, got 0"],
  [[2, 0], "events: expected a number above 0, got 0"],
  [[2, 10, 1.5], "share: expected a number between 0 and 1, got 1.5"],
])("refuses %j", (parameters, message) => {
  expect(() => sampling(...parameters)).toThrow(message);
});
