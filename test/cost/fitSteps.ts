/** The cost of one operation: `base`, and what it gains on its way out of each cache. */
export interface Steps {
  readonly base: number;
  readonly steps: readonly [number, number];
}

export interface StepsFit {
  /** Entries at which half of a step is taken; the same for all operations, since the caches are. */
  readonly middles: readonly [number, number];
  readonly operations: readonly Steps[];
}

/** The part of a step that is taken: 0 for few entries, 1/2 in its middle, 1 for many. */
export const taken = (entries: number, middle: number): number => entries ** 2 / (entries ** 2 + middle ** 2);

export const predict = ({ middles }: StepsFit, { base, steps }: Steps, entries: number): number =>
  base + steps[0] * taken(entries, middles[0]) + steps[1] * taken(entries, middles[1]);

/** Relative errors well above this one count by their size, those well below by their square. */
const scale = 0.05;

/**
 * Fits base + two steps to the ns of several operations by number of entries, with common middles, by the least sum of
 * scale² (sqrt(1 + (error / scale)²) - 1) over relative errors, so that a size which had no quiet run does not bend the rest. Given the
 * middles the problem is linear and convex: solved by reweighting. The middles are searched on a grid, then by halving steps.
 */
export function fitSteps(operations: readonly ReadonlyMap<number, number>[]): StepsFit {
  const fitAt = (middles: readonly [number, number]) => {
    const fits = operations.map((costs) => fitLinear(costs, middles));
    return { middles, operations: fits.map(({ steps }) => steps), loss: fits.reduce((sum, { loss }) => sum + loss, 0) };
  };
  const at = (near: number, far: number) => fitAt([2 ** near, 2 ** far]);
  let best = { near: 10, far: 15, fit: at(10, 15) };
  const consider = (near: number, far: number): void => {
    if (far < near + 1) return;
    const fit = at(near, far);
    if (fit.loss < best.fit.loss) best = { near, far, fit };
  };
  for (let near = 8; near <= 16; near += 0.5) for (let far = near + 1; far <= 20; far += 0.5) consider(near, far);
  for (let step = 0.25; step > 1e-4; step /= 2)
    for (let turn = 0; turn < 4; turn++) {
      const { near, far } = best;
      for (const x of [-step, 0, step]) for (const y of [-step, 0, step]) consider(near + x, far + y);
    }
  return best.fit;
}

function fitLinear(
  costs: ReadonlyMap<number, number>,
  middles: readonly [number, number],
): { readonly steps: Steps; readonly loss: number } {
  // Divided by the cost, so that what is left over is the relative error.
  const rows = [...costs].map(([entries, cost]) =>
    [1, taken(entries, middles[0]), taken(entries, middles[1])].map((value) => value / cost),
  );
  let solution = [0, 0, 0];
  const errors = (): number[] =>
    rows.map((row) => row.reduce((sum, value, index) => sum + value * solution[index]!, -1));
  let weights = rows.map(() => 1);
  for (let iteration = 0; iteration < 40; iteration++) {
    solution = leastSquares(rows, weights);
    weights = errors().map((error) => 1 / Math.sqrt(1 + (error / scale) ** 2));
  }
  const loss = errors().reduce((sum, error) => sum + scale ** 2 * (Math.sqrt(1 + (error / scale) ** 2) - 1), 0);
  const [base, near, far] = solution as [number, number, number];
  return { steps: { base, steps: [near, far] }, loss };
}

/** The weighted least-squares solution of rows · x = 1, by Gaussian elimination of the normal equations. */
function leastSquares(rows: readonly number[][], weights: readonly number[]): number[] {
  const size = rows[0]!.length;
  const matrix = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size + 1 }, (_, j) =>
      rows.reduce((sum, row, k) => sum + weights[k]! * row[i]! * (j < size ? row[j]! : 1), 0),
    ),
  );
  for (let i = 0; i < size; i++) {
    const pivot = matrix[i]!;
    for (let k = 0; k < size; k++) {
      if (k === i) continue;
      const times = matrix[k]![i]! / pivot[i]!;
      for (let j = i; j <= size; j++) matrix[k]![j]! -= times * pivot[j]!;
    }
  }
  return matrix.map((row, i) => row[size]! / row[i]!);
}
