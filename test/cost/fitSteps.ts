/** The cost of one operation: `base`, and what it gains on its way out of each cache. */
export interface Steps {
  readonly base: number;
  readonly steps: readonly [number, number];
}

export interface StepsFit {
  /** Entries at which 63 % of a step is taken; the same for all operations of the fit, since the caches are. */
  readonly entries: readonly [number, number];
  readonly operations: readonly Steps[];
}

/** The part of a step that is taken: 0 for few entries, 1 for many. */
const taken = (records: number, entries: number): number => -Math.expm1(-records / entries);

export const predict = ({ entries }: StepsFit, { base, steps }: Steps, records: number): number =>
  base + steps[0] * taken(records, entries[0]) + steps[1] * taken(records, entries[1]);

/** Relative errors well above this one count by their size, those well below by their square. */
const scale = 0.05;

/** Quarter powers of 2. */
const grid = (from: number, to: number): number[] =>
  Array.from({ length: 4 * (to - from) + 1 }, (_, step) => 2 ** (from + step / 4));

/**
 * Fits base + two steps, none negative, to the ns of several operations by number of entries, with common places of the steps, by the
 * least sum of scale² (sqrt(1 + (error / scale)²) - 1) over relative errors, so that a size which had no quiet run does not bend the rest. Given
 * the places the problem is linear and convex: solved by reweighting. The places are searched on a grid.
 */
export function fitSteps(operations: readonly ReadonlyMap<number, number>[]): StepsFit {
  let best: { fit: StepsFit; loss: number } | undefined;
  for (const near of grid(7, 15))
    for (const far of grid(16, 18.5)) {
      const fits = operations.map((costs) => fitLinear(costs, [near, far]));
      const loss = fits.reduce((sum, fit) => sum + fit.loss, 0);
      if (!best || loss < best.loss)
        best = { fit: { entries: [near, far], operations: fits.map(({ steps }) => steps) }, loss };
    }
  return best!.fit;
}

function fitLinear(
  costs: ReadonlyMap<number, number>,
  places: readonly [number, number],
): { readonly steps: Steps; readonly loss: number } {
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
  return { steps: { base, steps: [near, far] }, loss };
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
