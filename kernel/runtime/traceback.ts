import { inspect, types } from "node:util";
import { isA, type Mistake, TypeScriptError } from "./errors.js";
import type { Place, Sources } from "./sources.js";
import { isOwn } from "./stack.js";

/** An error as the protocol describes it. */
export interface ErrorReport {
  ename: string;
  evalue: string;
  traceback: string[];
}

const red = (text: string): string => `\x1b[31m${text}\x1b[0m`;
const dim = (text: string): string => `\x1b[2m${text}\x1b[0m`;

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
function propertyOf(error: Error, name: "name" | "message" | "stack" | "cause"): unknown {
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
  return typeof name === "string" && name !== "" ? name : "Error";
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
  for (const line of stackLines(error)) {
    const [, lead = "", file = "", row, column] = framePattern.exec(line) ?? [];
    if (file === "" || isOwn(file)) continue;
    const text = sources.textOf(file);
    if (text === undefined) {
      if (file.includes("/node_modules/")) folded += 1;
      else if (!lead.includes("(<anonymous>")) {
        unfold();
        lines.push(line);
      }
      continue;
    }
    const told = { line: Number(row), column: Number(column) };
    const place = sources.mapped.has(error) ? told : sources.originalPlace(file, told);
    if (!place) continue;
    unfold();
    if (!pointed) lines.push(...excerpt(text, place));
    pointed = true;
    const position = `${file}:${place.line}:${place.column}`;
    lines.push(lead.endsWith("(") ? `${lead}${position})` : `${lead}${position}`);
  }
  unfold();
  return withoutRepetition(lines);
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

function stackLines(error: Error): string[] {
  const stack = propertyOf(error, "stack");
  return String(typeof stack === "string" ? stack : "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line));
}

/** The line and its neighbours, with a caret below the column. */
function excerpt(text: string, place: Place, length = 1): string[] {
  const lines = text.split(/\r?\n/);
  const first = Math.max(1, place.line - 2);
  const last = Math.min(lines.length, place.line + 2);
  const width = String(last).length;
  const result: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const line = lines[number - 1] ?? "";
    const margin = `${String(number).padStart(width)} | `;
    const marked = number === place.line;
    result.push(`${marked ? red("> ") : "  "}${dim(margin)}${line}`);
    if (!marked) continue;
    // A tab in the line must be one below it too, for the caret to stand under its column.
    const indent = line.slice(0, place.column - 1).replace(/[^\t]/g, " ");
    const carets = "^".repeat(Math.max(1, Math.min(length, line.length - place.column + 1)));
    result.push(`  ${dim(`${" ".repeat(width)} | `)}${indent}${red(carets)}`);
  }
  return result;
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
