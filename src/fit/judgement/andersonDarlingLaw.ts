import erfc from "@stdlib/math-base-special-erfc";

/** From here on one term of the limit is all there is of the tail. */
const farTail = 8;

/**
 * P(A² > a) for the Anderson-Darling statistic of `n` values of a continuous law that was known before them: the limit with its
 * correction for n by G. and J. Marsaglia (Journal of Statistical Software 9(2), 2004), good to 2e-5 or so from n = 8 on; in the
 * far tail √3 erfc(√a), where only the slowest term of the limit is left.
 */
export function andersonDarlingSurvival(n: number, a: number): number {
  if (Number.isNaN(a)) return Number.NaN;
  if (a <= 0) return 1;
  if (a >= farTail) return Math.sqrt(3) * erfc(Math.sqrt(a));
  const below = limit(a);
  return Math.min(1, Math.max(0, 1 - below - correction(n, below)));
}

/** P(A² <= a) for n to infinity. */
function limit(a: number): number {
  if (a < 2) {
    const rest = polynomial(a, [2.00012, 0.247105, -0.0649821, 0.0347962, -0.011672, 0.00168691]);
    return (Math.exp(-1.2337141 / a) / Math.sqrt(a)) * rest;
  }
  return Math.exp(-Math.exp(polynomial(a, [1.0776, -2.30695, 0.43424, -0.082433, 0.008056, -0.0003146])));
}

/** What `n` values are off the limit where the limit is `x`. */
function correction(n: number, x: number): number {
  if (x > 0.8) return polynomial(x, [-130.2137, 745.2337, -1705.091, 1950.646, -1116.36, 255.7844]) / n;
  const border = 0.01265 + 0.1757 / n;
  if (x < border) {
    const share = x / border;
    const shape = Math.sqrt(share) * (1 - share) * (49 * share - 102);
    return shape * (0.0037 / n ** 3 + 0.00078 / n ** 2 + 0.00006 / n);
  }
  const share = (x - border) / (0.8 - border);
  const shape = polynomial(share, [-0.00022633, 6.54034, -14.6538, 14.458, -8.259, 1.91864]);
  return shape * (0.04213 / n + 0.01365 / n ** 2);
}

/** Σ coefficients[i] xⁱ. */
function polynomial(x: number, coefficients: readonly number[]): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}
