import { meanInterval } from "../../measure/interval.js";
import type { Row, Value } from "../../table/table.js";
import type { Design, Level, Point } from "./design.js";
import { type Axis, axesOf, type Ranges, requireCount } from "./range.js";

/** How {@link adaptive} refines. */
export interface AdaptiveOptions {
  /** Points along each range of the grid it starts from, its bounds among them; 5 unless given. */
  readonly start?: number;
  /** How often a cell is halved at most; 3 unless given. */
  readonly depth?: number;
  /** Points after which it ends; 1,000 unless given. */
  readonly points?: number;
  /** The column that decides; `"regime"`, which `classify: true` of a sweep adds, unless given. */
  readonly by?: string;
  /** A column of numbers: corners differ where their means differ by more than this; 0 unless given. */
  readonly difference?: number;
  /** A column of numbers: a cell is also refined where the 95 % interval of a corner's mean is wider than this share of it to either side. */
  readonly precision?: number;
}

/** A cell of the grid: its low corner and how far it goes, in steps of the finest grid. */
interface Cell {
  readonly corner: readonly number[];
  readonly size: number;
}

/**
 * A coarse grid, refined where something happens: a cell whose corners differ in a column, or whose value is not known well, is halved
 * along every range, and so on down to `depth`. Borders come out as fine as a full grid of (start - 1) 2^depth + 1 points would
 * show them, at a share of its runs. Listed values are not refined: each combination of them has a grid of its own.
 *
 * What lies wholly between the points of the coarse grid is not seen: `start` has to be fine enough for that.
 *
 * @throws RangeError for an option out of range, no range to refine, or rows without the column
 */
export function adaptive(ranges: Ranges, options: AdaptiveOptions = {}): Design {
  const { start = 5, depth = 3, points: most = 1000, by = "regime", difference = 0, precision } = options;
  requireCount("start", start, 2);
  requireCount("depth", depth, 0);
  requireCount("points", most, 1);
  if (!(difference >= 0)) throw new RangeError(`difference: expected a number from 0, got ${difference}`);
  if (precision !== undefined && !(precision > 0))
    throw new RangeError(`precision: expected a positive share of the mean, got ${precision}`);
  const all = axesOf(ranges);
  const axes = all.filter(({ values }) => values === undefined);
  if (axes.length === 0) throw new RangeError("adaptive: expected at least one range to refine, got lists of values");
  const choices = all.filter(({ values }) => values !== undefined);
  const finest = (start - 1) * 2 ** depth;
  const parameters = all.map(({ name }) => name);
  const judge = { by, difference, precision };

  return {
    parameters,
    *rounds() {
      const known = new Map<string, Point>();
      let cells = combinations(choices).flatMap((chosen) =>
        lattice(
          axes.map(() => start - 1),
          2 ** depth,
        ).map((cell) => ({ ...cell, chosen })),
      );
      const pointsOf = ({ corner, size, chosen }: Cell & { readonly chosen: Point }): Point[] =>
        corners(corner, size).map((at) => pointAt(parameters, axes, at, finest, chosen));
      /** The points that are not known yet, as long as there is room for all those of a cell. */
      const fresh = (wanted: typeof cells): Point[] => {
        const found: Point[] = [];
        for (const cell of wanted) {
          const missing = new Map(pointsOf(cell).map((point) => [keyOf(point), point] as const));
          for (const key of missing.keys()) if (known.has(key)) missing.delete(key);
          if (known.size + missing.size > most) break;
          for (const [key, point] of missing) {
            known.set(key, point);
            found.push(point);
          }
        }
        return found;
      };
      const first = new Set(cells.flatMap((cell) => pointsOf(cell).map(keyOf))).size;
      if (first > most) throw new RangeError(`points: the grid it starts from has ${first} points, more than ${most}`);
      let rows = yield fresh(cells);
      for (let level = 0; level < depth; level += 1) {
        const outcomes = outcomesOf(rows, parameters, judge);
        cells = cells
          .filter((cell) => {
            const seen = pointsOf(cell).map((point) => outcomes.get(keyOf(point)));
            return seen.every((each) => each !== undefined) && isOfInterest(seen as Outcome[], difference);
          })
          .flatMap(({ chosen, ...cell }) => halved(cell).map((half) => ({ ...half, chosen })));
        const next = fresh(cells);
        // Where nothing new is left between whole numbers, the next level may still have something elsewhere.
        if (next.length > 0) rows = yield next;
      }
    },
  };
}

