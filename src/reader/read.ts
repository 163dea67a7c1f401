import { requireObject } from "../argument/argument.js";
import { bytesAt, chunksOf } from "./chunks.js";
import type { AnyReading } from "./kinds.js";
import { Lines } from "./lines.js";
import { isParquet, parquet } from "./parquet.js";
import type { Reader, ReadOptions } from "./reader.js";
import { readers } from "./readers.js";

/** A path or a text, bytes, or what can only be a path. */
export type Source = string | Uint8Array | { readonly path: string };

/**
 * Reads what a tool printed. The format is recognised by what is in it, also compressed by gzip, with lines of the error stream mixed in or
 * cut off; what is left out is in `skipped` with its line. Files are gone through in pieces, so they may be larger than memory.
 *
 * @param source the path of a file, its bytes, or a text: what has a line end in it, or begins as JSON does, is a text
 * @throws Error for a file that is not there, is empty, or that no reader recognises; RangeError for an unknown tool, or a column of what
 *   is no table
 */
export function read(source: Source, options: ReadOptions = {}): AnyReading {
  if (typeof source !== "string" && !(source instanceof Uint8Array))
    requireObject("read", "the text, the bytes or the path of a capture", source, "path");
  const path = pathOf(source);
  const bytes = path === undefined ? Buffer.from(source as string | Uint8Array) : bytesAt(path);
  const name = path ?? "the text";
  if (isParquet(bytes)) return parquet(bytes, name, options);
  const chunks = chunksOf(bytes, (reason) =>
    lines.note(`${name} is no whole gzip file: ${reason}; this is what could be unpacked of it`),
  );
  const lines: Lines = new Lines(chunks, name);
  try {
    return readLines(lines, options);
  } finally {
    chunks.return(undefined);
  }
}

function readLines(lines: Lines, options: ReadOptions): AnyReading {
  const { name } = lines.report;
  const head = lines.head();
  if (head.every((line) => line.trim() === "")) throw new Error(`${name} is empty`);
  const candidates = options.tool === undefined ? readers : readersOf(options.tool);
  const reader = surest(candidates, head) ?? (options.tool === undefined ? undefined : candidates[0]);
  if (!reader) throw notRecognised(head, name);
  if (options.column !== undefined && !reader.kinds.includes("table"))
    throw new RangeError(
      `${name}: column: what ${reader.tools[0]} prints has no columns to choose from, got "${options.column}"`,
    );
  lines.report.tool = options.tool ?? reader.tools[0];
  return reader.read(lines, options);
}

/** The path that a source is; undefined for a text or bytes. */
function pathOf(source: Source): string | undefined {
  if (source instanceof Uint8Array) return undefined;
  if (typeof source !== "string") return source.path;
  return /\n|^\s*[[{]/.test(source) ? undefined : source;
}

/** The readers of a tool; it may have several formats. */
function readersOf(tool: string): readonly Reader[] {
  const found = readers.filter(({ tools }) => tools.includes(tool));
  if (found.length > 0) return found;
  const known = readers.flatMap(({ tools }) => tools).sort();
  throw new RangeError(`read: there is no reader for the tool "${tool}"; known: ${[...new Set(known)].join(", ")}`);
}

/** The one that is surest, the first of several that are equally sure. */
function surest(candidates: readonly Reader[], head: readonly string[]): Reader | undefined {
  let best: { reader: Reader; sure: number } | undefined;
  for (const reader of candidates) {
    const sure = reader.recognises(head);
    if (sure > (best?.sure ?? 0)) best = { reader, sure };
  }
  return best?.reader;
}

function notRecognised(head: readonly string[], name: string): Error {
  const first = head.find((line) => line.trim() !== "")!;
  return new Error(
    head.some(isBinary)
      ? `${name} is binary, not the output of a tool that can be read`
      : `${name}: the format is not recognised; it begins with ${JSON.stringify(first.slice(0, 80))}. Name its tool with { tool } or --tool`,
  );
}

/** Whether there are characters in it that no text has. */
export function isBinary(line: string): boolean {
  for (let index = 0; index < line.length; index++) {
    const code = line.charCodeAt(index);
    if (code < 9 || (code > 13 && code < 27) || code === 0xfffd) return true;
  }
  return false;
}
