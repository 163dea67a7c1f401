import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { type Mistake, TypeScriptError } from "./errors.js";
import type { Place, Sources } from "./sources.js";

/** An error as the protocol describes it. */
export interface ErrorReport {
  ename: string;
  evalue: string;
  traceback: string[];
}

const red = (text: string): string => `\x1b[31m${text}\x1b[0m`;
const dim = (text: string): string => `\x1b[2m${text}\x1b[0m`;

const ownUrl = new URL("..", import.meta.url);
const ownFolders = [ownUrl.href, fileURLToPath(ownUrl)];
const framePattern = /^(\s+at (?:.*?\()?)((?:file:\/\/)?[^()]+?):(\d+):(\d+)\)?$/;

/** What is shown of an error: its message, the user's line with what surrounds it, and the frames of the user's code. */
export function reportError(error: unknown, sources: Sources, cell?: { name: string; code: string }): ErrorReport {
  if (error instanceof TypeScriptError) return reportMistakes(error.mistakes, cell);
  if (!(error instanceof Error)) {
    const text = inspect(error);
    return { ename: "Thrown", evalue: text, traceback: [`${red("Thrown")}: ${text}`] };
  }
  const ename = nameOf(error);
  return { ename, evalue: String(error.message), traceback: describe(error, sources, new Set()) };
}

function nameOf(error: Error): string {
  return typeof error.name === "string" && error.name !== "" ? error.name : "Error";
}

function describe(error: Error, sources: Sources, seen: Set<unknown>): string[] {
  seen.add(error);
  const lines = [`${red(nameOf(error))}: ${error.message}`, ...framesOf(error, sources)];
  const details = Object.entries(error).filter(
    ([key]) => !["name", "message", "stack", "cause", "errors"].includes(key),
  );
  if (details.length > 0) lines.push(inspect(Object.fromEntries(details), { depth: 2 }));
  const inner = error instanceof AggregateError ? [...error.errors, error.cause] : [error.cause];
  for (const cause of inner) {
    if (cause === undefined || seen.has(cause)) continue;
    const [first = "", ...rest] = cause instanceof Error ? describe(cause, sources, seen) : [inspect(cause)];
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
    const place = sources.originalPlace(file, { line: Number(row), column: Number(column) });
    if (!place) continue;
    unfold();
    if (!pointed) lines.push(...excerpt(text, place));
    pointed = true;
    const position = `${file}:${place.line}:${place.column}`;
    lines.push(lead.endsWith("(") ? `${lead}${position})` : `${lead}${position}`);
  }
  unfold();
  return lines;
}

function stackLines(error: Error): string[] {
  const stack = typeof error.stack === "string" ? error.stack : "";
  return stack.split("\n").filter((line) => /^\s+at /.test(line));
}

/** Node's and the kernel's own frames tell the user nothing. */
function isOwn(file: string): boolean {
  return file.startsWith("node:") || ownFolders.some((folder) => file.startsWith(folder));
}

/** The line and its neighbours, with a caret below the column. */
function excerpt(text: string, place: Place, length = 1): string[] {
  const lines = text.split("\n");
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
  const traceback = mistakes.flatMap(({ code, message, start, end, file }) => {
    const place = { line: start.line + 1, column: start.column + 1 };
    const head = `${file ?? cell?.name ?? ""}:${place.line}:${place.column} - ${red(`error TS${code}`)}: ${message}`;
    if (file !== undefined || !cell) return [head];
    return [head, ...excerpt(cell.code, place, end.line === start.line ? end.column - start.column : 1)];
  });
  return { ename: TypeScriptError.name, evalue: mistakes[0]?.message ?? "", traceback };
}
