import { betaTail, logBetaTerm } from "./betaTail.js";
import { logBeta } from "./logBeta.js";
import { normalQuantile } from "./normalQuantile.js";
import { solveTail } from "./solveTail.js";

/** The x at which the lower tail of the beta law, or its upper tail, is p. */
export function betaQuantile(a: number, b: number, p: number, upper: boolean): number {
  if (p === (upper ? 1 : 0)) return 0;
  if (p === (upper ? 0 : 1)) return 1;
  // What is near 1 is found as its distance from 1, which has digits that 1 - x has not.
  const half = betaTail(a, b, 0.5, 0.5, upper, false);
  return (upper ? p < half : p > half) ? 1 - upToHalf(b, a, p, !upper) : upToHalf(a, b, p, upper);
}

/** The same where the answer is ½ at most. */
function upToHalf(a: number, b: number, p: number, upper: boolean): number {
  const least = Math.min(p, 1 - p);
  const rising = p > 0.5 === upper;
  return solveTail(
    (x) => betaTail(a, b, x, 1 - x, !rising, true),
    (x) => logBetaTerm(a, b, x, 1 - x, Math.log(x), Math.log1p(-x)) - Math.log(x) - Math.log1p(-x),
    Math.log(least),
    rising,
    guess(a, b, least, rising),
    0,
    // A root that rounding puts a little beyond lies within the bracket too.
    0.5000001,
  );
}

function guess(a: number, b: number, p: number, rising: boolean): number {
  const mean = a / (a + b);
  const z = rising ? normalQuantile(p) : -normalQuantile(p);
  const normal = mean + z * Math.sqrt((mean * (1 - mean)) / (a + b + 1));
  if (a > 1 && b > 1 && normal > 0 && normal < 0.5) return normal;
  // The first term of the lower tail.
  return Math.exp(((rising ? Math.log(p) : Math.log1p(-p)) + Math.log(a) + logBeta(a, b)) / a);
}
