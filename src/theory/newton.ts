const tolerance = 1e-9;
const mostIterations = 60;

/**
 * Newton's method, its step halved until the residual falls; undefined where it does not.
 *
 * @param isRelative which residuals count as a part of their unknown; the others have no unit
 */
export function newton(
  of: (x: Float64Array) => Float64Array,
  start: Float64Array,
  isRelative: (index: number) => boolean,
): Float64Array | undefined {
  let x = start;
  let value = of(x);
  for (let iteration = 0; iteration < mostIterations; iteration += 1) {
    const size = norm(value, x, isRelative);
    if (!Number.isFinite(size)) return undefined;
    if (size < tolerance) return x;
    const step = solve(jacobian(of, x, value), value);
    if (!step) return undefined;
    let share = 1;
    for (; share > 1e-6; share /= 2) {
      const next = x.map((each, index) => each - share * step[index]!);
      const there = of(next);
      if (norm(there, next, isRelative) < size * (1 - share / 4)) {
        x = next;
        value = there;
        break;
      }
    }
    // Where averages over lives jump, the residual gets no smaller than the jumps are.
    if (share <= 1e-6) return size < 1e-4 ? x : undefined;
  }
  return norm(value, x, isRelative) < 1e-4 ? x : undefined;
}

/** The largest residual, of those that have the unit of their unknown as a part of it. */
function norm(value: Float64Array, x: Float64Array, isRelative: (index: number) => boolean): number {
  return value.reduce(
    (largest, each, index) =>
      Math.max(largest, Math.abs(each) / (isRelative(index) ? Math.max(1, Math.abs(x[index]!)) : 1)),
    0,
  );
}

function jacobian(of: (x: Float64Array) => Float64Array, x: Float64Array, value: Float64Array): Float64Array[] {
  const rows = Array.from(value, () => new Float64Array(x.length));
  for (let column = 0; column < x.length; column += 1) {
    const step = 1e-5 * Math.max(1, Math.abs(x[column]!));
    const moved = x.slice();
    moved[column]! += step;
    const there = of(moved);
    for (let row = 0; row < rows.length; row += 1) rows[row]![column] = (there[row]! - value[row]!) / step;
  }
  return rows;
}

/** Gauss' elimination with pivots; undefined for a singular matrix. */
function solve(matrix: Float64Array[], right: Float64Array): Float64Array | undefined {
  const rows = matrix.map((row, index) => Float64Array.from([...row, right[index]!]));
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1)
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const head = rows[column]![column]!;
    if (!(Math.abs(head) > 1e-14)) return undefined;
    for (let row = column + 1; row < size; row += 1) {
      const factor = rows[row]![column]! / head;
      for (let each = column; each <= size; each += 1) rows[row]![each]! -= factor * rows[column]![each]!;
    }
  }
  const solution = new Float64Array(size);
  for (let row = size - 1; row >= 0; row -= 1) {
    let rest = rows[row]![size]!;
    for (let each = row + 1; each < size; each += 1) rest -= rows[row]![each]! * solution[each]!;
    solution[row] = rest / rows[row]![row]!;
  }
  return solution;
}
