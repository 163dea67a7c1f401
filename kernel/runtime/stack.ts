import { fileURLToPath } from "node:url";
import type { Sources } from "./sources.js";

/** Frames of a stack that are kept. Ten, as is usual, may all be a library's. */
const mostFrames = 50;

const ownFolders = foldersOf("..");
const libraryFolders = foldersOf("../../src/");

/** A folder beside this one, by its URL and its path. */
function foldersOf(relative: string): readonly string[] {
  const url = new URL(relative, import.meta.url);
  return [url.href, fileURLToPath(url)];
}

/** True of Node's files and the kernel's: their frames tell the user nothing. */
export function isOwn(file: string): boolean {
  return file.startsWith("node:") || ownFolders.some((folder) => file.startsWith(folder));
}

/** True of the files of packages, and of the library that comes with the kernel, which in a clone lies in none. */
export function isLibrary(file: string): boolean {
  return file.includes("/node_modules/") || libraryFolders.some((folder) => file.startsWith(folder));
}

/**
 * Sees to it that the `stack` of every error, printed by whomever, has the lines of the user's source in it, and no frames of the kernel's.
 */
export function ownStacks(sources: Sources): void {
  Error.stackTraceLimit = mostFrames;
  Error.prepareStackTrace = (error, frames) => {
    sources.mapped.add(error);
    const lines = frames.flatMap((frame) => describe(frame, sources) ?? []);
    return [headOf(error), ...lines.map((line) => `    at ${line}`)].join("\n");
  };
}

function headOf(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}

/** Nothing for what is to be left out. */
function describe(frame: NodeJS.CallSite, sources: Sources): string | undefined {
  const text = String(frame);
  const file = frame.getFileName() ?? "";
  const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
  if (/^(node:internal|node:vm|node:invocation)/.test(file) || (!file.startsWith("node:") && isOwn(file)))
    return undefined;
  if (line === null || column === null || sources.textOf(file) === undefined) return text;
  const place = sources.originalPlace(file, { line, column });
  return place && text.replace(`${file}:${line}:${column}`, () => `${file}:${place.line}:${place.column}`);
}
