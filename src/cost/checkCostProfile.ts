import { z } from "zod";
import type { Expression } from "../machine/expression.js";
import { calibratedCosts } from "./calibratedCosts.js";
import type { Cost } from "./cost.js";
import { costAt } from "./costAt.js";
import type { CostProfile } from "./costProfile.js";

const bytes = z.number("expected bytes").positive("expected bytes above 0");
const text = z.string("expected a text").min(1, "expected a text that is not empty");
const nanoseconds = z.number("expected ns, a number from 0").min(0, "expected ns, a number from 0");
const positive = z.number("expected a number above 0").positive("expected a number above 0");
const expression = z.union([z.number(), z.string()], "expected ns, a number from 0, or a formula");
const interval = z.tuple(
  [positive.max(1, "expected at most 1"), z.number("expected a number from 1").min(1, "expected a number from 1")],
  "expected the two ends of an interval",
);

const operation = z.object(
  {
    nanoseconds: expression,
    interval: interval.optional(),
    cached: z
      .object({
        base: nanoseconds,
        steps: z.array(z.object({ leaves: z.enum(["l1", "l2", "l3", "tlb"]), entries: positive, rise: nanoseconds })),
      })
      .optional(),
  },
  "expected an operation with its nanoseconds",
);

const cost = z.looseObject({
  name: text,
  operations: z.record(z.string(), operation, "expected operations by name"),
  validity: z.record(z.string(), z.tuple([z.number(), z.number()], "expected a range")).optional(),
  source: text,
  factor: z.union([positive, z.string()], "expected a factor above 0").optional(),
  interval: interval.optional(),
  memory: z.object({ l1: bytes, l2: bytes, l3: bytes, tlb: bytes, entry: bytes, spread: bytes.optional() }).optional(),
});

const profile = z.object(
  {
    phasebook: z.literal("costs", 'expected "costs": this is no cost profile'),
    version: z.literal(1, "expected version 1, the one that this Phasebook knows"),
    name: text,
    costs: z.array(cost, "expected a list of costs"),
    missing: z.record(z.string(), text, "expected reasons by the names of costs"),
  },
  'expected a cost profile, an object with "phasebook": "costs"',
);

/**
 * A cost profile, checked: every cost that a calibration measures is there, or among those it could not measure; each has the kind and the
 * operations of its name; and all are finite and not negative wherever a run may come.
 *
 * @param where what messages call it, such as the path of its file
 * @throws RangeError that names what is wrong, where it stands and what would be right
 */
export function checkCostProfile(value: unknown, where: string): CostProfile {
  const fail = (path: string, message: string): never => {
    throw new RangeError(`${where}: ${path === "" ? "" : `${path}: `}${message}`);
  };
  const parsed = profile.safeParse(value);
  const issue = parsed.error?.issues[0];
  if (issue) fail(pathOf(value, issue.path), `${issue.message}, got ${show(valueAt(value, issue.path))}`);
  const { costs, missing } = value as CostProfile;
  for (const [index, { name }] of costs.entries()) {
    if (!calibratedCosts.some((known) => known.name === name))
      fail(`costs.${index}`, `no calibration measures "${name}"`);
    if (costs.findIndex((other) => other.name === name) < index) fail(`costs.${index}`, `"${name}" is there twice`);
    if (Object.hasOwn(missing, name)) fail(`missing.${name}`, "is among the costs too");
  }
  for (const known of calibratedCosts) {
    const found = costs.find(({ name }) => name === known.name);
    if (found) checkLike(found, known, (path, message) => fail(`costs, ${found.name}: ${path}`, message));
    else if (!Object.hasOwn(missing, known.name))
      fail("costs", `"${known.name}" is not there, nor among the missing: the file is not whole`);
  }
  return value as CostProfile;
}

/** Holds a cost to the kind and operations that a model takes of its name. */
function checkLike(found: Cost, known: Cost, fail: (path: string, message: string) => never): void {
  const [kind, wanted] = [found, known].map((each) => (each as { kind?: unknown }).kind);
  if (kind !== wanted) fail("kind", `expected ${show(wanted)}, got ${show(kind)}`);
  const variables = Object.keys(known.validity ?? {});
  for (const name of Object.keys(known.operations)) {
    const { nanoseconds } = found.operations[name] ?? fail(`operations.${name}`, "is not there");
    checkFormula(nanoseconds, variables, (message) => fail(`operations.${name}.nanoseconds`, message));
  }
  for (const name of ["factor", "memory"] as const) if (name in known && !(name in found)) fail(name, "is not there");
  const { factor } = found as { factor?: Expression };
  if (factor !== undefined) checkFormula(factor, variables, (message) => fail("factor", message));
}

/** From none to more than any machine holds. */
const places = [0, ...Array.from({ length: 41 }, (_, power) => 2 ** power)];

/** A formula over the variable of its cost, finite and not negative at all places but 0 elements of a batch. */
function checkFormula(formula: Expression, variables: readonly string[], fail: (message: string) => never): void {
  const known = variables.filter((name) => name === "records" || name === "batch");
  for (const place of known.includes("batch") ? places.slice(1) : places) {
    let result: number;
    try {
      result = costAt(formula, Object.fromEntries(known.map((name) => [name, place])));
    } catch (error) {
      throw fail(`${show(formula)}: ${(error as Error).message}`);
    }
    if (!(result >= 0 && result < Infinity))
      fail(
        `expected a number from 0, got ${show(formula)}${typeof formula === "number" ? "" : `, ${result} at ${place}`}`,
      );
  }
}

/** `costs, ring-buffer: operations.output`: a cost is called by its name, where it has one. */
function pathOf(value: unknown, path: readonly PropertyKey[]): string {
  const [list, index, ...rest] = path;
  const name = list === "costs" && index !== undefined ? valueAt(value, [list, index, "name"]) : undefined;
  return typeof name === "string" && rest.length > 0
    ? `costs, ${name}: ${rest.map(String).join(".")}`
    : path.map(String).join(".");
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((at: unknown, key) => (at as Record<PropertyKey, unknown> | null | undefined)?.[key], value);
}

function show(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
