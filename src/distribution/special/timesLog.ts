/** factor · log(x), which is 0 for the factor 0 whatever x is. */
export function timesLog(factor: number, x: number): number {
  return factor === 0 ? 0 : factor * Math.log(x);
}
