import { requireObject } from "../argument/argument.js";
import type { Cost } from "./cost.js";
import { type CostProfile, costOfProfile } from "./costProfile.js";

/** Costs by their name. */
export function byName<Known extends Cost>(known: readonly Known[]): ReadonlyMap<string, Known> {
  return new Map(known.map((cost) => [cost.name, cost]));
}

/**
 * The cost of a name, or a cost as it is.
 *
 * @param option what it was given for
 * @param profile has it before `costs`, where a calibration measures it
 * @throws RangeError that lists the names where there is none of this one
 */
export function named<Known extends Cost>(
  option: string,
  costs: ReadonlyMap<string, Known>,
  choice: string | Known,
  profile?: CostProfile,
): Known {
  if (typeof choice !== "string") {
    requireObject(option, "the name of a cost, or a cost", choice, "operations");
    return choice;
  }
  const cost = costOfProfile<Known>(profile, choice) ?? costs.get(choice);
  if (!cost) throw new RangeError(`${option}: unknown ${option} "${choice}"; known: ${[...costs.keys()].join(", ")}`);
  return cost;
}

/**
 * The name and count of `"tail-call:3"`; the count of a name alone is `alone`.
 *
 * @throws RangeError for a count that is not a whole number from 1
 */
export function counted(option: string, text: string, alone = 1): readonly [name: string, count: number] {
  const [name, count, ...rest] = text.split(":");
  const number = count === undefined ? alone : Number(count);
  if (rest.length > 0 || count === "" || !(Number.isSafeInteger(number) && number >= 1))
    throw new RangeError(`${option}: expected a name, or a name and a whole number such as "${name}:3", got "${text}"`);
  return [name!, number];
}

/** @throws RangeError for what is not a whole number from 1 */
export function requireCount(option: string, value: number): void {
  if (!(Number.isSafeInteger(value) && value >= 1))
    throw new RangeError(`${option}: expected a whole number from 1, got ${value}`);
}
