import { describe, expect, it } from "vitest";
import { lognormal } from "../../../src/distribution/lognormal.js";
import { pareto } from "../../../src/distribution/pareto.js";
import { akaikeWeights } from "../../../src/fit/judgement/akaikeWeights.js";
import { fewPoints } from "../../../src/fit/judgement/fewPoints.js";
import { heavyTail } from "../../../src/fit/judgement/heavyTail.js";
import { ties } from "../../../src/fit/judgement/ties.js";

describe("warnings", () => {
  it("ties: of values that repeat, with the tick of their clock", () => {
    expect(ties([10, 20, 20, 20, 40])).toEqual({ code: "ties", message: expect.stringContaining("resolution: 10") });
    expect(ties([10, 20, 20, 20, 40])?.message).toContain("2 of 5 values");
    expect(ties([1, 2, 3, 4, 5])).toBeUndefined();
    expect(ties([])).toBeUndefined();
    expect(ties([3, 3, 3])?.message).not.toContain("resolution");
  });

  it("heavy tail: of laws without a variance or a mean", () => {
    expect(heavyTail(pareto(1, 1.5))?.code).toBe("infinite-variance");
    expect(heavyTail(pareto(1, 0.9))?.code).toBe("infinite-mean");
    expect(heavyTail(lognormal(0, 3))).toBeUndefined();
  });

  it("few points: for the number of parameters", () => {
    expect(fewPoints(12, 3)).toEqual({ code: "few-points", message: expect.stringContaining("12 observations for 3") });
    expect(fewPoints(30, 3)).toBeUndefined();
    expect(fewPoints(1, 0)).toBeUndefined();
  });
});

describe("akaikeWeights", () => {
  it("share the evidence", () => {
    expect(akaikeWeights([10, 12, Number.NaN, 10])).toEqual([
      expect.closeTo(1 / (2 + Math.exp(-1)), 14),
      expect.closeTo(Math.exp(-1) / (2 + Math.exp(-1)), 14),
      0,
      expect.closeTo(1 / (2 + Math.exp(-1)), 14),
    ]);
    expect(akaikeWeights([-3000, 3000])).toEqual([1, 0]);
    expect(akaikeWeights([Number.NaN])).toEqual([0]);
  });
});
