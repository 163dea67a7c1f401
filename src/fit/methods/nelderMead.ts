/**
 * The least value of a function of several numbers that may have corners, by the simplex of J. A. Nelder and R. Mead (Computer
 * Journal 7, 1965), begun anew where it ended until that changes nothing.
 *
 * @param objective Infinity or NaN where it is not defined
 * @param steps for each coordinate, the size of the first simplex
 * @param precision the size of the last one, in the same units
 */
export function nelderMead(
  objective: (at: readonly number[]) => number,
  start: readonly number[],
  steps: readonly number[],
  precision = 1e-9,
): { at: readonly number[]; value: number } {
  const of = (at: readonly number[]): { at: readonly number[]; value: number } => {
    const value = objective(at);
    return { at, value: Number.isNaN(value) ? Infinity : value };
  };
  let best = of(start);
  for (let round = 0; round < 6; round += 1) {
    const share = round % 2 === 0 ? 1 : 0.1;
    const found = simplex(
      of,
      best,
      steps.map((step) => step * share),
      precision / share,
    );
    const gain = best.value - found.value;
    best = found;
    if (round > (precision < 1e-6 ? 2 : 0) && !(gain > precision * 1e-4 * Math.abs(best.value))) break;
  }
  return best;
}

interface Vertex {
  readonly at: readonly number[];
  readonly value: number;
}

function simplex(
  of: (at: readonly number[]) => Vertex,
  start: Vertex,
  steps: readonly number[],
  precision: number,
): Vertex {
  const size = steps.length;
  const corners = [
    start,
    ...steps.map((step, index) => of(start.at.map((x, each) => (each === index ? x + step : x)))),
  ];
  for (let round = 0; round < 400 * size; round += 1) {
    corners.sort((first, second) => first.value - second.value);
    const worst = corners[size]!;
    const best = corners[0]!;
    const width = Math.max(...steps.map((step, index) => Math.abs(worst.at[index]! - best.at[index]!) / step));
    if (width < precision) break;
    const centre = best.at.map(
      (_, index) => corners.slice(0, size).reduce((sum, { at }) => sum + at[index]!, 0) / size,
    );
    const along = (times: number): Vertex => of(centre.map((x, index) => x + times * (worst.at[index]! - x)));
    const mirrored = along(-1);
    if (mirrored.value < best.value) {
      const farther = along(-2);
      corners[size] = farther.value < mirrored.value ? farther : mirrored;
    } else if (mirrored.value < corners[size - 1]!.value) corners[size] = mirrored;
    else {
      const nearer = along(mirrored.value < worst.value ? -0.5 : 0.5);
      if (nearer.value < Math.min(worst.value, mirrored.value)) corners[size] = nearer;
      else
        for (let index = 1; index <= size; index += 1)
          corners[index] = of(corners[index]!.at.map((x, each) => 0.5 * (x + best.at[each]!)));
    }
  }
  return corners.reduce((least, each) => (each.value < least.value ? each : least));
}
