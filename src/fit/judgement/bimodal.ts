import type { FitWarning } from "../result.js";
import { sorted } from "../sorted.js";
import { dip } from "./dip.js";
import { dipBound } from "./dipBound.js";
import { dipSurvival } from "./dipLaw.js";

/** The level of the test, low because it is applied to every set of data. */
const level = 0.01;

/**
 * Warns where values have more than one mode, by Hartigans' dip test at 1 %: a single family then describes none of the groups. Positive
 * values are compared on a logarithmic scale, on which groups of latencies lie apart: 10 ± 3 µs and 10 ± 3 ms do not on a linear
 * one, where the second is as good as level.
 */
export function bimodal(values: Float64Array): FitWarning | undefined {
  const n = values.length;
  if (n < 10) return undefined;
  const isPositive = areAllPositive(values);
  const scale = isPositive ? Math.log : (value: number): number => value;
  // As a rule the bound says that there is nothing to warn of.
  if (n > 1000 && dipSurvival(n, dipBound(values, scale)) > level) return undefined;
  const depth = dip(sorted(values).map(scale));
  const pValue = dipSurvival(n, depth);
  if (pValue > level) return undefined;
  return {
    code: "bimodal",
    message: `the values have more than one mode${isPositive ? " on a logarithmic scale" : ""} (dip ${depth.toPrecision(3)}, p ${pValue <= 0.001 ? "≤ 0.001" : `= ${pValue.toPrecision(2)}`}): consider method: "mixture"`,
  };
}

/** In a loop, since the call for each value takes longer than the rest. */
function areAllPositive(values: Float64Array): boolean {
  for (let index = 0; index < values.length; index += 1) if (!(values[index]! > 0)) return false;
  return true;
}
