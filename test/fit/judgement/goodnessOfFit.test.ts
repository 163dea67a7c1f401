import { describe, expect, it } from "vitest";
import { distributionFrom } from "../../../src/distribution/families.js";
import { andersonDarling } from "../../../src/fit/judgement/andersonDarling.js";
import { andersonDarlingSurvival } from "../../../src/fit/judgement/andersonDarlingLaw.js";
import { cramerVonMises } from "../../../src/fit/judgement/cramerVonMises.js";
import { cramerVonMisesSurvival } from "../../../src/fit/judgement/cramerVonMisesLaw.js";
import { kolmogorovSurvival } from "../../../src/fit/judgement/kolmogorovLaw.js";
import { kolmogorovSmirnov } from "../../../src/fit/judgement/kolmogorovSmirnov.js";
import { hasSharedData } from "../../sharedData.js";
import { exactOf, referenceCases } from "./cases.js";

const judged = referenceCases().filter(({ gof }) => gof);

describe.skipIf(!hasSharedData)("goodness of fit at given parameters", () => {
  it("has the cases of the reference", () => {
    expect(judged.length).toBeGreaterThan(0);
  });

  for (const each of judged)
    it(each.id, () => {
      const sorted = Float64Array.from(exactOf(each)).sort();
      const n = sorted.length;
      const wrong: string[] = [];
      const check = (what: string, value: number, expected: number, tolerance: number): void => {
        if (!(Math.abs(value - expected) <= tolerance)) wrong.push(`${what}: ${value}, expected ${expected}`);
      };
      for (const at of ["atMle", "atGiven"] as const) {
        const given = each.gof?.[at];
        if (!given) continue;
        const parameters = given.params ?? (each.expected.params as Record<string, number>);
        const distribution = distributionFrom({ family: each.family, parameters });
        check(`${at} ks`, kolmogorovSmirnov(sorted, distribution), given.ks, 1e-9 * given.ks);
        check(`${at} cvm`, cramerVonMises(sorted, distribution), given.cvm, 1e-9 * given.cvm);
        const ad = andersonDarling(sorted, distribution);
        if (given.ad === null) expect(ad).toBe(Infinity);
        else check(`${at} ad`, ad, given.ad, 1e-9 * given.ad);
        check(`${at} ksP`, kolmogorovSurvival(n, given.ks), given.ksP, 1e-6);
        check(`${at} cvmP`, cramerVonMisesSurvival(n, given.cvm), given.cvmP, 1e-4);
        if (given.adP !== undefined) check(`${at} adP`, andersonDarlingSurvival(n, given.ad!), given.adP, 5e-4);
      }
      expect(wrong).toEqual([]);
    });
});
