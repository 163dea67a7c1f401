import { type Seed, stream } from "../../src/random/stream.js";

/**
 * A stationary AR(1) series of mean 0: x(i) = a x(i - 1) + z(i), begun in its steady state, so that nothing of it is warm-up.
 */
export function autoregressive(seed: Seed, count: number, coefficient: number): Float64Array {
  const source = stream(seed);
  let last = source.normal() / Math.sqrt(1 - coefficient ** 2);
  return Float64Array.from({ length: count }, () => {
    last = coefficient * last + source.normal();
    return last;
  });
}
