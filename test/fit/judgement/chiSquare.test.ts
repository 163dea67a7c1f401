import { describe, expect, it } from "vitest";
import { lognormal } from "../../../src/distribution/lognormal.js";
import { uniform } from "../../../src/distribution/uniform.js";
import { chiSquare, chiSquareSurvival } from "../../../src/fit/judgement/chiSquare.js";

// SciPy 1.17, see judgement.py.
describe("chiSquare", () => {
  it("is Pearson's test", () => {
    const found = chiSquare(
      [
        [0, 10, 5],
        [10, 20, 14],
        [20, 40, 30],
        [40, 80, 27],
        [80, 160, 16],
        [160, Infinity, 8],
      ],
      lognormal(3.5, 1),
      2,
    );
    expect(found.statistic).toBeCloseTo(7.471392515403702, 10);
    expect(found.pValue).toBeCloseTo(0.058298074613791634, 12);
    expect(found.degreesOfFreedom).toBe(3);
    expect(found.bins[0]!.expected).toBeCloseTo(11.557243809028112, 10);
    expect(found.bins[0]!.residual).toBeCloseTo((5 - 11.557243809028112) / Math.sqrt(11.557243809028112), 10);
  });

  it("knows the law of its statistic", () => {
    expect(
      [
        [0.5, 1],
        [7, 4],
        [80, 20],
      ].map(([x, degrees]) => chiSquareSurvival(x!, degrees!)),
    ).toEqual([
      expect.closeTo(0.47950012218695337, 13),
      expect.closeTo(0.13588822540043327, 13),
      expect.closeTo(3.925932226286184e-9, 20),
    ]);
  });

  it("joins buckets that expect too little, and counts what lies between and outside them", () => {
    const { bins, statistic } = chiSquare(
      [
        [2, 4, 30],
        [6, 6.1, 0],
        [6.1, 8, 50],
      ],
      uniform(0, 10),
      0,
    );
    expect(bins.map(({ low, high }) => [low, high])).toEqual([
      [-Infinity, 2],
      [2, 4],
      [4, 6],
      [6, 8],
      [8, Infinity],
    ]);
    expect(bins.reduce((sum, { expected }) => sum + expected, 0)).toBeCloseTo(80, 10);
    expect(statistic).toBeCloseTo(16 + 14 ** 2 / 16 + 16 + 34 ** 2 / 16 + 16, 10);
  });

  it("compares within a truncation", () => {
    const { bins } = chiSquare(
      [
        [2, 4, 50],
        [4, 6, 50],
      ],
      uniform(0, 10),
      0,
      [2, 6],
    );
    expect(bins.map(({ expected }) => expected)).toEqual([expect.closeTo(50, 10), expect.closeTo(50, 10)]);
  });

  it("has no p-value without a degree of freedom", () => {
    expect(
      chiSquare(
        [
          [0, 5, 50],
          [5, 10, 50],
        ],
        uniform(0, 10),
        2,
      ).pValue,
    ).toBeNaN();
  });
});
