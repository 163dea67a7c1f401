import { tail } from "./gammaTail.js";
import { halfLogTwoPi } from "./halfLogTwoPi.js";
import { log1pMinus } from "./log1pMinus.js";
import { logBeta } from "./logBeta.js";
import { logGammaOnePlus } from "./logGammaOnePlus.js";
import { logGammaRatio } from "./logGammaRatio.js";
import { stirlingError } from "./stirlingError.js";

/** log(x^a y^b / B(a, b)) with y = 1 - x; the logarithms are arguments because x or y may be too small for a number. */
export function logBetaTerm(a: number, b: number, x: number, y: number, logX: number, logY: number): number {
  if (a < 10 || b < 10) return a * logX + b * logY - logBeta(a, b);
  const sum = a + b;
  const difference = x * b - y * a;
  const u = difference / a;
  const v = -difference / b;
  // log(x / mean) and log(y / (1 - mean)), by how far they are off where that is little. Near the mean the terms of first
  // order cancel exactly, so they are left out of both.
  const isNearX = Math.abs(u) < 0.5;
  const isNearY = Math.abs(v) < 0.5;
  const excess =
    isNearX && isNearY
      ? a * log1pMinus(u) + b * log1pMinus(v)
      : a * (isNearX ? Math.log1p(u) : logX - Math.log(a / sum)) +
        b * (isNearY ? Math.log1p(v) : logY - Math.log(b / sum));
  const errors = stirlingError(sum) - stirlingError(a) - stirlingError(b);
  return excess + errors + 0.5 * (Math.log(a / sum) + Math.log(b)) - halfLogTwoPi;
}

/**
 * A tail of the beta law at x: the regularised incomplete beta function I_x(a, b), or 1 - I_x(a, b) for the upper tail,
 * or the logarithm of either, worked out from the tail that is small there.
 *
 * @param y 1 - x, which the caller may know better than by subtraction
 */
export function betaTail(
  a: number,
  b: number,
  x: number,
  y: number,
  upper: boolean,
  log: boolean,
  logX: number = x < 0.5 ? Math.log(x) : Math.log1p(-y),
  logY: number = y < 0.5 ? Math.log(y) : Math.log1p(-x),
): number {
  if (x > (a + 1) / (a + b + 2)) return betaTail(b, a, y, x, !upper, log, logY, logX);
  if (logX === -Infinity) return tail(0, 0, upper, log);
  const logTerm = logBetaTerm(a, b, x, y, logX, logY);
  const factor = fraction(a, b, x, y);
  if (a < 1 && logTerm + Math.log(factor) > -0.4) return tail(0, upperOfSmallShape(a, b, x, logX), !upper, log);
  return tail(logTerm, factor, upper, log);
}

/** The continued fraction of Didonato and Morris (1992) for I_x(a, b) B(a, b) / (x^a y^b), by Lentz's method. */
function fraction(a: number, b: number, x: number, y: number): number {
  const gap = a * y - b * x + 1;
  let denominator = (a * gap) / (a + 1);
  let c = Infinity;
  let d = 1 / denominator;
  let product = d;
  const most = 10_000 + 100 * Math.sqrt(Math.max(a, b));
  for (let n = 1; ; n += 1) {
    const twice = a + 2 * n;
    const common = (n * (b - n) * x) / (twice - 1);
    const numerator = (common * (a + n - 1) * (a + b + n - 1) * x) / (twice - 1);
    denominator = n + common + ((a + n) * (gap + n * (1 + y))) / (twice + 1);
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    const factor = c * d;
    product *= factor;
    if (Math.abs(factor - 1) < 2e-16) return product;
    if (n > most) throw new Error(`the incomplete beta function did not converge at (${a}, ${b}, ${x})`);
  }
}

/** 1 - I_x(a, b) for a < 1, where it may be far smaller than 1 although x is small: 1 - I_x term by term. */
function upperOfSmallShape(a: number, b: number, x: number, logX: number): number {
  // log(a B(a, b)), small when a is.
  const logPower = a * logX - logGammaOnePlus(a) + logGammaRatio(b, a);
  let sum = 0;
  let term = 1;
  for (let n = 1; n < 10_000; n += 1) {
    term *= ((n - b) / n) * x;
    const next = sum + term / (a + n);
    if (next === sum) break;
    sum = next;
  }
  return -Math.expm1(logPower) - Math.exp(logPower) * a * sum;
}
