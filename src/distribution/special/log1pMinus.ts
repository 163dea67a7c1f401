/** log(1 + x) - x, without the cancellation near 0. */
export function log1pMinus(x: number): number {
  if (x < -0.4 || x > 0.6) return Math.log1p(x) - x;
  // With r = x / (2 + x), log(1 + x) = 2 atanh(r), and what is left after subtracting x is r (2 r² (1/3 + r²/5 + …) - x).
  const r = x / (2 + x);
  const square = r * r;
  let sum = 0;
  for (let odd = 29; odd >= 3; odd -= 2) sum = sum * square + 1 / odd;
  return r * (2 * square * sum - x);
}
