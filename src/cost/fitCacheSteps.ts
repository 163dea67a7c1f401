import { type CacheStep, cacheSteps } from "./cacheSteps.js";

/** What an operation costs by the number of entries, fitted to measurements. */
export interface FittedOperation {
  /** ns, with everything in the nearest cache. */
  readonly base: number;
  /** What it gains on its way out of the nearer caches, and out of the farther ones. */
  readonly steps: readonly [near: Step, far: Step];
  /** The formula over `records`, see {@link cacheSteps}. */
  readonly nanoseconds: string;
}

type Step = Pick<CacheStep, "entries" | "rise">;

/** The part of a step that is taken: 0 for few entries, 1 for many. */
const taken = (records: number, entries: number): number => -Math.expm1(-records / entries);

/** Relative errors well above this one count by their size, those well below by their square. */
const scale = 0.05;

/** Quarter powers of 2. */
const grid = (from: number, to: number): number[] =>
  Array.from({ length: 4 * (to - from) + 1 }, (_, step) => 2 ** (from + step / 4));

/**
 * Fits base + two steps, none negative, to what operations on one map cost by its number of entries, with common places of the steps,
 * since the caches are the same: by the least sum of scale² (sqrt(1 + (error / scale)²) - 1) over relative errors, scale = 5 %, so that a size
 * which had no quiet run does not bend the rest. Given the places the problem is linear and convex: solved by reweighting. The
 * places are searched on a grid of quarter powers of 2, from 2^7 to 2^15 and from 2^16 to 2^18.5 entries.
 *
 * @param operations ns by entries of each operation, such as {@link quietest} gives
 * @throws RangeError for no operations, fewer than 4 sizes, or a number that is not above 0
 */
export function fitCacheSteps(operations: readonly ReadonlyMap<number, number>[]): FittedOperation[] {
  if (operations.length === 0) throw new RangeError("fitCacheSteps: expected at least one operation, got none");
  for (const [index, costs] of operations.entries()) requireCosts(`operations[${index}]`, costs);
  let best: { fits: FittedOperation[]; loss: number } | undefined;
  for (const near of grid(7, 15))
    for (const far of grid(16, 18.5)) {
      const fits = operations.map((costs) => fitLinear(costs, [near, far]));
      const loss = fits.reduce((sum, fit) => sum + fit.loss, 0);
      if (!best || loss < best.loss) best = { fits: fits.map(({ operation }) => operation), loss };
    }
  return best!.fits;
}

function requireCosts(name: string, costs: ReadonlyMap<number, number>): void {
  if (costs.size < 4) throw new RangeError(`${name}: expected 4 sizes or more, got ${costs.size}`);
  for (const [entries, nanoseconds] of costs)
    if (!(entries > 0 && entries < Infinity && nanoseconds > 0 && nanoseconds < Infinity))
      throw new RangeError(`${name}: expected numbers above 0, got ${nanoseconds} ns at ${entries} entries`);
}

function fitLinear(
  costs: ReadonlyMap<number, number>,
  places: readonly [number, number],
): { readonly operation: FittedOperation; readonly loss: number } {
  // Divided by the cost, so that what is left over is the relative error.
  const rows = [...costs].map(([records, cost]) =>
    [1, taken(records, places[0]), taken(records, places[1])].map((value) => value / cost),
  );
  let solution = [0, 0, 0];
  const errors = (): number[] =>
    rows.map((row) => row.reduce((sum, value, index) => sum + value * solution[index]!, -1));
  let weights = rows.map(() => 1);
  for (let iteration = 0; iteration < 15; iteration++) {
    solution = leastSquares(rows, weights);
    weights = errors().map((error) => 1 / Math.sqrt(1 + (error / scale) ** 2));
  }
  const loss = errors().reduce((sum, error) => sum + scale ** 2 * (Math.sqrt(1 + (error / scale) ** 2) - 1), 0);
  const [base, near, far] = solution as [number, number, number];
  const steps = [
    { entries: places[0], rise: near },
    { entries: places[1], rise: far },
  ] as const;
  return { operation: { base, steps, nanoseconds: cacheSteps(base, steps) }, loss };
}

/** The weighted least-squares solution of rows · x = 1 with x ≥ 0, one unknown after the other until nothing moves. */
function leastSquares(rows: readonly number[][], weights: readonly number[]): number[] {
  const unknowns = rows[0]!.map((_, index) => index);
  const product = (i: number, of: (row: number[]) => number): number =>
    rows.reduce((sum, row, k) => sum + weights[k]! * row[i]! * of(row), 0);
  const matrix = unknowns.map((i) => unknowns.map((j) => product(i, (row) => row[j]!)));
  const right = unknowns.map((i) => product(i, () => 1));
  const x = unknowns.map(() => 0);
  for (let round = 0; round < 2000; round++) {
    let moved = 0;
    for (const i of unknowns) {
      const others = unknowns.reduce((sum, j) => (j === i ? sum : sum + matrix[i]![j]! * x[j]!), 0);
      const next = Math.max(0, (right[i]! - others) / matrix[i]![i]!);
      moved = Math.max(moved, Math.abs(next - x[i]!) / (1 + next));
      x[i] = next;
    }
    if (moved < 1e-9) break;
  }
  return x;
}
