import type { FitWarning } from "../result.js";
import { dip } from "./dip.js";
import { dipSurvival } from "./dipLaw.js";

/** The level of the test, low because it is applied to every set of data. */
const level = 0.01;

/**
 * Warns where values have more than one mode, by Hartigans' dip test at 1 %: a single family then describes none of the groups. Positive
 * values are compared on a logarithmic scale, on which groups of latencies lie apart: 10 ± 3 µs and 10 ± 3 ms do not on a linear
 * one, where the second is as good as level.
 *
 * @param sorted the values, rising
 */
export function bimodal(sorted: ArrayLike<number>): FitWarning | undefined {
  if (sorted.length < 10) return undefined;
  const isPositive = sorted[0]! > 0;
  const depth = dip(isPositive ? logarithms(sorted) : sorted);
  const pValue = dipSurvival(sorted.length, depth);
  if (pValue > level) return undefined;
  return {
    code: "bimodal",
    message: `the values have more than one mode${isPositive ? " on a logarithmic scale" : ""} (dip ${depth.toPrecision(3)}, p ${pValue <= 0.001 ? "≤ 0.001" : `= ${pValue.toPrecision(2)}`}): consider method: "mixture"`,
  };
}

/** In a loop, since `Float64Array.from` takes five times as long. */
function logarithms(values: ArrayLike<number>): Float64Array {
  const logs = new Float64Array(values.length);
  for (let index = 0; index < logs.length; index += 1) logs[index] = Math.log(values[index]!);
  return logs;
}
