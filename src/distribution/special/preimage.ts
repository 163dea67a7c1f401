import type { Distribution } from "../distribution.js";

/**
 * Where the image of a law is asked at x and rounding may have moved the way back by `slack`: the atom that `takesTo` x if
 * there is one within reach, else `value` as it is.
 */
export function preimage(
  distribution: Distribution,
  value: number,
  slack: number,
  takesTo: (atom: number) => boolean,
): number {
  if (distribution.kind === "continuous" || distribution.isAtom(value)) return value;
  const beyond = value + slack;
  const rest = distribution.survival(beyond);
  const atom = rest < 0.5 ? distribution.upperQuantile(rest) : distribution.quantile(distribution.cdf(beyond));
  return Math.abs(atom - value) <= slack && takesTo(atom) ? atom : value;
}
