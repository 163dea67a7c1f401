import erfc from "@stdlib/math-base-special-erfc";
import gamma from "@stdlib/math-base-special-gamma";

/** From here on one term of the limit is all there is of the tail. */
const farTail = 2;

/**
 * P(W² > w) for the Cramér-von Mises statistic of `n` values of a continuous law that was known before them: the limit with its
 * correction of order 1/n, within 1e-4 from n = 10 on, as SciPy has it (S. Csörgő and J. Faraway, Journal of the Royal
 * Statistical Society B 58, 1996), and √2 erfc(π √(w/2)) in the far tail, where only the slowest term is left.
 */
export function cramerVonMisesSurvival(n: number, w: number): number {
  if (Number.isNaN(w)) return Number.NaN;
  if (w <= 1 / (12 * n)) return 1;
  if (w >= n / 3) return 0;
  if (w >= farTail) return Math.SQRT2 * erfc(Math.PI * Math.sqrt(w / 2));
  const below = limit(w) * (1 + 1 / (12 * n)) + correction(w) / n;
  return Math.min(1, Math.max(0, 1 - below));
}

/** P(W² <= w) for n to infinity: a sum of Bessel functions (T. W. Anderson and D. A. Darling, 1952). */
function limit(w: number): number {
  let sum = 0;
  let coefficient = Math.sqrt(Math.PI);
  for (let k = 0; ; k += 1) {
    const y = 4 * k + 1;
    const q = (y * y) / (16 * w);
    const term = coefficient * Math.sqrt(y) * Math.exp(-2 * q) * scaledBesselK(0.25, q);
    sum += term;
    if (term <= 1e-17 * sum || q > 400) return sum / (Math.PI ** 1.5 * Math.sqrt(w));
    coefficient *= (k + 0.5) / (k + 1);
  }
}

/** ψ₁(w), the coefficient of 1/n. */
function correction(w: number): number {
  const root = 2 * Math.sqrt(w);
  const y1 = w ** 0.75;
  const y2 = w ** 1.25;
  let sum = 0;
  let factorial = 1;
  for (let k = 0; ; k += 1) {
    const m = 2 * k + 1;
    const half = gamma(k + 0.5);
    const term =
      ((m * half * second((4 * k + 3) / root)) / (9 * y1) +
        (half * third((4 * k + 1) / root)) / (72 * y2) +
        (2 * (m + 2) * gamma(k + 1.5) * third((4 * k + 5) / root)) / (12 * y2) +
        (7 * m * half * (second((4 * k + 1) / root) + second((4 * k + 5) / root))) / (144 * y1)) /
      (Math.PI * factorial);
    sum -= term;
    if (!(Math.abs(term) > 1e-9 * Math.abs(sum)) || k > 60) return sum;
    factorial *= k + 1;
  }
}

/** e^(-y²/4) D(y) combinations: what the second and third moments of the process bring in. */
function second(y: number): number {
  const z = (y * y) / 4;
  const bessel = scaledBesselK(0.25, z) + scaledBesselK(0.75, z);
  return (Math.exp(-2 * z) * (y / 2) ** 1.5 * bessel) / Math.sqrt(Math.PI);
}

function third(y: number): number {
  const z = (y * y) / 4;
  const bessel = 2 * scaledBesselK(0.25, z) + 3 * scaledBesselK(0.75, z) - scaledBesselK(1.25, z);
  return (Math.exp(-2 * z) * (y / 2) ** 2.5 * bessel) / Math.sqrt(Math.PI);
}

/**
 * e^z K_ν(z), the modified Bessel function of the second kind: ∫ exp(-z (cosh t - 1)) cosh(ν t) dt over t > 0, by the
 * trapezoidal rule, which converges exponentially for such an integrand.
 */
function scaledBesselK(order: number, z: number): number {
  const step = 1 / 16 / Math.max(1, Math.sqrt(z) / 4);
  let sum = 0.5;
  for (let t = step; ; t += step) {
    const term = Math.exp(-2 * z * Math.sinh(t / 2) ** 2) * Math.cosh(order * t);
    sum += term;
    if (term < 1e-17 * sum) return sum * step;
  }
}
