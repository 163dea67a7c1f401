import type { Distribution } from "../../distribution/distribution.js";
import type { LMoments } from "./sampleLMoments.js";

const step = 0.5;

/**
 * The L-moments of a continuous law: λ_r = ∫ Q(u) P_(r-1)(u) du with the shifted Legendre polynomials P and the quantile function Q. Each
 * half of (0, 1) is stretched to the whole line, where the trapezoidal rule converges exponentially, also for a law with a kink
 * at its median.
 */
export function lMomentsOfLaw(distribution: Distribution): LMoments {
  if (!Number.isFinite(distribution.mean))
    return { l1: distribution.mean, l2: Number.NaN, t3: Number.NaN, t4: Number.NaN };
  const lower = half((p) => distribution.quantile(p));
  const upper = half((p) => distribution.upperQuantile(p));
  // P_r(1 - u) = (-1)^r P_r(u), and u is counted from either end.
  const [l1, l2, l3, l4] = lower.map((each, order) => each + (order % 2 === 0 ? 1 : -1) * upper[order]!) as [
    number,
    number,
    number,
    number,
  ];
  return { l1, l2, t3: l3 / l2, t4: l4 / l2 };
}

/** ∫ Q(p) P_r(p) dp from 0 to ½ for r from 0 to 3. */
function half(quantile: (p: number) => number): number[] {
  const sums = [0, 0, 0, 0];
  const add = (t: number): boolean => {
    const share = 1 / (1 + Math.exp(-t));
    const p = 0.5 * share;
    const weight = p / (1 + Math.exp(t));
    const term = weight * quantile(p);
    if (!(weight > 0) || !Number.isFinite(term)) return false;
    const q = 2 * p - 1;
    const before = Math.abs(sums[0]!);
    sums[0]! += term;
    sums[1]! += term * q;
    sums[2]! += term * (1.5 * q * q - 0.5);
    sums[3]! += term * q * (2.5 * q * q - 1.5);
    return Math.abs(term) > 1e-17 * before;
  };
  add(0);
  for (let t = step; add(t) || t < 5; t += step);
  for (let t = -step; add(t) || t > -5; t -= step);
  return sums.map((sum) => sum * step);
}
