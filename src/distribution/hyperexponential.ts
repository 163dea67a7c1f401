import { type Family, family, requireNumbers, requirePositive, requireWeights } from "./distribution.js";
import { exponential } from "./exponential.js";
import { mixture } from "./mixture.js";

/**
 * The hyperexponential distribution: exponential with rates[i], with probability probabilities[i];
 * P(X > x) = Σ probabilities[i] e^(-rates[i] x), for x >= 0. It varies more than one exponential.
 *
 * @param probabilities not negative; taken relative to their sum
 * @param rates events per unit of x, positive, as many
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const hyperexponential: Family<[probabilities: readonly number[], rates: readonly number[]]> = family(
  "hyperexponential",
  ["probabilities", "rates"],
  (probabilities, rates) => {
    requireNumbers("hyperexponential", "rates", rates);
    rates.forEach((rate, index) => {
      requirePositive("hyperexponential", `rates[${index}]`, rate);
    });
    requireWeights("hyperexponential", "probabilities", probabilities, rates.length);
    return mixture(
      probabilities,
      rates.map((rate) => exponential(rate)),
    );
  },
);
