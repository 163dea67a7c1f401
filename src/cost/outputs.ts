import { articleOutput } from "./articleOutput.js";
import type { OutputCost } from "./cost.js";
import { perfBuffer } from "./perfBuffer.js";
import { ringBuffer } from "./ringBuffer.js";

// A new one is one line here.
const known: readonly OutputCost[] = [articleOutput, perfBuffer, ringBuffer];

/** Every output cost by its name. */
export const outputCosts: ReadonlyMap<string, OutputCost> = new Map(known.map((cost) => [cost.name, cost]));

/** @throws RangeError that lists the names where there is no output of this one. */
export function outputCost(name: string): OutputCost {
  const cost = outputCosts.get(name);
  if (!cost) throw new RangeError(`output: unknown output "${name}"; known: ${[...outputCosts.keys()].join(", ")}`);
  return cost;
}
