import { halfLogTwoPi } from "./halfLogTwoPi.js";
import { log1pMinus } from "./log1pMinus.js";
import { logGammaOnePlus } from "./logGammaOnePlus.js";
import { scaledErfc } from "./scaledErfc.js";
import { stirlingError } from "./stirlingError.js";

/** log(x^shape e^-x / Γ(shape + 1)) for shape >= 0 and x > 0: the logarithm of a Poisson probability, for any shape. */
export function logGammaTerm(shape: number, x: number): number {
  if (shape < 10) return (shape === 0 ? 0 : shape * Math.log(x)) - x - logGammaOnePlus(shape);
  const difference = x - shape;
  const excess =
    Math.abs(difference) < 0.5 * shape
      ? shape * log1pMinus(difference / shape)
      : shape * Math.log(x / shape) - difference;
  return excess - stirlingError(shape) - halfLogTwoPi - 0.5 * Math.log(shape);
}

/**
 * A tail of the gamma law with scale 1 at x >= 0: the regularised incomplete gamma function P(shape, x), or Q(shape, x)
 * for the upper tail, or the logarithm of either. Each is worked out from the tail that is small there, which keeps
 * its relative precision as far as numbers reach, and its logarithm beyond.
 */
export function gammaTail(shape: number, x: number, upper: boolean, log: boolean): number {
  if (x === 0) return tail(0, 0, upper, log);
  if (x === Infinity) return tail(0, 0, !upper, log);
  if (shape >= 20) {
    const halfSquare = -log1pMinus((x - shape) / shape);
    if (halfSquare <= 0.5) return tailNearMode(shape, x, halfSquare, upper, log);
  }
  if (x < (shape < 1 ? 1 : shape + 1)) {
    const logTerm = logGammaTerm(shape, x);
    const sum = series(shape, x);
    if (shape < 1 && logTerm + Math.log(sum) > -0.4) return tail(0, upperOfSmallShape(shape, x), !upper, log);
    return tail(logTerm, sum, upper, log);
  }
  return tail(logGammaTerm(shape, x) + Math.log(shape), fraction(shape, x), !upper, log);
}

/** The tail e^exponent · factor, its logarithm, or those of the other tail. */
export function tail(exponent: number, factor: number, other: boolean, log: boolean): number {
  if (other) {
    const value = Math.exp(exponent) * factor;
    return log ? Math.log1p(-value) : 1 - value;
  }
  return log ? exponent + Math.log(factor) : Math.exp(exponent) * factor;
}

/** 1 + x / (shape + 1) + x² / ((shape + 1) (shape + 2)) + … = P(shape, x) over its first term. */
function series(shape: number, x: number): number {
  let sum = 1;
  let term = 1;
  for (let n = 1; term > 1e-17 * sum; n += 1) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum;
}

/** Legendre's continued fraction for Γ(shape, x) x^-shape e^x, by Lentz's method. */
function fraction(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = Infinity;
  let d = 1 / b;
  let product = d;
  for (let n = 1; ; n += 1) {
    const a = n * (shape - n);
    b += 2;
    d = 1 / (b + a * d);
    c = b + a / c;
    const factor = c * d;
    product *= factor;
    if (Math.abs(factor - 1) < 2e-16) return product;
    if (n > 100_000) throw new Error(`the incomplete gamma function did not converge at (${shape}, ${x})`);
  }
}

/** Q for shape < 1 and x < 1, where it may be far smaller than 1 although x is small: 1 - P term by term. */
function upperOfSmallShape(shape: number, x: number): number {
  const logPower = shape * Math.log(x) - logGammaOnePlus(shape);
  let sum = 0;
  let term = 1;
  for (let n = 1; n < 30; n += 1) {
    term *= -x / n;
    sum += term / (shape + n);
  }
  return -Math.expm1(logPower) - Math.exp(logPower) * shape * sum;
}

/** η / (λ - 1) in powers of η, where ½ η² = λ - 1 - log λ. */
const ratio = [
  1, -0.3333333333333333, 0.08333333333333333, -0.014814814814814815, 0.0011574074074074073, 0.0003527336860670194,
  -0.0001787551440329218, 3.919263178522438e-5, -2.185448510679992e-6, -1.85406221071516e-6, 8.296711340953087e-7,
  -1.7665952736826078e-7, 6.707853543401498e-9, 1.0261809784240309e-8, -4.382036018453353e-9, 9.14769958223679e-10,
  -2.5514193994946248e-11, -5.830772132550426e-11, 2.4361948020667415e-11, -5.0276692801141755e-12,
  1.1004392031956135e-13, 3.371763262400985e-13, -1.392388722418162e-13, 2.8534893807047445e-14, -5.139111834242572e-16,
  -1.9752288294349442e-15, 8.099521156704561e-16, -1.6522531216398162e-16,
];

/**
 * Temme's expansion, uniform in x / shape: Q = ½ erfc(η √(shape/2)) + S(η) exp(-½ shape η²) / √(2π shape). The series of
 * S follows from its differential equation, from the last coefficient down, which is the order Horner's rule takes too.
 */
function tailNearMode(shape: number, x: number, halfSquare: number, upper: boolean, log: boolean): number {
  const eta = (x < shape ? -1 : 1) * Math.sqrt(2 * halfSquare);
  let later = 0;
  let last = 0;
  let sum = 0;
  let slope = 0;
  for (let n = ratio.length - 1; n >= 1; n -= 1) {
    const coefficient = ((n + 1) * later) / shape + ratio[n]!;
    later = last;
    last = coefficient;
    sum = sum * eta + coefficient;
    if (n === 2) slope = coefficient;
  }
  const correction = sum / (1 + slope / shape) / Math.sqrt(2 * Math.PI * shape);
  const sign = eta < 0 ? -1 : 1;
  const factor = 0.5 * scaledErfc(Math.abs(eta) * Math.sqrt(0.5 * shape)) + sign * correction;
  return tail(-shape * halfSquare, factor, upper !== eta >= 0, log);
}
