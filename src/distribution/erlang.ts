import { type Family, family, requirePositive } from "./distribution.js";
import { gamma } from "./gamma.js";

/**
 * The Erlang distribution, of the sum of `shape` exponential steps: the gamma law with a whole shape. Its mean is
 * shape · scale.
 *
 * @param shape the number of steps, a whole number from 1
 * @param scale the mean of one step, in the unit of x, positive
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const erlang: Family<[shape: number, scale: number]> = family("erlang", ["shape", "scale"], (shape, scale) => {
  if (!(Number.isSafeInteger(shape) && shape >= 1))
    throw new RangeError(`erlang: shape must be a whole number from 1, got ${shape}`);
  requirePositive("erlang", "scale", scale);
  return gamma(shape, scale);
});
