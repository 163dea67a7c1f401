/** Shapes nearer 0 than this make no difference to any number that is not infinite. */
const least = 1e-100;

/** log(1 + xi z) / xi, and z itself for xi = 0; the least or greatest value where xi z is beyond -1. */
export function shapedLog(xi: number, z: number): number {
  return Math.abs(xi) < least ? z : Math.log1p(Math.max(-1, xi * z)) / xi;
}

/** Its inverse, (e^(xi t) - 1) / xi. */
export function shapedExp(xi: number, t: number): number {
  return Math.abs(xi) < least ? t : Math.expm1(xi * t) / xi;
}
