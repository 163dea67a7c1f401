import { requireConfidence } from "../../measure/interval.js";
import { Table } from "../../table/table.js";
import type { Point } from "../design/design.js";
import { axesOf, type Ranges, requireCount } from "../design/range.js";
import { sobolSequence } from "../design/sobolSequence.js";
import { type Program, requireProgram } from "../program.js";
import { bootstrapIndices } from "./bootstrapIndices.js";
import { evaluate, Sensitivity, type SensitivityOptions } from "./evaluate.js";
import { type SaltelliValues, standardised } from "./sobolEstimators.js";

export interface SobolIndicesOptions extends SensitivityOptions {
  /** Rows of the base sample, a power of 2; 256 unless given. */
  readonly samples?: number;
  /** What pairs of parameters do beyond each alone, too; false unless given. */
  readonly secondOrder?: boolean;
  /** Resamples of the bootstrap; 1,000 unless given. */
  readonly resamples?: number;
}

/**
 * How much of the variance of a number each parameter explains over its range: Sobol' indices.
 *
 * `S1` is the share that goes with the parameter alone, Var(E(Y | X)) / Var(Y); `ST` the share that goes with it in any company, E(Var(Y |
 * all others)) / Var(Y); their difference is interaction. In `secondOrder` the share of each pair beyond that of each alone. A.
 * Saltelli's sample (Computer Physics Communications 181, 2010) over a scrambled Sobol' sequence, his estimator of S1 and M. J. W.
 * Jansen's of ST, as SALib; intervals by the percentiles of a bootstrap over the rows of the sample. An estimate of a small index can be
 * negative by chance.
 *
 * All runs have the same random numbers. Costs samples × (parameters + 2) runs, with pairs samples × (2 parameters + 2).
 *
 * @throws RangeError for an option out of range or a number that never varies; whatever {@link sweep} throws; the signal's reason
 * when it is aborted
 */
export async function sobolIndices<Options>(
  program: Program<Options>,
  ranges: Ranges,
  { samples = 256, secondOrder = false, resamples = 1000, ...options }: SobolIndicesOptions = {},
): Promise<Sensitivity> {
  requireProgram("sobolIndices", program);
  const axes = axesOf(ranges);
  requireCount("samples", samples, 2);
  if (!Number.isInteger(Math.log2(samples))) throw new RangeError(`samples: expected a power of 2, got ${samples}`);
  requireCount("resamples", resamples, 1);
  const { seed = 1, confidence = 0.95 } = options;
  requireConfidence(confidence);

  const count = axes.length;
  const base = sobolSequence(2 * count, samples, seed);
  /** The point of a row: from its second half where `second` says so, else from its first. */
  const pointsOf = (second: (dimension: number) => boolean): Point[] =>
    base.map((row) =>
      Object.fromEntries(
        axes.map((axis, index) => [axis.name, axis.sample(row[second(index) ? count + index : index]!)]),
      ),
    );
  const dimensions = axes.map((_, index) => index);
  const blocks = [
    pointsOf(() => false),
    pointsOf(() => true),
    ...dimensions.map((own) => pointsOf((dimension) => dimension === own)),
    ...(secondOrder ? dimensions.map((own) => pointsOf((dimension) => dimension !== own)) : []),
  ];
  const { values, runs } = await evaluate(program, blocks.flat(), options);
  const block = (index: number) => values.subarray(index * samples, (index + 1) * samples);
  const found: SaltelliValues = standardised({
    a: block(0),
    b: block(1),
    ab: dimensions.map((index) => block(2 + index)),
    ba: secondOrder ? dimensions.map((index) => block(2 + count + index)) : [],
  });
  const { first, total, pairs } = bootstrapIndices(found, resamples, confidence, seed);
  const rows = axes.map(({ name }, index) => {
    const [s1, st] = [first[index]!, total[index]!];
    return {
      parameter: name,
      ...{ S1: s1.value, S1Low: s1.low, S1High: s1.high },
      ...{ ST: st.value, STLow: st.low, STHigh: st.high },
    };
  });
  const second = pairs.map(({ one, other, value, low, high }) => ({
    ...{ one: axes[one]!.name, other: axes[other]!.name },
    ...{ S2: value, S2Low: low, S2High: high },
  }));
  return new Sensitivity(new Table(rows), runs, secondOrder ? new Table(second) : undefined);
}
