import { meanInterval } from "../measure/interval.js";
import type { Doubt, Regime } from "./evidence.js";

/** What of the classification of a run counts where those of replications are put together. */
export interface Said {
  /** One of {@link Regime}, or of a classification of one's own. */
  readonly regime: string;
  /** The level of the overhead, where it has settled at one or come near to it. */
  readonly level?: number | undefined;
  readonly doubt?: Doubt | undefined;
}

/** What replications come to, and by what. */
export type Verdict =
  /** More than half are decided, and all of those agree. */
  | { readonly by: "majority"; readonly regime: string; readonly doubt?: undefined }
  /** Each has settled at a level: the interval of their mean decides, or is too `near` to epsilon or to 1. */
  | {
      readonly by: "levels";
      readonly regime: Regime;
      readonly doubt?: "border";
      readonly levels: readonly number[];
      readonly near: number;
    }
  /** They are of different regimes, or too few of them say anything. */
  | { readonly by: "nothing"; readonly regime: "undecided"; readonly doubt?: "disagreement" };

/** The share of replications that has to be decided. */
const quorum = 0.5;

/**
 * The regime of replications of one model.
 *
 * Where more than half are decided and all of those agree, that is the regime. Where each has settled at a level, but some on one side of
 * epsilon and some on the other or too near to it, the interval of the mean over replications decides, at a tenth of the risk of the
 * confidence. Anything else is undecided.
 */
export function verdictOf(all: readonly Said[], epsilon: number, confidence: number): Verdict {
  const decided = all.map(({ regime }) => regime).filter((regime) => regime !== "undecided");
  const different = new Set(decided);
  if (different.size === 1 && decided.length > quorum * all.length) return { by: "majority", regime: decided[0]! };
  const levels = all.flatMap(({ regime, level, doubt }) =>
    level !== undefined && regime !== "exploding" && (!doubt || doubt === "border") ? [level] : [],
  );
  if (levels.length === all.length) {
    const { low, high } = meanInterval(levels, 1 - (1 - confidence) / 10);
    const near = low > epsilon ? 1 : epsilon;
    if (high < epsilon) return { by: "levels", regime: "converging", levels, near };
    if (low > 1) return { by: "levels", regime: "exploding", levels, near };
    if (low > epsilon && high < 1) return { by: "levels", regime: "oscillating", levels, near };
    return { by: "levels", regime: "undecided", doubt: "border", levels, near };
  }
  return { by: "nothing", regime: "undecided", ...(different.size > 1 && { doubt: "disagreement" }) };
}
