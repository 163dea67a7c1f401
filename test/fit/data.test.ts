import { describe, expect, test } from "vitest";
import { type FitData, isSample, type Measurements, sampleOf } from "../../src/fit/data.js";

function problemOf(data: Measurements): string {
  const sample = sampleOf(data);
  return isSample(sample) ? "none" : `${sample.status}: ${sample.message}`;
}

describe("measurements", () => {
  test("arrays and typed arrays are exact values", () => {
    for (const data of [[1, 2, 3], Float64Array.of(1, 2, 3), Uint32Array.of(1, 2, 3), { exact: [1, 2, 3] }]) {
      const sample = sampleOf(data);
      expect(isSample(sample) && [[...sample.exact], sample.size, sample.complete]).toEqual([[1, 2, 3], 3, true]);
    }
  });

  test("the size is the sum of weights, counts and rows", () => {
    const sample = sampleOf({
      exact: [1, 2, 3],
      weights: [0.5, 0, 2],
      leftCensored: [1],
      rightCensored: [9, 9],
      intervals: [
        [0, 1, 7],
        [1, Infinity, 0],
      ],
      aggregates: [[4, 10]],
    });
    expect(isSample(sample) && [sample.size, [...sample.exact], sample.intervals.length]).toEqual([13.5, [1, 3], 1]);
  });

  test("ticks of a clock become intervals, equal ones together", () => {
    const sample = sampleOf([20, 10, 20, 30], 10);
    expect(isSample(sample) && sample.intervals).toEqual([
      [5, 15, 1],
      [15, 25, 2],
      [25, 35, 1],
    ]);
  });

  test.each<[Measurements, RegExp]>([
    [[], /^no-data: there are no values/],
    [{}, /^no-data/],
    [{ exact: [1, 2], weights: [0, 0] }, /^no-data: every value has weight or count 0/],
    [{ intervals: [[0, 1, 0]] }, /^no-data: every value/],
    [[1, Number.NaN], /^invalid-data: exact\[1\] is NaN/],
    [[Infinity], /^invalid-data: exact\[0\] is Infinity/],
    [{ rightCensored: [Infinity] }, /^invalid-data: rightCensored\[0\]/],
    [{ exact: [1], weights: [-1] }, /^invalid-data: weights\[0\] is -1/],
    [{ exact: [1], weights: [1, 2] }, /^invalid-data: there are 2 weights for 1 exact/],
    [{ intervals: [[2, 2, 1]] }, /^invalid-data: intervals\[0\]/],
    [{ intervals: [[1, 2, -1]] }, /^invalid-data: intervals\[0\]/],
    [{ aggregates: [[2, Number.NaN]] }, /^invalid-data: aggregates\[0\]/],
    [
      { exact: [3], truncation: { lower: 3 } },
      /^invalid-data: exact\[0\] is 3, outside the truncation \(3, Infinity\]/,
    ],
    [{ exact: [3], truncation: { lower: 5, upper: 4 } }, /^invalid-data: truncation: lower \(5\)/],
    [{ exact: [3], truncation: { lower: 1 }, leftCensored: [1] }, /^invalid-data: leftCensored\[0\]/],
    [{ exact: [3], truncation: { upper: 9 }, rightCensored: [9] }, /^invalid-data: rightCensored\[0\]/],
    [{ intervals: [[0, 1, 3]], truncation: { lower: 1 } }, /^invalid-data: the interval \(0, 1\]/],
    [{ aggregates: [[2, 3]], truncation: { lower: 1 } }, /^invalid-data: aggregates and truncation/],
  ])("%j is refused: %s", (data, message) => {
    expect(problemOf(data)).toMatch(message);
  });

  test("what is not data throws", () => {
    expect(() => sampleOf("12" as unknown as FitData)).toThrow(TypeError);
    expect(() => sampleOf(null as unknown as FitData)).toThrow(TypeError);
    expect(() => sampleOf([1], 0)).toThrow(RangeError);
  });
});
