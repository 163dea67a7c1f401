import type { z } from "zod";
import type { Model } from "./model.js";
import { checkNames, type ModelIssue } from "./names.js";
import { model, transition } from "./schema.js";

/** A model that cannot be run, with every mistake found. */
export class ModelError extends Error {
  override name = "ModelError";
  readonly issues: readonly ModelIssue[];

  constructor(issues: readonly ModelIssue[]) {
    super(issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join("\n"));
    this.issues = issues;
  }
}

/**
 * Checks the shape of a model and that each name in it stands for something. What its expressions say is checked when they
 * are compiled.
 *
 * @throws ModelError with every mistake and its path
 */
export function validateModel(input: unknown): Model {
  const issues: ModelIssue[] = [];
  refusePrototypes(input, [], issues);
  collect(issues, [], model.safeParse(input));
  const states = (input as { states?: unknown } | null)?.states;
  if (typeof states === "object" && states !== null && !Array.isArray(states))
    for (const [name, state] of Object.entries(states)) {
      // A state is told apart here, not by a union, so that a mistake is reported for the form that was meant.
      if (Array.isArray(state)) {
        if (state.length === 0) issues.push({ path: `states.${name}`, message: "expected at least one transition" });
        state.forEach((each, index) => {
          collect(issues, ["states", name, index], transition.safeParse(each));
        });
      } else collect(issues, ["states", name], transition.safeParse(state));
    }
  if (issues.length === 0) checkNames(input as Model, issues);
  if (issues.length > 0) throw new ModelError(issues);
  return input as Model;
}

/** Finds keys named `__proto__`, which JSON can hold, zod overlooks, and an assignment would not take for a key. */
function refusePrototypes(value: unknown, path: readonly PropertyKey[], issues: ModelIssue[]): void {
  if (typeof value !== "object" || value === null || path.length > 10) return;
  for (const [key, each] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (key === "__proto__") issues.push({ path: formatPath(at), message: "is not a name" });
    refusePrototypes(each, at, issues);
  }
}

function collect(issues: ModelIssue[], prefix: PropertyKey[], result: z.ZodSafeParseResult<unknown>): void {
  for (const issue of result.error?.issues ?? []) {
    // zod reports a wrong key of a record as an issue within an issue.
    const message = issue.code === "invalid_key" ? issue.issues.map((each) => each.message).join("; ") : issue.message;
    issues.push({ path: formatPath([...prefix, ...issue.path]), message });
  }
}

function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : (index > 0 ? "." : "") + String(key)))
    .join("");
}
