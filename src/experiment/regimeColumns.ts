import type { Run } from "../engine/run.js";
import { type ClassifyRunOptions, classify } from "../regime/classify.js";
import type { Value } from "../table/table.js";

/** Estimates of the evidence, each with its interval. */
const estimates = ["level", "growthRate", "doublingTime", "period", "amplitude", "damping"] as const;

/**
 * What a classification adds to a row: `regime`, `reason`, `doubt` (why it is undecided) and `swings`, null where there is none; and of
 * the level of the overhead, the growth rate (per s), doubling time and period (ns), amplitude and damping the value, and its interval
 * as `levelLow` and `levelHigh` and so on, NaN where they could not be told.
 */
export const regimeColumns: readonly string[] = [
  "regime",
  "reason",
  "doubt",
  "swings",
  ...estimates.flatMap((name) => [name, `${name}Low`, `${name}High`]),
];

/** The values of {@link regimeColumns}. */
export function regimeValues(run: Run, options: ClassifyRunOptions): Value[] {
  const { regime, reason, evidence } = classify(run, options);
  return [
    regime,
    reason,
    evidence.doubt ?? null,
    evidence.swings ?? null,
    ...estimates.flatMap((name) => {
      const { value, low, high } = evidence[name] ?? { value: Number.NaN, low: Number.NaN, high: Number.NaN };
      return [value, low, high];
    }),
  ];
}