/** What came out at a point, over its replications. */
interface Outcome {
  /** The words that were seen; none for numbers. */
  readonly words: ReadonlySet<Value>;
  readonly mean: number;
  readonly isWide: boolean;
}

interface Judge {
  readonly by: string;
  readonly difference: number;
  readonly precision: number | undefined;
}

function outcomesOf(
  rows: readonly Row[],
  parameters: readonly string[],
  { by, precision }: Judge,
): Map<string, Outcome> {
  const values = new Map<string, Value[]>();
  for (const row of rows) {
    if (!Object.hasOwn(row, by))
      throw new RangeError(
        `adaptive: the rows have no column "${by}"; they have ${Object.keys(row).join(", ")} (classify: true adds "regime")`,
      );
    const key = keyOf(Object.fromEntries(parameters.map((name) => [name, row[name]!])) as Point);
    const there = values.get(key);
    if (there) there.push(row[by]!);
    else values.set(key, [row[by]!]);
  }
  return new Map([...values].map(([key, each]) => [key, outcomeOf(each, precision)]));
}

function outcomeOf(values: readonly Value[], precision: number | undefined): Outcome {
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length < values.length) return { words: new Set(values), mean: Number.NaN, isWide: false };
  // A number that is none, such as an overhead without work, is an outcome of its own.
  if (!numbers.every(Number.isFinite)) return { words: new Set(["not finite"]), mean: Number.NaN, isWide: false };
  const { mean, halfWidth } = meanInterval(numbers);
  return { words: new Set(), mean, isWide: precision !== undefined && halfWidth > precision * Math.abs(mean) };
}

function isOfInterest(corners: readonly Outcome[], difference: number): boolean {
  if (corners.some(({ isWide }) => isWide)) return true;
  const words = new Set(corners.flatMap((corner) => [...corner.words]));
  const numbers = corners.filter((corner) => corner.words.size === 0).map(({ mean }) => mean);
  if (words.size > 1 || (words.size === 1 && numbers.length > 0)) return true;
  return numbers.length > 0 && Math.max(...numbers) - Math.min(...numbers) > difference;
}

function pointAt(
  parameters: readonly string[],
  axes: readonly Axis[],
  at: readonly number[],
  finest: number,
  chosen: Point,
): Point {
  const values: Record<string, Level> = { ...chosen };
  axes.forEach((axis, index) => {
    values[axis.name] = axis.at(at[index]! / finest);
  });
  return Object.fromEntries(parameters.map((name) => [name, values[name]!]));
}

function keyOf(point: Point): string {
  return JSON.stringify(Object.values(point));
}

function combinations(choices: readonly Axis[]): Point[] {
  return choices.reduce<Point[]>(
    (points, { name, values }) => points.flatMap((point) => values!.map((value) => ({ ...point, [name]: value }))),
    [{}],
  );
}

/** The cells of a grid with so many of them along each axis. */
function lattice(counts: readonly number[], size: number): Cell[] {
  return counts
    .reduce<number[][]>(
      (found, count) =>
        found.flatMap((corner) => Array.from({ length: count }, (_, index) => [...corner, index * size])),
      [[]],
    )
    .map((corner) => ({ corner, size }));
}

function corners(corner: readonly number[], size: number): number[][] {
  return corner.reduce<number[][]>(
    (found, low) => found.flatMap((each) => [low, low + size].map((at) => [...each, at])),
    [[]],
  );
}

function halved({ corner, size }: Cell): Cell[] {
  return corners(corner, size / 2).map((low) => ({ corner: low, size: size / 2 }));
}
