/**
 * The x in (low, high), both positive, where a tail of a law takes a given value, by Newton's method on the
 * logarithm of the tail as a function of log x, within a bracket that shrinks at every step.
 *
 * @param logTail the logarithm of the lower tail, or of the upper one when `rising` is false
 * @param logDensity the logarithm of the density
 * @param target the logarithm the tail is to take
 * @throws Error when it does not converge, which no law of the library is known to cause
 */
export function solveTail(
  logTail: (x: number) => number,
  logDensity: (x: number) => number,
  target: number,
  rising: boolean,
  start: number,
  low = 0,
  high = Number.MAX_VALUE,
): number {
  if (target === -Infinity) return rising ? low : high === Number.MAX_VALUE ? Infinity : high;
  let below = Math.max(low, Number.MIN_VALUE);
  let above = high;
  let x = start > below && start < above ? start : middle(below, above);
  let lastChange = Infinity;
  for (let step = 0; step < 500; step += 1) {
    const value = logTail(x);
    const excess = value - target;
    if (excess === 0) return x;
    if (excess > 0 === rising) above = x;
    else below = x;
    if (above <= Number.MIN_VALUE) return 0;
    // The slope of the logarithm in log x. Far from the root it is of no use, which the size of the excess tells.
    const slope = x * Math.exp(logDensity(x) - value);
    const change = -excess / (rising ? slope : -slope);
    const next = x * Math.exp(change);
    if (Math.abs(change) < 1e-9 && Math.abs(excess) < -1e-3 * target) return next;
    // A step out of the bracket, or one that is not half as long as the one before, gives way to halving.
    const useful = next > below && next < above && Math.abs(change) < 0.5 * Math.abs(lastChange);
    lastChange = useful ? change : Infinity;
    x = useful ? next : middle(below, above);
    if (x <= below || x >= above) return above < high ? above : high < Number.MAX_VALUE ? high : Infinity;
  }
  throw new Error(`a quantile did not converge between ${below} and ${above}`);
}

/** Between two positive numbers: by ratio while they are far apart. */
function middle(below: number, above: number): number {
  return above > 2 * below ? Math.sqrt(below) * Math.sqrt(above) : below + 0.5 * (above - below);
}
