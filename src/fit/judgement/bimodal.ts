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
 *
 * @param rounded whether values repeat because a clock ticks or digits were left out: the ticks are no modes
 */
export function bimodal(values: Float64Array, rounded = false): FitWarning | undefined {
  const n = values.length;
  if (n < 10) return undefined;
  const isPositive = areAllPositive(values);
  const scale = isPositive ? Math.log : (value: number): number => value;
  // As a rule the bound says that there is nothing to warn of.
  if (n > 1000 && dipSurvival(n, dipBound(values, scale)) > level) return undefined;
  const rising = sorted(values);
  const depth = dip(
    rounded ? spreadOverTicks(rising, scale, isPositive ? rising[0]! / 2 : Infinity) : rising.map(scale),
  );
  const pValue = dipSurvival(n, depth);
  if (pValue > level) return undefined;
  return {
    code: "bimodal",
    message: `the values have more than one mode${isPositive ? " on a logarithmic scale" : ""} (dip ${depth.toPrecision(3)}, p ${pValue <= 0.001 ? "≤ 0.001" : `= ${pValue.toPrecision(2)}`}): consider method: "mixture"`,
  };
}

/**
 * Values that are rounded to the least step between them, each group of equal ones evenly over its step as the scale has it.
 *
 * @param most of half a step
 */
function spreadOverTicks(rising: Float64Array, scale: (value: number) => number, most: number): Float64Array {
  const half = rising.reduce((least, value, index) => {
    const step = value - (rising[index - 1] ?? -Infinity);
    return step > 0 ? Math.min(least, step / 2) : least;
  }, most);
  const spread = rising.map(scale);
  if (half === Infinity) return spread;
  for (let from = 0; from < rising.length; ) {
    const value = rising[from]!;
    let to = from;
    while (rising[to] === value) to += 1;
    const [low, high] = [scale(value - half), scale(value + half)];
    for (let index = from; index < to; index += 1)
      spread[index] = low + ((high - low) * (index - from + 0.5)) / (to - from);
    from = to;
  }
  return spread;
}

/** In a loop, since the call for each value takes longer than the rest. */
function areAllPositive(values: Float64Array): boolean {
  for (let index = 0; index < values.length; index += 1) if (!(values[index]! > 0)) return false;
  return true;
}
