import type { Stream } from "../../random/stream.js";
import { logGammaTerm } from "../special/gammaTail.js";

/** A Poisson number; an infinite mean, as that of a law with a heavy tail may come out, gives an infinite one. */
export function samplePoisson(lambda: number, stream: Stream): number {
  if (lambda === Infinity) return Infinity;
  return lambda < 10 ? countArrivals(lambda, stream) : transformedRejection(lambda, stream);
}

/** How many arrivals a unit of time sees, one by one. */
function countArrivals(lambda: number, stream: Stream): number {
  let count = 0;
  for (let time = stream.exponential(); time <= lambda; time += stream.exponential()) count += 1;
  return count;
}

/** Hörmann's transformed rejection with squeeze, PTRS (1993): exact for lambda >= 10, at a cost that does not grow. */
function transformedRejection(lambda: number, stream: Stream): number {
  const b = 0.931 + 2.53 * Math.sqrt(lambda);
  const a = -0.059 + 0.02483 * b;
  const alpha = 1.1239 + 1.1328 / (b - 3.4);
  const certain = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = stream.uniform() - 0.5;
    const v = 1 - stream.uniform();
    const distance = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / distance + b) * u + lambda + 0.43);
    if (distance >= 0.07 && v <= certain) return k;
    if (k < 0 || (distance < 0.013 && v > distance)) continue;
    if (Math.log((v * alpha) / (a / (distance * distance) + b)) <= logGammaTerm(k, lambda)) return k;
  }
}
