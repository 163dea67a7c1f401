import { requireArray, requireObject } from "../../argument/argument.js";
import type { Distribution } from "../../distribution/distribution.js";
import { normalTail } from "../../distribution/special/normalTail.js";

/** Which of two laws is nearer to what the values come from. */
export interface Vuong {
  /** Standard normal where both are equally near; positive where the first is nearer. */
  readonly statistic: number;
  /** Of "both are equally near", two-sided. */
  readonly pValue: number;
  /** At the 5 % level. */
  readonly better: "first" | "second" | "neither";
}

/**
 * Vuong's test between two fitted laws that do not contain each other (Econometrica 57, 1989): the difference of the
 * log-likelihoods of each value, its mean over its standard error. The law with more parameters pays for them as in BIC.
 *
 * @param values exact values, of the sample both laws were fitted to
 * @param parameters how many of each law were estimated
 * @throws RangeError for fewer than two values
 */
export function vuong(
  values: ArrayLike<number>,
  first: Distribution,
  second: Distribution,
  parameters: readonly [first: number, second: number] = [0, 0],
): Vuong {
  requireArray("vuong", "a list of values", values);
  requireObject("vuong", "a distribution", first, "cdf");
  requireObject("vuong", "a distribution", second, "cdf");
  const n = values.length;
  if (n < 2) throw new RangeError(`the test of two laws needs at least 2 values, got ${n}`);
  const differences = Float64Array.from(values, (value) => first.logPdf(value) - second.logPdf(value));
  const sum = differences.reduce((total, each) => total + each, 0);
  if (!Number.isFinite(sum)) return certain(sum);
  const mean = sum / n;
  const spread = Math.sqrt(differences.reduce((total, each) => total + (each - mean) ** 2, 0) / n);
  const penalty = 0.5 * (parameters[0] - parameters[1]) * Math.log(n);
  // Two laws that agree on every value, as nested ones may, are equally near.
  if (spread <= 1e-12 * Math.abs(mean) || spread === 0) return { statistic: 0, pValue: 1, better: "neither" };
  const statistic = (sum - penalty) / (Math.sqrt(n) * spread);
  const pValue = 2 * normalTail(-Math.abs(statistic));
  return { statistic, pValue, better: pValue >= 0.05 ? "neither" : statistic > 0 ? "first" : "second" };
}

/** A law under which a value cannot occur is out, whatever the rest say; two such laws say nothing. */
function certain(sum: number): Vuong {
  if (Number.isNaN(sum)) return { statistic: Number.NaN, pValue: Number.NaN, better: "neither" };
  return { statistic: sum, pValue: 0, better: sum > 0 ? "first" : "second" };
}
