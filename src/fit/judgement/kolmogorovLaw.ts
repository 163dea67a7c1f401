import gammaln from "@stdlib/math-base-special-gammaln";

/** Up to here the exact formula is used throughout. */
const exactUpTo = 140;

/**
 * P(D > d) for the largest distance D between the distribution function of a continuous law and that of `n` values of it,
 * where the law was known before the values: the Kolmogorov-Smirnov test.
 *
 * Exact up to n = 140, by Durbin's matrix formula (G. Marsaglia, W. W. Tsang, J. Wang, Journal of Statistical Software 8(18),
 * 2003); beyond, within 3e-6, by the expansion of W. Pelz and I. J. Good (Journal of the Royal Statistical Society B 38, 1976)
 * where that holds; in the far tail by Smirnov's sum for one side, with its relative precision. Which of them where: R. Simard,
 * P. L'Ecuyer, Journal of Statistical Software 39(11), 2011.
 */
export function kolmogorovSurvival(n: number, d: number): number {
  if (Number.isNaN(d)) return Number.NaN;
  if (d <= 0.5 / n) return 1;
  if (d >= 1) return 0;
  // Both sides are crossed at once with probability e^(-8nd²) or so.
  const farTail = n <= exactUpTo ? 4 : 2.2;
  if (d >= 0.5 || n * d * d >= farTail) return Math.min(1, 2 * smirnovSurvival(n, d));
  const exact = n <= exactUpTo || (n <= 100_000 && n * d ** 1.5 <= 1.4);
  return Math.min(1, Math.max(0, 1 - (exact ? durbin(n, d) : pelzGood(n, d))));
}

/** P(D⁺ > d) of one side: d Σ C(n, j) (d + j/n)^(j - 1) (1 - d - j/n)^(n - j); beyond 10⁵ values exp(-(6nd + 1)² / (18n)). */
function smirnovSurvival(n: number, d: number): number {
  if (n > 100_000) return Math.exp(-((6 * n * d + 1) ** 2) / (18 * n));
  const last = Math.floor(n * (1 - d));
  const logFactorial = gammaln(n + 1);
  let sum = 0;
  for (let j = 0; j <= last; j += 1) {
    const rest = 1 - d - j / n;
    if (rest <= 0) continue;
    const logChoose = logFactorial - gammaln(j + 1) - gammaln(n - j + 1);
    sum += Math.exp(logChoose + (j - 1) * Math.log(d + j / n) + (n - j) * Math.log(rest));
  }
  return d * sum;
}

/** P(D < d) = n! / nⁿ times the middle element of Hⁿ. */
function durbin(n: number, d: number): number {
  const k = Math.floor(n * d) + 1;
  const m = 2 * k - 1;
  const h = k - n * d;
  const matrix = new Float64Array(m * m);
  for (let row = 0; row < m; row += 1)
    for (let column = 0; column < Math.min(m, row + 2); column += 1) matrix[row * m + column] = 1;
  for (let index = 0; index < m; index += 1) {
    matrix[index * m]! -= h ** (index + 1);
    matrix[(m - 1) * m + index]! -= h ** (m - index);
  }
  matrix[(m - 1) * m]! += 2 * h - 1 > 0 ? (2 * h - 1) ** m : 0;
  for (let row = 0; row < m; row += 1)
    for (let column = 0; column < Math.min(m, row + 2); column += 1)
      for (let step = 1; step <= row - column + 1; step += 1) matrix[row * m + column]! /= step;
  const { values, exponent } = power(matrix, m, n);
  let result = values[(k - 1) * m + k - 1]!;
  let scale = exponent;
  for (let index = 1; index <= n; index += 1) {
    result *= index / n;
    if (result < 1e-140) {
      result *= 1e140;
      scale -= 140;
    }
  }
  return result * 10 ** scale;
}

/** A matrix to a power by repeated squaring, with a decimal exponent of its own against overflow. */
function power(matrix: Float64Array, size: number, exponent: number): { values: Float64Array; exponent: number } {
  let square = matrix;
  let squareExponent = 0;
  let values = identity(size);
  let valuesExponent = 0;
  const middle = (size >> 1) * size + (size >> 1);
  for (let rest = exponent; ; ) {
    if (rest % 2 === 1) {
      values = multiply(values, square, size);
      valuesExponent += squareExponent;
      if (values[middle]! > 1e140) {
        values = values.map((value) => value * 1e-140);
        valuesExponent += 140;
      }
    }
    rest = Math.floor(rest / 2);
    if (rest === 0) return { values, exponent: valuesExponent };
    square = multiply(square, square, size);
    squareExponent *= 2;
    if (square[middle]! > 1e140) {
      square = square.map((value) => value * 1e-140);
      squareExponent += 140;
    }
  }
}

function identity(size: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, index) => (index % (size + 1) === 0 ? 1 : 0));
}

function multiply(first: Float64Array, second: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1)
    for (let inner = 0; inner < size; inner += 1) {
      const factor = first[row * size + inner]!;
      if (factor === 0) continue;
      const from = inner * size;
      const to = row * size;
      for (let column = 0; column < size; column += 1) product[to + column]! += factor * second[from + column]!;
    }
  return product;
}

/** P(D < d) as an expansion in 1/√n up to n^(-3/2). */
function pelzGood(n: number, d: number): number {
  const z = Math.sqrt(n) * d;
  const z2 = z * z;
  const z4 = z2 * z2;
  const z6 = z4 * z2;
  const last = Math.ceil((16 * z) / Math.PI);
  let zeroth = 0;
  let first = 0;
  let second = 0;
  let third = 0;
  let secondEven = 0;
  let thirdEven = 0;
  for (let k = last; k >= 0; k -= 1) {
    const odd = (Math.PI * (k + 0.5)) ** 2;
    const term = Math.exp(-odd / (2 * z2));
    zeroth += term;
    first += (odd - z2) * term;
    second += (6 * z6 + 2 * z4 + (2 * z4 - 5 * z2) * odd + (1 - 2 * z2) * odd * odd) * term;
    third +=
      (-30 * z6 -
        90 * z6 * z2 +
        (135 * z4 - 96 * z6) * odd +
        (212 * z4 - 60 * z2) * odd * odd +
        (5 - 30 * z2) * odd * odd * odd) *
      term;
    const even = (Math.PI * k) ** 2;
    const evenTerm = even * Math.exp(-even / (2 * z2));
    secondEven += evenTerm;
    thirdEven += (3 * z2 - even) * evenTerm;
  }
  const root = Math.sqrt(n);
  return (
    Math.sqrt(2 * Math.PI) *
    (zeroth / z +
      first / (6 * z4 * root) +
      (second / (72 * z6 * z) - secondEven / (36 * z2 * z)) / n +
      (third / (6480 * z6 * z4) + thirdEven / (216 * z6)) / (n * root))
  );
}
