/** The smallest whole number from 0 for which `holds`, which stays true from there on, found from a guess. */
export function leastInteger(holds: (k: number) => boolean, guess: number): number {
  if (holds(0)) return 0;
  // Invariant from here on: `below` does not hold, `above` does.
  let below = 0;
  let above = Math.max(1, Math.floor(guess));
  for (let step = 1; !holds(above); step *= 2) {
    below = above;
    above += Math.max(step, above * Number.EPSILON);
    if (above === Infinity) return Infinity;
  }
  for (let step = 1; above - below > 1; step *= 2) {
    const down = Math.max(below, above - step);
    if (down === above) break;
    if (!holds(down)) {
      below = down;
      break;
    }
    above = down;
  }
  while (above - below > 1) {
    const middle = below + Math.floor((above - below) / 2);
    if (middle === below || middle === above) break;
    if (holds(middle)) above = middle;
    else below = middle;
  }
  return above;
}
