import type { Role } from "../distribution/estimation.js";
import { normalQuantile } from "../distribution/special/normalQuantile.js";
import { rangeOf, transformBetween } from "./transform.js";

/** From a low to a high value, by parameter. */
export type ConfidenceIntervals = Readonly<Record<string, readonly [low: number, high: number]>>;

/**
 * Wald's intervals, estimate ± z · standard error, on a scale without bounds: the logarithm of a positive parameter, the log
 * odds of a probability. They stay in the range of the parameter, and small samples miss the truth less often with them than with
 * those on the scale of the parameter itself; profile intervals are better still where the likelihood is skew.
 *
 * @param roles of the parameters, by name; those without a standard error have no interval
 * @param confidence between 0 and 1; 0.95 unless given
 */
export function waldIntervals(
  parameters: Readonly<Record<string, number>>,
  standardErrors: Readonly<Record<string, number>>,
  roles: Readonly<Record<string, Role>>,
  confidence = 0.95,
): ConfidenceIntervals {
  const z = -normalQuantile(0.5 - 0.5 * confidence);
  return Object.fromEntries(
    Object.entries(standardErrors).map(([name, error]) => {
      const { free, bound, slope } = transformBetween(...rangeOf(roles[name]!));
      const centre = free(parameters[name]!);
      const away = (z * error) / slope(centre);
      return [name, [bound(centre - away), bound(centre + away)] as const];
    }),
  );
}
