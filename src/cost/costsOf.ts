import { requireObject } from "../argument/argument.js";
import { callCost } from "./calls.js";
import { coldPages } from "./coldPages.js";
import type { InstructionCost, MapCost, OperationCost, OutputCost, RunCost } from "./cost.js";
import type { CostProfile } from "./costProfile.js";
import { countersOf } from "./counters.js";
import { factorOf } from "./factor.js";
import { instructionSet } from "./instructionSets.js";
import { costProfile } from "./loadCostProfile.js";
import { outputCost } from "./outputs.js";
import { probeCost } from "./probes.js";
import { mapOf, type Techniques } from "./techniques.js";

/** The costs behind techniques, by the option that stands for them. */
export interface CostsOfTechniques {
  readonly map?: MapCost;
  readonly output?: OutputCost;
  readonly probe?: RunCost;
  readonly calls?: RunCost;
  readonly pages?: RunCost;
  readonly counters?: RunCost;
  readonly isa?: InstructionCost;
}

/**
 * The costs behind the names of techniques, with their numbers, intervals and sources; of those alone that are given. A bound of
 * the map and a Bloom filter in front of it are part of the map.
 *
 * @param costs the machine whose costs the names stand for: a profile or its file; the default costs unless given
 * @throws RangeError for a choice that is not known
 */
export function costsOf(techniques: Techniques, costs?: string | CostProfile): CostsOfTechniques {
  requireObject("costsOf", 'techniques, such as { map: "hash" }', techniques);
  const profile = costs === undefined ? undefined : costProfile(costs);
  const { map, maxEntries, bloom, output, probe, calls, pages, isa } = techniques;
  const aMap = map !== undefined || maxEntries !== undefined || bloom !== undefined;
  return {
    ...(aMap ? { map: mapOf(techniques, profile) } : {}),
    ...(output === undefined ? {} : { output: outputCost(output, profile) }),
    ...(probe === undefined ? {} : { probe: probeCost(probe) }),
    ...(calls === undefined ? {} : { calls: callCost(calls, profile) }),
    ...(pages === undefined ? {} : { pages: typeof pages === "number" ? coldPages(pages) : pages }),
    ...(techniques.counters
      ? { counters: techniques.counters === true ? countersOf(profile) : techniques.counters }
      : {}),
    ...(isa === undefined ? {} : { isa: instructionSet(isa, profile) }),
  };
}

/**
 * The techniques with every cost at one end of what is known of it: each formula times the `low` or the `high` of its interval. Where
 * there is no interval, since there is one figure alone, the cost stays. It tells what an answer owes to costs that are not
 * known well, as the interval of replications tells what it owes to chance.
 *
 * @param costs the machine whose costs the names stand for: a profile or its file; the default costs unless given
 * @throws RangeError for a choice that is not known
 */
export function atEnd(
  options: Techniques,
  end: "low" | "high",
  costs?: string | CostProfile,
): CostsOfTechniques & Pick<Techniques, "maxEntries" | "sampling"> {
  requireObject("atEnd", 'techniques, such as { map: "hash" }', options);
  const { maxEntries, sampling, ...techniques } = options;
  const middle = costsOf({ ...techniques, ...(maxEntries === undefined ? {} : { maxEntries }) }, costs);
  const moved = Object.entries(middle).map(([name, cost]: [string, AnyCost]) => [
    name,
    costAtEnd(cost, end === "low" ? 0 : 1),
  ]);
  return {
    ...(Object.fromEntries(moved) as CostsOfTechniques),
    ...(maxEntries === undefined ? {} : { maxEntries }),
    ...(sampling === undefined ? {} : { sampling }),
  };
}

type AnyCost = MapCost | OutputCost | RunCost | InstructionCost;

function costAtEnd(cost: AnyCost, end: 0 | 1): AnyCost {
  if (cost.kind === "instructions") return { ...cost, factor: cost.factor * cost.interval[end] };
  const operations = Object.fromEntries(
    Object.entries(cost.operations).map(([name, operation]) => [name, operationAtEnd(operation, end)]),
  );
  return {
    ...cost,
    operations,
    ...(cost.kind === "map" ? { factor: factorOf(operations as MapCost["operations"]) } : {}),
  } as AnyCost;
}

function operationAtEnd({ nanoseconds, interval, ...rest }: OperationCost, end: 0 | 1): OperationCost {
  if (!interval) return { nanoseconds, ...rest };
  const { cached: _, ...kept } = rest;
  const times = interval[end];
  return {
    ...kept,
    nanoseconds: typeof nanoseconds === "number" ? nanoseconds * times : `${times} * (${nanoseconds})`,
  };
}
