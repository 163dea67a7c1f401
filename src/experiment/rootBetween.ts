/** A place and what a function is there. */
export interface Place {
  readonly at: number;
  readonly value: number;
}

/**
 * A place where a function that is dear to evaluate changes its sign, between two where it has different signs, to a distance `tolerance`:
 * inverse quadratic interpolation where the last three values bend little enough for it, else bisection, so that it never takes many more
 * steps than bisection alone (T. R. Chandrupatla, Advances in Engineering Software 28, 1997).
 */
export async function rootBetween(
  of: (at: number) => Promise<number>,
  low: Place,
  high: Place,
  tolerance: number,
): Promise<number> {
  for (const end of [low, high]) if (end.value === 0) return end.at;
  // The root is between `newest` and `other`; `oldest` was one of them before.
  let [newest, other, oldest] = [high, low, low];
  let share = 0.5;
  for (;;) {
    const at = newest.at + share * (other.at - newest.at);
    const found = { at, value: await of(at) };
    if (found.value === 0) return at;
    if (found.value > 0 === newest.value > 0) oldest = newest;
    else [oldest, other] = [other, newest];
    newest = found;
    const width = Math.abs(other.at - newest.at);
    if (width <= tolerance) return secant(newest, other);
    share = Math.min(1 - tolerance / width / 2, Math.max(tolerance / width / 2, nextShare(newest, other, oldest)));
  }
}

function secant(one: Place, two: Place): number {
  return one.at + ((two.at - one.at) * one.value) / (one.value - two.value);
}

/** Of the way from the newest place to the other end. */
function nextShare(newest: Place, other: Place, oldest: Place): number {
  const xi = (newest.at - other.at) / (oldest.at - other.at);
  const phi = (newest.value - other.value) / (oldest.value - other.value);
  // Where the parabola through the three, as a function of the value, has no turn between the ends.
  if (!(phi ** 2 < xi && (1 - phi) ** 2 < 1 - xi)) return 0.5;
  const alpha = (oldest.at - newest.at) / (other.at - newest.at);
  return (
    (newest.value / (other.value - newest.value)) * (oldest.value / (other.value - oldest.value)) +
    alpha * (newest.value / (oldest.value - newest.value)) * (other.value / (oldest.value - other.value))
  );
}
