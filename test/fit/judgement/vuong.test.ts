import { describe, expect, it } from "vitest";
import { exponential } from "../../../src/distribution/exponential.js";
import { lognormal } from "../../../src/distribution/lognormal.js";
import { uniform } from "../../../src/distribution/uniform.js";
import { vuong } from "../../../src/fit/judgement/vuong.js";

const values = [2.1, 3.4, 1.2, 8.8, 4.1, 2.9, 15.2, 6.6, 3.3, 5.0];

describe("vuong", () => {
  it("compares two laws by the log-likelihoods of the values", () => {
    // NumPy and SciPy 1.17, see judgement.py.
    const found = vuong(values, lognormal(1.4, 0.7), exponential(1 / 5.26), [2, 1]);
    expect(found.statistic).toBeCloseTo(0.710020769045601, 12);
    expect(found.pValue).toBeCloseTo(0.4776912569625438, 12);
    expect(found.better).toBe("neither");
    const turned = vuong(values, exponential(1 / 5.26), lognormal(1.4, 0.7), [1, 2]);
    expect(turned.statistic).toBeCloseTo(-found.statistic, 12);
  });

  it("decides where one law excludes a value, and not between equal laws", () => {
    expect(vuong(values, exponential(0.2), uniform(0, 10))).toMatchObject({ better: "first", pValue: 0 });
    expect(vuong(values, exponential(0.2), exponential(0.2))).toEqual({ statistic: 0, pValue: 1, better: "neither" });
    const many = Array.from({ length: 200 }, (_, index) => exponential(0.2).quantile((index + 0.5) / 200));
    expect(vuong(many, exponential(0.2), lognormal(4, 0.5)).better).toBe("first");
    expect(vuong(many, lognormal(4, 0.5), exponential(0.2)).better).toBe("second");
  });

  it("needs values", () => {
    expect(() => vuong([1], exponential(1), exponential(2))).toThrow("needs at least 2 values, got 1");
  });
});
