/** a (-T)^-1 1 and 2 a (-T)^-2 1, the mean of X and of its square, by elimination. */
export function phaseMoments(
  generator: readonly (readonly number[])[],
  start: readonly number[],
): [mean: number, square: number] {
  const once = solve(
    generator,
    start.map(() => 1),
  );
  const twice = solve(generator, once);
  const along = (values: readonly number[]): number =>
    start.reduce((sum, share, phase) => sum + share * values[phase]!, 0);
  return [along(once), 2 * along(twice)];
}

/** The y with -T y = right. Off the diagonal nothing is positive, so that elimination needs no search for pivots. */
function solve(generator: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = generator.map((row, phase) => [...row.map((rate) => -rate), right[phase]!]);
  rows.forEach((pivot, column) => {
    for (const row of rows.slice(column + 1)) {
      const factor = row[column]! / pivot[column]!;
      for (let k = column; k < row.length; k += 1) row[k]! -= factor * pivot[k]!;
    }
  });
  const solution = new Array<number>(rows.length).fill(0);
  for (let phase = rows.length - 1; phase >= 0; phase -= 1) {
    const row = rows[phase]!;
    let sum = row.at(-1)!;
    for (let k = phase + 1; k < rows.length; k += 1) sum -= row[k]! * solution[k]!;
    solution[phase] = sum / row[phase]!;
  }
  return solution;
}
