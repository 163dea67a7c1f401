import { batchMeans } from "../measure/batchMeans.js";
import type { Doubt, Estimate, Evidence, Quantity, Regime, Test } from "./evidence.js";
import type { Trend } from "./trend.js";
import type { Windows } from "./windows.js";

/** What is judged, and by which measure. */
export interface Case {
  readonly windows: Windows;
  readonly epsilon: number;
  readonly tolerance: number;
  /** Of the intervals that are shown. */
  readonly confidence: number;
  /** Of those that decide. */
  readonly decision: number;
}

/** What one question found. */
export interface Finding {
  /** There where the question is the last one to be asked. */
  readonly answer?: {
    readonly regime: Regime;
    readonly quantity: Quantity;
    /** A sentence without its full stop. */
    readonly reason: string;
    readonly doubt?: Doubt;
  };
  readonly evidence?: Partial<Evidence>;
  readonly tests?: readonly Test[];
}

export function undecided(quantity: Quantity, doubt: Doubt, reason: string): NonNullable<Finding["answer"]> {
  return { regime: "undecided", quantity, doubt, reason };
}

/** The mean of correlated values with its interval by batch means. */
export function estimateOf(values: Float64Array, confidence: number): Estimate {
  const { mean, low, high } = batchMeans(values, { confidence }).interval;
  return { value: mean, low, high };
}

export function scaled({ value, low, high }: Estimate, factor: number): Estimate {
  return { value: value * factor, low: low * factor, high: high * factor };
}

export function trendTest(name: string, of: Quantity, { slope, standardError, pValue, against }: Trend): Test {
  const model = against === "walk" ? "random walk" : "constant";
  return {
    name: `${name} (Student, against a ${model})`,
    of,
    statistic: slope === 0 ? 0 : slope / standardError,
    pValue,
  };
}
