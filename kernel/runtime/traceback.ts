import { inspect, types } from "node:util";
import { isA, type Mistake, TypeScriptError } from "./errors.js";
import { dim, excerpt, red } from "./excerpt.js";
import type { SourcePlace, Sources } from "./sources.js";
import { isLibrary, isOwn } from "./stack.js";

/** An error as the protocol describes it. */
export interface ErrorReport {
  ename: string;
  evalue: string;
  traceback: string[];
}

const framePattern = /^(\s+at (?:async )?(?:.*?\()?)((?:file:\/\/)?[^()]+?):(\d+):(\d+)\)?$/;

/** What is shown of an error: its message, the user's line with what surrounds it, and the frames of the user's code. */
export function reportError(error: unknown, sources: Sources, cell?: { name: string; code: string }): ErrorReport {
  if (isA(TypeScriptError, error)) return reportMistakes(error.mistakes, cell);
  if (!isError(error)) return reportThrown(error);
  return { ename: nameOf(error), evalue: messageOf(error), traceback: describe(error, sources, new Set()) };
}

/** What is shown of a thing that is no error, or of an error that cannot be looked at. */
export function reportThrown(thrown: unknown): ErrorReport {
  const text = printed(thrown);
  return { ename: "Thrown", evalue: text, traceback: [`${red("Thrown")}: ${text}`] };
}

/** Errors of another realm, as `vm` makes them, are errors too. */
function isError(value: unknown): value is Error {
  return types.isNativeError(value) || (!types.isProxy(value) && value instanceof Error);
}

/** A property, however it is made. */
function propertyOf(error: Error, name: "name" | "message" | "stack" | "cause" | "constructor"): unknown {
  try {
    return error[name];
  } catch (trouble) {
    return `(its ${name} throws ${printed(trouble)})`;
  }
}

function printed(value: unknown): string {
  try {
    return inspect(value);
  } catch {
    return "(something that cannot be printed)";
  }
}

function nameOf(error: Error): string {
  const name = propertyOf(error, "name");
  if (typeof name !== "string" || name === "") return "Error";
  if (name !== "Error") return name;
  // Of a class that says no name for its errors, as of most, the name of the class says more.
  const made = propertyOf(error, "constructor");
  return (typeof made === "function" && typeof made.name === "string" && made.name) || name;
}

/** The message, with the user's names in it: to the engine a variable of the notebook is the `value` of its box. */
export function messageOf(error: Error): string {
  const message = propertyOf(error, "message");
  if (typeof message !== "string") return printed(message);
  return message.replace(/\(0 ?, ?__box_([\p{ID_Continue}$]+)\.value\)|__box_([\p{ID_Continue}$]+)\.value/gu, "$1$2");
}

function describe(error: Error, sources: Sources, seen: Set<unknown>): string[] {
  seen.add(error);
  const lines = [`${red(nameOf(error))}: ${messageOf(error)}`, ...framesOf(error, sources)];
  const details = Object.entries(Object.getOwnPropertyDescriptors(error)).filter(
    ([key, { enumerable }]) => enumerable && !["name", "message", "stack", "cause", "errors"].includes(key),
  );
  if (details.length > 0) lines.push(inspect(Object.defineProperties({}, Object.fromEntries(details)), { depth: 2 }));
  const cause = propertyOf(error, "cause");
  const inner = error instanceof AggregateError ? [...error.errors, cause] : [cause];
  for (const cause of inner) {
    if (cause === undefined || seen.has(cause)) continue;
    const [first = "", ...rest] = isError(cause) ? describe(cause, sources, seen) : [printed(cause)];
    lines.push(`${dim("caused by")} ${first}`, ...rest);
  }
  return lines;
}

/** The frames of the user's code, the first of them with its lines; frames of libraries are only counted. */
function framesOf(error: Error, sources: Sources): string[] {
  const lines: string[] = [];
  let folded = 0;
  let pointed = false;
  const unfold = (): void => {
    if (folded > 0) lines.push(dim(`    … ${folded} frame${folded === 1 ? "" : "s"} of libraries`));
    folded = 0;
  };
  const add = (lead: string, { file, ...place }: SourcePlace): void => {
    const text = sources.textOf(file);
    unfold();
    if (!pointed && text !== undefined) lines.push(...excerpt(text, place));
    pointed ||= text !== undefined;
    lines.push(`${lead}${file}:${place.line}:${place.column}${lead.endsWith("(") ? ")" : ""}`);
  };
  const stack = propertyOf(error, "stack");
  const unreadable = typeof stack === "string" ? unreadablePlace(error, stack, sources) : undefined;
  if (unreadable) add("    at ", unreadable);
  for (const line of stackLines(stack)) {
    const [, lead = "", file = "", row, column] = framePattern.exec(line) ?? [];
    if (file === "" || isOwn(file)) continue;
    if (sources.textOf(file) === undefined) {
      if (isLibrary(file)) folded += 1;
      else if (!lead.includes("(<anonymous>")) {
        unfold();
        lines.push(line);
      }
      continue;
    }
    const told = { line: Number(row), column: Number(column) };
    const place = sources.mapped.has(error) ? told : sources.originalPlace(file, told);
    if (place) add(lead, { file, ...place });
  }
  const importing = sources.importing.get(error);
  if (importing) add("    at ", importing);
  unfold();
  return withoutRepetition(lines);
}

/** Where the engine could not read a text. Node puts the place before the stack: the file and line, the line itself, and a caret below it. */
function unreadablePlace(error: Error, stack: string, sources: Sources): SourcePlace | undefined {
  const [, file, row, indent] = /^(.+):(\d+)\n.*\n(\s*)\^/.exec(stack) ?? [];
  if (file === undefined || indent === undefined || nameOf(error) !== "SyntaxError" || isOwn(file)) return undefined;
  const told = { line: Number(row), column: indent.length + 1 };
  return { file, ...(sources.originalPlace(file, told) ?? told) };
}

/** A recursion gone too deep is the same frame over and over. */
function withoutRepetition(lines: readonly string[]): string[] {
  return lines.flatMap((line, index) => {
    if (line !== lines[index - 1]) return [line];
    if (line === lines[index + 1]) return [];
    let first = index - 1;
    while (lines[first - 1] === line) first -= 1;
    const times = index - first;
    return [times === 1 ? line : dim(`    … ${times} more of the same`)];
  });
}

function stackLines(stack: unknown): string[] {
  return String(typeof stack === "string" ? stack : "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line));
}

/** What is shown of mistakes that the compiler has found: each with its line marked. */
export function reportMistakes(mistakes: readonly Mistake[], cell?: { name: string; code: string }): ErrorReport {
  const traceback = mistakes.flatMap(({ code, message, start, end, file, source }) => {
    const place = { line: start.line + 1, column: start.column + 1 };
    const head = `${file ?? cell?.name ?? ""}:${place.line}:${place.column} - ${red(`error TS${code}`)}: ${message}`;
    const text = file === undefined ? cell?.code : source;
    if (text === undefined) return [head];
    return [head, ...excerpt(text, place, end.line === start.line ? end.column - start.column : 1)];
  });
  return { ename: TypeScriptError.name, evalue: mistakes[0]?.message ?? "", traceback };
}
