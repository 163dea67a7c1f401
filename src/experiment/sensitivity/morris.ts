import { meanInterval, requireConfidence } from "../../measure/interval.js";
import { type Stream, stream } from "../../random/stream.js";
import { Table } from "../../table/table.js";
import { axesOf, type Ranges, requireCount } from "../design/range.js";
import { type Program, requireProgram } from "../program.js";
import { evaluate, Sensitivity, type SensitivityOptions } from "./evaluate.js";

export interface MorrisOptions extends SensitivityOptions {
  /** Paths through the space, each of a run more than there are parameters; 10 unless given. */
  readonly trajectories?: number;
  /** Values of each range, an even number; 4 unless given. */
  readonly levels?: number;
}

/**
 * Which parameters matter at all, for few runs: Morris' elementary effects (M. D. Morris, Technometrics 33, 1991).
 *
 * Each trajectory changes one parameter after the other by Δ = p / (2 (p - 1)) of its range on a grid of p levels; the
 * elementary effect is the change of the number per share of the range. For each parameter: `mu`, the mean of its effects; `muStar`,
 * the mean of their sizes (F. Campolongo, J. Cariboni and A. Saltelli, Environmental Modelling & Software 22, 2007), with Student's
 * interval, which ranks the parameters; `sigma`, their standard deviation: large where the parameter acts with others or not linearly.
 *
 * All runs have the same random numbers. Costs trajectories × (parameters + 1) runs.
 *
 * @throws RangeError for an option out of range; whatever {@link sweep} throws; the signal's reason when it is aborted
 */
export async function morris<Options>(
  program: Program<Options>,
  ranges: Ranges,
  { trajectories = 10, levels = 4, ...options }: MorrisOptions = {},
): Promise<Sensitivity> {
  requireProgram("morris", program);
  const axes = axesOf(ranges);
  requireCount("trajectories", trajectories, 2);
  requireCount("levels", levels, 2);
  if (levels % 2 === 1) throw new RangeError(`levels: expected an even number, got ${levels}`);
  const { seed = 1, confidence = 0.95 } = options;
  requireConfidence(confidence);

  const random = stream(seed).child("morris");
  const sample = Array.from({ length: trajectories }, (_, index) =>
    trajectory(axes.length, levels, random.at(index)),
  ).flat();
  const list = sample.map((row) =>
    Object.fromEntries(axes.map((axis, index) => [axis.name, axis.at(row[index]! / (levels - 1))])),
  );
  const { values, runs } = await evaluate(program, list, options);
  const effects = elementaryEffects(sample, values, levels);
  const rows = axes.map(({ name }, index) => {
    const { mu, muStar, sigma } = summary(effects[index]!, confidence);
    return { parameter: name, mu, muStar: muStar.mean, muStarLow: muStar.low, muStarHigh: muStar.high, sigma };
  });
  return new Sensitivity(new Table(rows), runs);
}

/** A random start on the grid and one step of half the levels in every direction, in random order; rows of levels from 0. */
function trajectory(dimensions: number, levels: number, random: Stream): number[][] {
  const step = levels / 2;
  const row = Array.from({ length: dimensions }, () => random.integer(levels));
  const order = row.map((_, index) => index);
  for (let last = dimensions - 1; last > 0; last -= 1) {
    const other = random.integer(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  const rows = [[...row]];
  for (const dimension of order) {
    row[dimension]! += row[dimension]! < step ? step : -step;
    rows.push([...row]);
  }
  return rows;
}

/**
 * The elementary effects of each dimension, one a trajectory.
 *
 * @param sample trajectories one after the other, each of dimensions + 1 rows that differ in one level from the one before
 */
export function elementaryEffects(
  sample: readonly (readonly number[])[],
  values: ArrayLike<number>,
  levels: number,
): number[][] {
  const dimensions = sample[0]!.length;
  const effects: number[][] = Array.from({ length: dimensions }, () => []);
  for (let row = 1; row < sample.length; row += 1) {
    if (row % (dimensions + 1) === 0) continue;
    const dimension = sample[row]!.findIndex((level, index) => level !== sample[row - 1]![index]);
    const share = (sample[row]![dimension]! - sample[row - 1]![dimension]!) / (levels - 1);
    effects[dimension]!.push((values[row]! - values[row - 1]!) / share);
  }
  return effects;
}

/** Of the effects of one parameter. */
export function summary(effects: readonly number[], confidence: number) {
  const mu = effects.reduce((sum, effect) => sum + effect, 0) / effects.length;
  const squares = effects.reduce((sum, effect) => sum + (effect - mu) ** 2, 0);
  return {
    mu,
    muStar: meanInterval(effects.map(Math.abs), confidence),
    sigma: Math.sqrt(squares / (effects.length - 1)),
  };
}
