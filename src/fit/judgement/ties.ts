import type { FitWarning } from "../result.js";

/** A share of repeated values above which values are taken for rounded. */
const notable = 0.1;

/**
 * Warns where values of a continuous law repeat: such a law never does, so they are rounded, or ticks of a clock. Tests of
 * goodness of fit then reject even the right law.
 *
 * @param sorted the values, rising
 */
export function ties(sorted: ArrayLike<number>): FitWarning | undefined {
  const n = sorted.length;
  let different = n > 0 ? 1 : 0;
  let tick = Infinity;
  for (let index = 1; index < n; index += 1) {
    const step = sorted[index]! - sorted[index - 1]!;
    if (step === 0) continue;
    different += 1;
    tick = Math.min(tick, step);
  }
  const repeated = n - different;
  if (n < 2 || repeated <= notable * n) return undefined;
  const advice = Number.isFinite(tick) ? `; if a clock ticks, fit with resolution: ${Number(tick.toPrecision(3))}` : "";
  return {
    code: "ties",
    message: `${repeated} of ${n} values repeat another, which a continuous law never does: they are rounded, and p-values too small${advice}`,
  };
}
