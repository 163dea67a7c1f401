import { describe, expect, it } from "vitest";
import { andersonDarlingSurvival } from "../../../src/fit/judgement/andersonDarlingLaw.js";
import { cramerVonMisesSurvival } from "../../../src/fit/judgement/cramerVonMisesLaw.js";
import { kolmogorovSurvival } from "../../../src/fit/judgement/kolmogorovLaw.js";

// SciPy 1.17 and an inversion of characteristic functions, see judgement.py.
describe("laws of statistics of fit", () => {
  it.each([
    [2, 0.4949747468305832, 0.5198989873223334],
    [10, 0.22135943621178653, 0.6351973561873129],
    [10, 0.4300697617828996, 0.03390127427554823],
    [10, 0.9486832980505138, 2.5328960507819476e-13],
    [50, 0.07071067811865475, 0.9487944875162981],
    [100, 0.09, 0.3706320255863282],
    [140, 0.1436762233038478, 0.005512649956895175],
    [141, 0.07579367289598671, 0.37400402448477066],
    [1000, 0.04300697617828996, 0.0480530330137775],
    [1000, 0.09486832980505139, 2.7683606440184413e-8],
    [100_000, 0.003478505426185217, 0.177307213591698],
  ])("Kolmogorov: %d values, %d", (n, d, expected) => {
    expect(kolmogorovSurvival(n, d) / expected).toBeCloseTo(1, 7);
  });

  it("Kolmogorov: from one end to the other", () => {
    expect(kolmogorovSurvival(20, 0.5 / 20)).toBe(1);
    expect(kolmogorovSurvival(20, 1)).toBe(0);
    expect(kolmogorovSurvival(1, 0.7)).toBeCloseTo(0.6, 14);
    expect(kolmogorovSurvival(1_000_000, 0.005) / 3.8436375474778123e-22).toBeCloseTo(1, 3);
    for (const n of [1, 3, 30, 139, 140, 141, 500, 2000, 100_001]) {
      let last = 1;
      for (let z = 0.2; z < 3; z += 0.01) {
        const p = kolmogorovSurvival(n, z / Math.sqrt(n));
        expect(p).toBeLessThanOrEqual(last + 3e-6);
        last = p;
      }
    }
  });

  it.each([
    [0.05, 0.8762809310633413],
    [0.119, 0.49950585286719223],
    [0.347, 0.1001912486851314],
    [0.461, 0.05010712720094829],
    [0.743, 0.010025523981369744],
    [1.168, 0.000999244520260456],
  ])("Cramér-von Mises: the limit at %d", (w, expected) => {
    expect(cramerVonMisesSurvival(1e9, w)).toBeCloseTo(expected, 5);
  });

  it.each([
    [0.3, 0.9381576362157059],
    [0.774, 0.5001607517379179],
    [1.933, 0.09999462320082758],
    [2.492, 0.05002218635631234],
    [3.857, 0.01024115322929292],
    [6, 0.0009674519414645255],
  ])("Anderson-Darling: the limit at %d", (a, expected) => {
    expect(Math.abs(andersonDarlingSurvival(1e9, a) - expected)).toBeLessThan(2e-5);
  });

  it("their tails join where one term takes over", () => {
    expect(cramerVonMisesSurvival(1e9, 2) / cramerVonMisesSurvival(1e9, 1.999999)).toBeCloseTo(1, 1);
    expect(andersonDarlingSurvival(1e9, 8) / andersonDarlingSurvival(1e9, 7.999999)).toBeCloseTo(1, 1);
    expect(cramerVonMisesSurvival(300, 4)).toBeGreaterThan(0);
    expect(andersonDarlingSurvival(300, 300)).toBeGreaterThan(0);
    expect(andersonDarlingSurvival(10, Infinity)).toBe(0);
  });
});
