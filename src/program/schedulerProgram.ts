import type { CostProfile } from "../cost/costProfile.js";
import { costProfile } from "../cost/loadCostProfile.js";
import { programCost, type Techniques } from "../cost/techniques.js";
import { uniform } from "../distribution/uniform.js";
import { duration } from "../machine/duration.js";
import type { Expression } from "../machine/expression.js";
import type { Draw, Quantity, Transition } from "../machine/model.js";

/** `runqslower` on the scheduler, and how it is built and attached. */
export interface ProgramOptions extends Techniques {
  /** Waits longer than this are reported; `"10 ms"` unless given, as the program's own. */
  readonly threshold?: Quantity;
  /** CPU time of the program's own instructions, each time it runs, beside its map, output, probe and calls; 0 unless given. */
  readonly entry?: Quantity;
}

/** A program as the scheduler's transitions have it: what a run costs, ns, and which waits it takes note of. */
export interface Program {
  readonly parameters: Readonly<Record<string, number>>;
  readonly definitions: Readonly<Record<string, Expression>>;
  /** When a process comes, when it begins to wait, and when it runs. */
  readonly create: Expression;
  readonly record: Expression;
  readonly report: Expression;
  readonly noting: Noting;
  readonly labels: Readonly<Record<string, string>>;
}

type Set = NonNullable<Transition["set"]>;

interface Noting {
  readonly global: Readonly<Record<string, number>>;
  readonly entity: Readonly<Record<string, Expression>>;
  readonly draws: Readonly<Record<string, Draw>>;
  /** What is set when a process comes, when it begins to wait, and when it runs. */
  readonly chosen: Set;
  readonly begins: Set;
  readonly ends: Set;
}

/** A record for each process that waits, whether or not there is a program. */
const allNoted: Noting = {
  global: {},
  entity: {},
  draws: {},
  chosen: {},
  begins: { records: "records + 1" },
  ends: { records: "records - 1" },
};

const noProgram: Program = {
  parameters: {},
  definitions: {},
  create: 0,
  record: 0,
  report: 0,
  noting: allNoted,
  labels: {},
};

/** `options` as a program of the scheduler; one that costs nothing where there are none. */
export function programOf(options: ProgramOptions | undefined, costs: string | CostProfile | undefined): Program {
  if (!options && costs !== undefined)
    throw new RangeError(
      'costs: mean nothing without a program whose costs they are, such as program: { map: "measured-hash" }',
    );
  if (!options) return noProgram;
  const profile = costs === undefined ? undefined : costProfile(costs);
  const { threshold = "10 ms", entry = 0, ...techniques } = options;
  const instructions = duration(entry, "program.entry");
  const { definitions, labels: choices, maxEntries, sampling } = programCost(techniques, instructions, profile);
  const labels = { ...choices, ...(profile && { costs: profile.name }) };
  const parameters = { threshold: duration(threshold, "program.threshold") };
  const report = "reportCost + (waited > threshold ? outputCost : 0)";
  if (maxEntries === undefined && sampling === undefined)
    return { parameters, definitions, create: "createCost", record: "recordCost", report, noting: allNoted, labels };
  // Chosen by its number, which it has for life: its waits are looked at all or none, and at no cost of remembering.
  const chosen = sampling === undefined ? "1" : "sampled";
  const room = maxEntries === undefined ? "1" : "records < maxEntries";
  const noted = `(${chosen} and ${room} ? 1 : 0)`;
  return {
    parameters: {
      ...parameters,
      ...(sampling === undefined ? {} : { sampling }),
      ...(maxEntries === undefined ? {} : { maxEntries }),
    },
    definitions,
    create: sampling === undefined ? "createCost" : "(ticket * sampling < 1 ? createCost : 0)",
    record: `(${chosen} ? (${room} ? recordCost : lostCost) : runCost)`,
    report: `noted ? ${report} : (${chosen} ? notFoundCost : runCost)`,
    noting: {
      global: { lost: 0 },
      entity: { ...(sampling === undefined ? {} : { sampled: 0 }), noted: 0 },
      draws: sampling === undefined ? {} : { ticket: { distribution: uniform(0, 1) } },
      chosen: sampling === undefined ? {} : { sampled: "ticket * sampling < 1 ? 1 : 0" },
      begins: { noted, records: `records + ${noted}`, lost: `lost + (${chosen} ? 1 : 0) - ${noted}` },
      ends: { records: "records - noted" },
    },
    labels,
  };
}
