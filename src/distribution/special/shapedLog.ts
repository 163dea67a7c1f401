/** The shape as the laws use it: one so near 0 makes no difference to any finite number, but 1 / xi could overflow. */
export function effectiveShape(xi: number): number {
  return Math.abs(xi) < 1e-100 ? 0 : xi;
}

/** log(1 + xi z) / xi, and z itself for xi = 0; the least or greatest value where xi z is beyond -1. */
export function shapedLog(xi: number, z: number): number {
  return xi === 0 ? z : Math.log1p(Math.max(-1, xi * z)) / xi;
}

/** Its inverse, (e^(xi t) - 1) / xi. */
export function shapedExp(xi: number, t: number): number {
  return xi === 0 ? t : Math.expm1(xi * t) / xi;
}
