import { requireObject } from "../argument/argument.js";
import type { Expression } from "../machine/expression.js";
import { type BloomFilter, bloomFilter, bloomOperations } from "./bloomFilter.js";
import { callCost } from "./calls.js";
import { coldPages } from "./coldPages.js";
import type { InstructionCost, MapCost, OutputCost, RunCost } from "./cost.js";
import { type CostProfile, costOfProfile } from "./costProfile.js";
import { countersOf } from "./counters.js";
import { fullMap } from "./fullMap.js";
import { instructionSet } from "./instructionSets.js";
import { mapCost } from "./maps.js";
import { requireCount } from "./named.js";
import { outputCost } from "./outputs.js";
import { probeCost } from "./probes.js";

/** How a program is built and attached; each by its name, or as a cost of your own. What is not given costs nothing. */
export interface Techniques {
  /** The map with the records of those that wait; `"measured-hash"` unless given. */
  readonly map?: string | MapCost;
  /** So many records the map holds: beyond that an insertion fails and the wait is lost; without bound unless given. */
  readonly maxEntries?: number;
  /** A Bloom filter in front of the map: the elements it was made for, or more of it. */
  readonly bloom?: number | BloomFilter;
  /** How a report leaves; `"ring-buffer"` unless given. */
  readonly output?: string | OutputCost;
  /** What calls the program, such as `"fentry"`. */
  readonly probe?: string | RunCost;
  /** How its parts call each other, each run, such as `"tail-call:3"`. */
  readonly calls?: string | RunCost;
  /** Cold pages of code a run, see `placePrograms`. */
  readonly pages?: number | RunCost;
  /** Whether its runs are counted and timed (`kernel.bpf_stats_enabled`). */
  readonly counters?: boolean | RunCost;
  /** The version of the instruction set, which changes what its own instructions take: `"v1"`, `"v2"` or `"v3"`; as `"v1"` unless given. */
  readonly isa?: string | InstructionCost;
  /** Of the processes one in so many is looked at, chosen by its number; each of them unless given. */
  readonly sampling?: number;
}

/** Formulas by the names that they have among the definitions of a model. */
export type Definitions = Readonly<Record<string, Expression>>;

/** What a technique puts into a model: the definitions that stand for it, and its name. */
export interface TechniqueOfModel {
  readonly definitions: Definitions;
  readonly label: string;
}

const run = (name: string, { operations, name: label }: RunCost): TechniqueOfModel => ({
  definitions: { [name]: operations.run.nanoseconds },
  label,
});

/** What a program costs as it is. */
const asV1: TechniqueOfModel = { definitions: { instructionFactor: 1 }, label: "v1" };

const none = (name: string): TechniqueOfModel => ({ definitions: { [name]: 0 }, label: "none" });

/** Each technique that is nothing but definitions, so that one can be put in place of another in a model that is made. */
const techniques: {
  readonly [Name in keyof Techniques]?: (
    choice: NonNullable<Techniques[Name]>,
    profile: CostProfile | undefined,
  ) => TechniqueOfModel;
} = {
  map: (choice, profile) => definitionsOfMap(mapCost(choice, profile)),
  output(choice, profile) {
    const { operations, name } = outputCost(choice, profile);
    return { definitions: { outputCost: operations.output.nanoseconds }, label: name };
  },
  probe: (choice) => run("probeCost", probeCost(choice)),
  calls: (choice, profile) => run("callCost", callCost(choice, profile)),
  pages: (choice) =>
    typeof choice === "number"
      ? { ...run("pageCost", coldPages(choice)), label: String(choice) }
      : run("pageCost", choice),
  counters: (choice, profile) =>
    choice ? run("counterCost", choice === true ? countersOf(profile) : choice) : none("counterCost"),
  isa(choice, profile) {
    const { factor, name } = instructionSet(choice, profile);
    return { definitions: { instructionFactor: factor }, label: name };
  },
};

/** The names of the techniques that can be exchanged in a model. */
export const exchangeable: readonly string[] = Object.keys(techniques);

/**
 * What the choice of a technique puts into a model.
 *
 * @param profile the machine whose costs its name stands for; the default costs unless given
 * @throws RangeError for a technique that is not among {@link exchangeable}, or a choice that is not known
 */
