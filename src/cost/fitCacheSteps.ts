import { requireArray } from "../argument/argument.js";
import { type CacheStep, cacheSteps, type Memory } from "./cacheSteps.js";

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

/** Quarter powers of 2, that of the first exponent at least. */
const grid = (from: number, to: number): number[] =>
  Array.from({ length: 4 * Math.max(0, to - from) + 1 }, (_, step) => 2 ** (from + step / 4));

/** The exponent of the nearest quarter power of 2. */
const quarter = (value: number): number => Math.round(4 * Math.log2(value)) / 4;

/** The machine of the default costs, see `measuredHashMap`. */
const usual = { l1: 2 ** 15, l2: 2 ** 20, l3: 2 ** 25, entry: 96 };

/**
 * Where the steps are looked for: the near one about L1 and L2, the far one from beyond L2 to what fills L3, not beyond the largest map:
 * of a step that no map has taken nothing is known.
 */
function places({ l1, l2, l3, entry }: Caches, largest: number): readonly [near: number[], far: number[]] {
  const near = quarter(l2 / entry) + 1.5;
  const far = Math.min(quarter(l3 / entry), quarter(largest));
  return [grid(quarter(l1 / entry) - 1.5, near), grid(near + 1, far)];
}

type Caches = Pick<Memory, "l1" | "l2" | "l3" | "entry">;

/**
 * Fits base + two steps, none negative, to what operations on one map cost by its number of entries, with common places of the steps,
 * since the caches are the same: by the least sum of scale² (sqrt(1 + (error / scale)²) - 1) over relative errors, scale = 5 %, so that a size
 * which had no quiet run does not bend the rest. Given the places the problem is linear and convex: solved by reweighting. The
 * places are searched on a grid of quarter powers of 2 that goes by the caches: the near one from a third of L1's entries to three
 * times L2's, the far one from six times L2's to L3's, not beyond the largest map; from 2^7 to 2^15 and from 2^16 to 2^18.5 for
 * the machine of the default costs.
 *
 * @param operations ns by entries of each operation, such as {@link quietest} gives
 * @param caches of the machine, bytes, and what an entry takes of them; those of the default costs unless given
 * @throws RangeError for no operations, fewer than 4 sizes, or a number that is not above 0
 */
export function fitCacheSteps(
  operations: readonly ReadonlyMap<number, number>[],
  caches: Caches = usual,
): FittedOperation[] {
  requireArray("fitCacheSteps", "a list of operations", operations);
  if (operations.length === 0) throw new RangeError("fitCacheSteps: expected at least one operation, got none");
  for (const [index, costs] of operations.entries()) requireCosts(`operations[${index}]`, costs);
  let best: { fits: FittedOperation[]; loss: number } | undefined;
  const [nearPlaces, farPlaces] = places(caches, Math.max(...operations.flatMap((costs) => [...costs.keys()])));
  for (const near of nearPlaces)
    for (const far of farPlaces) {
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
