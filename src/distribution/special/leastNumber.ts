/**
 * The smallest number of [low, high] for which `holds`, which stays true from there on: by bisection down to neighbouring
 * numbers, so also where what is compared jumps.
 */
export function leastNumber(holds: (x: number) => boolean, low: number, high: number): number {
  let below = Math.max(low, -Number.MAX_VALUE);
  let above = Math.min(high, Number.MAX_VALUE);
  if (holds(below)) return low;
  for (;;) {
    const x = middle(below, above);
    if (x <= below || x >= above) return above === Number.MAX_VALUE ? high : above;
    if (holds(x)) above = x;
    else below = x;
  }
}

/** Between two numbers: by ratio while they are far apart, so that small ones are found as soon as large ones. */
function middle(below: number, above: number): number {
  if (below < 0 && above > 0) return 0;
  if (above <= 0) return -middle(-above, -below) || 0;
  if (above <= 2 * below) return below + 0.5 * (above - below);
  return Math.sqrt(Math.max(below, Number.MIN_VALUE)) * Math.sqrt(above);
}