export function technique(name: string, choice: unknown, profile?: CostProfile): TechniqueOfModel {
  const make = Object.hasOwn(techniques, name) ? techniques[name as keyof Techniques] : undefined;
  if (!make) throw new RangeError(`unknown technique "${name}"; known: ${exchangeable.join(", ")}`);
  return (make as (choice: unknown, profile?: CostProfile) => TechniqueOfModel)(choice, profile);
}

/** A program as formulas of a model. */
export interface ProgramCost {
  /**
   * `recordCost` of a run that puts a record into the map, `reportCost` of one that takes it out, `lostCost` and `missCost` of those that
   * find it full and that find nothing, `outputCost` of a report, `createCost` of a new process; and what they are made of.
   */
  readonly definitions: Definitions;
  readonly labels: Readonly<Record<string, string>>;
  readonly maxEntries?: number;
  readonly sampling?: number;
}

/**
 * What the runs of a program with these techniques cost:
 *
 * runCost = instructions · instructionFactor + probeCost + callCost + pageCost + counterCost, and to it what is done to the map.
 *
 * @param instructions what its own instructions take each run, ns
 * @param profile the machine whose costs the names stand for; the default costs unless given
 * @throws RangeError that names the technique whose choice is not known
 */
export function programCost(options: Techniques, instructions: number, profile?: CostProfile): ProgramCost {
  requireObject("programCost", 'techniques, such as { map: "hash" }', options);
  const { output = "ring-buffer", maxEntries, sampling } = options;
  if (sampling !== undefined) requireCount("sampling", sampling);
  const parts: readonly [string, TechniqueOfModel][] = [
    ["map", definitionsOfMap(mapOf(options, profile))],
    ["output", technique("output", output, profile)],
    ["probe", options.probe === undefined ? none("probeCost") : technique("probe", options.probe, profile)],
    ["calls", options.calls === undefined ? none("callCost") : technique("calls", options.calls, profile)],
    ["pages", technique("pages", options.pages ?? 0)],
    ["counters", technique("counters", options.counters ?? false, profile)],
    ["isa", options.isa === undefined ? asV1 : technique("isa", options.isa, profile)],
  ];
  const given = (name: string): boolean =>
    name === "map" || name === "output" || options[name as keyof Techniques] !== undefined;
  // The factor of both is for models that know no time of their own for them.
  const { mapFactor: _, ...definitions }: Definitions = Object.assign({}, ...parts.map(([, each]) => each.definitions));
  return {
    definitions: {
      ...definitions,
      runCost: `${instructions} * instructionFactor + probeCost + callCost + pageCost + counterCost`,
      recordCost: "runCost + insertCost",
      lostCost: "runCost + failedInsertCost",
      reportCost: "runCost + lookupAndDeleteCost",
      notFoundCost: "runCost + missCost",
    },
    labels: Object.fromEntries([
      ...parts.filter(([name]) => given(name)).map(([name, { label }]) => [name, label]),
      ...Object.entries({ maxEntries, sampling }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, String(value)]],
      ),
    ]),
    ...(maxEntries === undefined ? {} : { maxEntries }),
    ...(sampling === undefined ? {} : { sampling }),
  };
}

function definitionsOfMap({ operations, factor, name }: MapCost): TechniqueOfModel {
  const { insert, lookupAndDelete, miss = lookupAndDelete, create, failedInsert = insert } = operations;
  return {
    definitions: {
      insertCost: insert.nanoseconds,
      failedInsertCost: failedInsert.nanoseconds,
      lookupAndDeleteCost: lookupAndDelete.nanoseconds,
      missCost: miss.nanoseconds,
      createCost: create?.nanoseconds ?? 0,
      mapFactor: factor,
    },
    label: name,
  };
}

/** The map of techniques, with its bound and the filter in front of it. */
export function mapOf({ map = "measured-hash", maxEntries, bloom }: Techniques, profile?: CostProfile): MapCost {
  const known = mapCost(map, profile);
  const bounded = maxEntries === undefined ? known : fullMap(known, maxEntries);
  if (bloom === undefined) return bounded;
  const own = costOfProfile<typeof bloomOperations>(profile, bloomOperations.name) ?? bloomOperations;
  return bloomFilter(bounded, typeof bloom === "number" ? { maxEntries: bloom } : bloom, own);
}
