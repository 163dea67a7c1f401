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
  const some = evenly(exact, enough);
  const repeated = mayRepeat(some) ? ties(sorted(some)) : undefined;
  const modes = bimodal(some, repeated !== undefined);
  return { ...(repeated && { ties: repeated }), ...(modes && { bimodal: modes }) };
}

/** Whether there may be enough ties for a warning: no, if nine in ten values have places of their own in a table. */
function mayRepeat(values: Float64Array): boolean {
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  const bits = Math.ceil(Math.log2(16 * values.length));
  const taken = new Uint8Array(2 ** bits);
  let different = 0;
  for (let index = 0; index < words.length; index += 2) {
    const mixed = Math.imul(words[index]! ^ Math.imul(words[index + 1]!, 0x9e3779b1), 0x85ebca6b);
    const place = mixed >>> (32 - bits);
    if (taken[place] === 0) {
      taken[place] = 1;
      different += 1;
    }
  }
  return different < 0.9 * values.length;
}
