/** log(p / (1 - p)), accurate near ½ too. */
export function logOdds(p: number): number {
  return p > 0.25 && p < 0.75 ? Math.log1p((2 * p - 1) / (1 - p)) : Math.log(p) - Math.log1p(-p);
}
