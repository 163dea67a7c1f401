import type { Family } from "../distribution/distribution.js";
import type { Estimation } from "../distribution/estimation.js";

/** A family of numbers that can be fitted. */
export type FittedFamily = Family<number[]> & { readonly estimation: Estimation };

/** What the caller knows of the parameters. */
export interface Knowledge {
  /** Values held, by name. */
  readonly fixed: Readonly<Record<string, number>>;
  /** Open bounds, by name. */
  readonly bounds: Readonly<Record<string, readonly [low: number, high: number]>>;
}
