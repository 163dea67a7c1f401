/** Where a search for the root of equations, or the least squares of more equations than unknowns, ended. */
export interface Solution {
  readonly at: readonly number[];
  /** √Σ residual². */
  readonly size: number;
  /** Whether there is no further to go: a root, or no slope. */
  readonly solved: boolean;
}

/** A residual so small is rounding. */
const rounding = 1e-13;
/** A residual so small is a root found with fewer digits, as where the functions themselves have no more. */
const small = 1e-9;

/**
 * Makes residuals small, by the method of Levenberg and Marquardt with central differences: towards the root where there are as many
 * equations as unknowns, to the least squares where there are more.
 *
 * @param residuals as numbers of order 1; undefined or not finite where they are not defined
 * @param steps for each unknown, a change that matters little
 */
export function solve(
  residuals: (at: readonly number[]) => readonly number[] | undefined,
  start: readonly number[],
  steps: readonly number[],
): Solution {
  const of = (at: readonly number[]): readonly number[] | undefined => {
    const found = residuals(at);
    return found?.every(Number.isFinite) ? found : undefined;
  };
  let at = [...start];
  let current = of(at);
  if (!current) return { at, size: Number.NaN, solved: false };
  let size = Math.hypot(...current);
  let damping = 1e-3;
  let slope = Infinity;
  for (let round = 0; round < 200 && size > rounding; round += 1) {
    const jacobian = differences(of, at, steps, Math.min(1, Math.max(1e-4, size)) * 1e-2);
    if (!jacobian) break;
    const gradient = at.map((_, index) => jacobian[index]!.reduce((sum, each, row) => sum + each * current![row]!, 0));
    slope = Math.max(...gradient.map((each, index) => Math.abs(each * steps[index]!)));
    let moved = false;
    for (; damping < 1e12; damping *= 8) {
      const step = dampedStep(jacobian, gradient, damping);
      const next = at.map((each, index) => each - step[index]!);
      const there = step.every(Number.isFinite) ? of(next) : undefined;
      if (there && Math.hypot(...there) < size) {
        moved = true;
        const length = Math.max(...step.map((each, index) => Math.abs(each / steps[index]!)));
        at = next;
        current = there;
        size = Math.hypot(...there);
        damping = Math.max(damping / 20, 1e-15);
        if (length < 1e-13) return { at, size, solved: true };
        break;
      }
    }
    if (!moved) break;
  }
  const isRoot = size < small;
  const isLeast = current.length > at.length && slope < 1e-7 * Math.max(1, size);
  return { at, size, solved: isRoot || isLeast };
}

/** The derivatives of all residuals by each unknown. */
function differences(
  of: (at: readonly number[]) => readonly number[] | undefined,
  at: readonly number[],
  steps: readonly number[],
  width: number,
): readonly (readonly number[])[] | undefined {
  const columns: number[][] = [];
  for (const index of at.keys()) {
    const step = steps[index]! * width;
    const ahead = of(at.map((each, other) => (other === index ? each + step : each)));
    const behind = of(at.map((each, other) => (other === index ? each - step : each)));
    if (!ahead || !behind) return undefined;
    columns.push(ahead.map((each, row) => (each - behind[row]!) / (2 * step)));
  }
  return columns;
}

/** (JᵀJ + damping · diag) \ Jᵀr, by elimination. */
function dampedStep(
  jacobian: readonly (readonly number[])[],
  gradient: readonly number[],
  damping: number,
): readonly number[] {
  const rows = jacobian.map((first, row) => {
    const products = jacobian.map((second) => first.reduce((sum, each, index) => sum + each * second[index]!, 0));
    products[row]! *= 1 + damping;
    return [...products, gradient[row]!];
  });
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    for (let row = column + 1; row < size; row += 1)
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[column]![column]!))
        [rows[row], rows[column]] = [rows[column]!, rows[row]!];
    for (let row = column + 1; row < size; row += 1) {
      const share = rows[row]![column]! / rows[column]![column]!;
      for (let each = column; each <= size; each += 1) rows[row]![each]! -= share * rows[column]![each]!;
    }
  }
  const step = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row -= 1) {
    const known = step.reduce((sum, each, index) => sum + each * rows[row]![index]!, 0);
    step[row] = (rows[row]![size]! - known) / rows[row]![row]!;
  }
  return step;
}
