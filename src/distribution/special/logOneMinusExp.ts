/** log(1 - e^x) for x <= 0: from the logarithm of a tail that of the other one. */
export function logOneMinusExp(x: number): number {
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
}
