import type { Distribution } from "../distribution/distribution.js";
import { families } from "../distribution/families.js";
import { mixture } from "../distribution/mixture.js";
import { normalQuantile } from "../distribution/special/normalQuantile.js";
import type { FittedFamily } from "../fit/fittedFamily.js";
import type { FitResult } from "../fit/result.js";
import type { Interval } from "./proportion.js";

/** Of its standard errors, over which derivatives are taken. */
const step = 1e-3;

/**
 * The share above x by a fitted law with its interval by the delta method: logit S(x) ± z √(g' C g), where g are its derivatives by the
 * parameters and C their covariance. It supposes that the family is right. A law without a covariance, as one at the end of its range, has
 * no interval: both ends are the share.
 */
export function lawShareAbove(result: FitResult, x: number, confidence: number): readonly [share: number, ...Interval] {
  const { distribution, parameters, covariance } = result;
  const share = distribution!.survival(x);
  const make = covariance && parameters && maker(result);
  if (!make || !(share > 0 && share < 1)) return [share, share, share];
  const logit = (values: Readonly<Record<string, number>>): number => {
    const law = make(values);
    return law.logSurvival(x) - law.logCdf(x);
  };
  const { order, matrix } = covariance;
  const errors = order.map((_, row) => Math.sqrt(matrix[row]![row]!));
  let slopes: number[];
  try {
    slopes = order.map((name, index) => {
      const away = step * errors[index]!;
      const at = (offset: number) => logit({ ...parameters, [name]: parameters[name]! + offset });
      return (at(away) - at(-away)) / (2 * away);
    });
  } catch {
    // A parameter so near the end of its range that a step leaves it.
    return [share, share, share];
  }
  const variance = slopes.reduce(
    (sum, slope, row) =>
      sum + slopes.reduce((inner, other, column) => inner + slope * matrix[row]![column]! * other, 0),
    0,
  );
  const away = -normalQuantile(0.5 - 0.5 * confidence) * Math.sqrt(Math.max(0, variance));
  if (!Number.isFinite(away)) return [share, share, share];
  const centre = Math.log(share / (1 - share));
  return [share, ...([centre - away, centre + away].map((end) => 1 / (1 + Math.exp(-end))) as [number, number])];
}

/** What makes the law of a result from its parameters; none for a law that is of another family than the one that was asked for. */
function maker({
  family: name,
  distribution,
  parameters = {},
}: FitResult): ((values: Readonly<Record<string, number>>) => Distribution) | undefined {
  const family = families.get(name) as FittedFamily | undefined;
  if (!family || !distribution) return undefined;
  if (distribution.family === name) return (values) => family(...family.parameterNames.map((each) => values[each]!));
  if (distribution.family !== "mixture") return undefined;
  const numbers = Object.keys(parameters).flatMap((each) => /^weight(\d+)$/.exec(each)?.[1] ?? []);
  return (values) =>
    mixture(
      numbers.map((number) => values[`weight${number}`]!),
      numbers.map((number) => family(...family.parameterNames.map((each) => values[`${each}${number}`]!))),
    );
}
