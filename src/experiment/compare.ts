import { requireObject } from "../argument/argument.js";
import type { CostProfile } from "../cost/costProfile.js";
import type { Model } from "../machine/model.js";
import { meanInterval, requireConfidence } from "../measure/interval.js";
import { requireReplications } from "../measure/replications.js";
import { hasTechnique, withTechnique } from "../program/withTechnique.js";
import { type Row, Table } from "../table/table.js";
import { type Level, levelsOf, type Point, show } from "./design/design.js";
import { points } from "./design/points.js";
import { modelWith, type Program, requireProgram } from "./program.js";
import { type SweepOptions, sweep } from "./sweep.js";

/** What there is to choose from, by name: the first of each is what the others are compared with. */
export type TechniqueChoices = Readonly<Record<string, readonly Level[]>>;

/** How a comparison is made; the rest as in a sweep. */
export interface CompareChoicesOptions extends Omit<SweepOptions, "replications" | "classify"> {
  /** The number that is compared: a column of a sweep's rows or a measure; `"overhead"` unless given. */
  readonly measure?: string;
  /** Runs of each choice, from 3; 30 unless given. */
  readonly replications?: number;
  /** Of each interval; 0.95 unless given. */
  readonly confidence?: number;
  /** Every combination of choices, rather than one choice at a time with all others the first. */
  readonly combinations?: boolean;
  /** Of a model, the machine whose costs the choices stand for: a profile or its file; the default costs unless given. */
  readonly costs?: string | CostProfile;
}

/** Paired differences from the first choices, one row a choice, the largest first; what `plot.tornado` draws. */
export class ComparedChoices extends Table {
  /** The rows of the sweep. */
  readonly runs: Table;
  /** The number that was compared. */
  readonly measure: string;
  /** The first choices, and their mean with its interval. */
  readonly reference: Point;
  readonly referenceMean: { readonly mean: number; readonly low: number; readonly high: number };

  constructor(rows: readonly Row[], of: Pick<ComparedChoices, "runs" | "measure" | "reference" | "referenceMean">) {
    super(rows, columns);
    this.runs = of.runs;
    this.measure = of.measure;
    this.reference = of.reference;
    this.referenceMean = of.referenceMean;
  }
}

const columns = ["name", "mean", "low", "high", "relative", "value", "replications"];

/**
 * Which choice matters here: the paired difference in overhead of each choice from the first of its name, all else equal.
 *
 * Replication r of every choice runs under the same seed, so that they see the same arrivals, lifetimes and bursts, and the
 * differences vary far less than the overheads do (see `compareDesigns`). `mean`, `low` and `high` are Student's interval of the mean
 * difference, `relative` its share of the first choices' mean, `value` the mean with this choice. The intervals hold one at a time: of
 * twenty choices that change nothing one is expected to seem to.
 *
 * @param program makes the model of a choice, such as {@link article}; or a model, of which the choices replace techniques (`map`, `output`,
 * `probe`, `calls`, `pages`, `counters`, `isa`: see {@link withTechnique}), parameters and definitions
 * @throws RangeError for fewer than two choices, a name that the program does not know, or a number that is not finite; the reason of the
 * signal where it is aborted
 */
export async function compare<Options>(
  program: Program<Options>,
  choices: TechniqueChoices,
  options: CompareChoicesOptions = {},
): Promise<ComparedChoices> {
  const {
    measure = "overhead",
    measures = [],
    replications = 30,
    confidence = 0.95,
    combinations = false,
    costs,
    ...rest
  } = options;
  if (costs !== undefined && typeof program === "function")
    throw new RangeError("costs: a program takes them among its own options; here they are for the choices of a model");
  requireProgram("compare", program);
  requireObject("compare", 'lists of choices, such as { map: ["hash", "task-storage"] }', choices);
  requireConfidence(confidence);
  requireReplications("replications", replications, 3);
  const plan = planOf(choices, combinations);
  const isOwn = ["overhead", "events", "time"].includes(measure) || measures.includes(measure);
  const runs = await sweep(
    typeof program === "function" ? program : (variantsOf(program, costs) as Program<Options>),
    points(plan),
    {
      ...rest,
      replications,
      ...(isOwn && measures.length === 0 ? {} : { measures: isOwn ? measures : [...measures, measure] }),
    },
  );
  options.signal?.throwIfAborted();
  const names = Object.keys(choices);
  const groups = runs
    .groupBy(...names)
    .map(({ key, rows }) => ({ key: key as Point, values: valuesOf(rows, measure) }));
  // In the order of the plan.
  const [first, ...others] = groups;
  const reference = meanInterval(first!.values, confidence);
  const rows = others.map(({ key, values }): Row => {
    const differences = values.map((value, index) => value - first!.values[index]!);
    const { mean, low, high } = meanInterval(differences, confidence);
    return {
      name: names.flatMap((name) => (key[name] === first!.key[name] ? [] : [`${name}: ${key[name]}`])).join(", "),
      mean,
      low,
      high,
      relative: mean / reference.mean,
      value: meanInterval(values, confidence).mean,
      replications,
    };
  });
  const { mean, low, high } = reference;
  return new ComparedChoices(
    rows.sort((a, b) => Math.abs(Number(b.mean)) - Math.abs(Number(a.mean))),
    { runs, measure, reference: first!.key, referenceMean: { mean, low, high } },
  );
}

/** The first of each, and each of the others with the first of all else; or all combinations. */
function planOf(choices: TechniqueChoices, combinations: boolean): Point[] {
  const factors = Object.entries(choices).map(([name, given]): [string, Level[]] => {
    if (!Array.isArray(given) || given.length === 0)
      throw new RangeError(`choices.${name}: expected a list of choices, got ${show(given)}`);
    if (new Set(given).size < given.length)
      throw new RangeError(`choices.${name}: expected each choice once, got ${given.map(show).join(", ")}`);
    return [name, levelsOf(name, given)];
  });
  if (!factors.some(([, levels]) => levels.length > 1))
    throw new RangeError('choices: expected at least two of one name, such as { map: ["hash", "task-storage"] }');
  const first: Point = Object.fromEntries(factors.map(([name, levels]) => [name, levels[0]!]));
  if (!combinations)
    return [first, ...factors.flatMap(([name, [, ...rest]]) => rest.map((level) => ({ ...first, [name]: level })))];
  return factors.reduce<Point[]>(
    (all, [name, levels]) => all.flatMap((point) => levels.map((level) => ({ ...point, [name]: level }))),
    [{}],
  );
}

/** What a model becomes with a point's techniques, parameters and definitions. */
function variantsOf(model: Model, costs: string | CostProfile | undefined): (point: Point) => Model {
  return (point) => {
    const given = Object.entries(point);
    const techniques = given.filter(([name]) => hasTechnique(model, name));
    const others = given.filter(([name]) => !hasTechnique(model, name));
    const made = techniques.reduce((each, [name, choice]) => withTechnique(each, name, choice, costs), model);
    return modelWith(made, Object.fromEntries(others));
  };
}

/** @throws RangeError for a value that is not a finite number, with the seed of its run */
function valuesOf(rows: Table, measure: string): number[] {
  return rows.rows.map((row) => {
    const value = row[measure];
    if (typeof value === "number" && Number.isFinite(value)) return value;
    throw new RangeError(
      `measure: expected a finite number of each run, got ${measure} ${value} of that with seed "${row.seed}"`,
    );
  });
}
