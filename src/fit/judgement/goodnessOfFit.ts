import type { Distribution } from "../../distribution/distribution.js";
import { truncated } from "../../distribution/truncated.js";
import type { Sample } from "../data.js";
import { andersonDarling } from "./andersonDarling.js";
import { andersonDarlingSurvival } from "./andersonDarlingLaw.js";
import { cramerVonMises } from "./cramerVonMises.js";
import { cramerVonMisesSurvival } from "./cramerVonMisesLaw.js";
import { kolmogorovSurvival } from "./kolmogorovLaw.js";
import { kolmogorovSmirnov } from "./kolmogorovSmirnov.js";

/** The statistics of fit: of Kolmogorov and Smirnov, Cramér and von Mises, Anderson and Darling. */
export const statisticNames = ["ks", "cvm", "ad"] as const;

export type StatisticName = (typeof statisticNames)[number];

/** A number for each of them. */
export type Statistics = Readonly<Record<StatisticName, number>>;

/** How far a law is from values, by all three. */
export function statisticsOf(sorted: ArrayLike<number>, distribution: Distribution): Statistics {
  return {
    ks: kolmogorovSmirnov(sorted, distribution),
    cvm: cramerVonMises(sorted, distribution),
    ad: andersonDarling(sorted, distribution),
  };
}

/**
 * The probability of statistics as large or larger for `n` values of a continuous law that was known before them. For a law fitted to
 * the same values these p-values are far too large: use `bootstrapTests`.
 */
export function pValuesOfKnownLaw(n: number, { ks, cvm, ad }: Statistics): Statistics {
  return {
    ks: kolmogorovSurvival(n, ks),
    cvm: cramerVonMisesSurvival(n, cvm),
    ad: andersonDarlingSurvival(n, ad),
  };
}

/** A law as far as a sample records it: within its truncation. */
export function asRecorded(
  distribution: Distribution,
  { lower, upper }: Pick<Sample, "lower" | "upper">,
): Distribution {
  return lower > -Infinity || upper < Infinity ? truncated(distribution, lower, upper) : distribution;
}

/** The values of a sample that has nothing but exact ones, each counted once, rising; undefined where there are others. */
export function plainValues({ exact, weights, size }: Sample): Float64Array | undefined {
  return weights === undefined && exact.length === size ? exact.slice().sort() : undefined;
}
