import type { Sample } from "../data.js";
import { evenly } from "../evenly.js";
import type { FitWarning } from "../result.js";
import { sorted } from "../sorted.js";
import { bimodal } from "./bimodal.js";
import { ties } from "./ties.js";

/** As many values, evenly taken, say whether they repeat or have several modes. */
const enough = 10_000;

/** What there is to know of the data before any law is fitted to them, whichever it is: values that repeat, several modes. */
export function dataWarnings({ exact, weights }: Sample): {
  readonly ties?: FitWarning;
  readonly bimodal?: FitWarning;
} {
  if (weights || exact.length < 2) return {};
  const some = sorted(evenly(exact, enough));
  const repeated = ties(some);
  const modes = bimodal(some);
  return { ...(repeated && { ties: repeated }), ...(modes && { bimodal: modes }) };
}
