import { articleOutput } from "./articleOutput.js";
import { batchedMap } from "./batchedMap.js";
import type { OutputCost } from "./cost.js";
import type { CostProfile } from "./costProfile.js";
import { byName, counted, named } from "./named.js";
import { perfBuffer } from "./perfBuffer.js";
import { ringBuffer } from "./ringBuffer.js";
import { wakingEvery } from "./wakeUp.js";

const plainOutputs = byName<OutputCost>([articleOutput, perfBuffer, ringBuffer]);

/** Those of which only so many at once cost less, by what `"name:256"` stands for. */
const countedOutputs: Readonly<Record<string, (count: number, profile?: CostProfile) => OutputCost>> = {
  "perf-buffer-wake-up": (records, profile) => wakingEvery(outputCost(perfBuffer.name, profile), records),
  "ring-buffer-wake-up": (records, profile) => wakingEvery(outputCost(ringBuffer.name, profile), records),
  "batched-map": batchedMap,
};

/** Every output cost by its name; a new one is one line here or above. */
export const outputCosts: ReadonlyMap<string, OutputCost> = byName<OutputCost>([
  ...plainOutputs.values(),
  ...Object.values(countedOutputs).map((output) => output(1)),
]);

/**
 * The output of a name: `"ring-buffer"`, or `"ring-buffer-wake-up:1000"` where the reader is woken once in 1,000 records.
 *
 * @throws RangeError that lists the names where there is no output of this one.
 */
export function outputCost(choice: string | OutputCost, profile?: CostProfile): OutputCost {
  if (typeof choice !== "string") return named("output", plainOutputs, choice);
  const [name, count] = counted("output", choice);
  const output = Object.hasOwn(countedOutputs, name) ? countedOutputs[name] : undefined;
  return output ? output(count, profile) : named("output", plainOutputs, choice, profile);
}
