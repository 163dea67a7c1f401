import { chunksOf } from "./chunks.js";
import { Lines } from "./lines.js";
import type { Reader, ReadOptions } from "./reader.js";
import { readers } from "./readers.js";
import type { Reading } from "./reading.js";

/**
 * Reads what a tool printed. The format is recognised by what is in it, also compressed by gzip, with lines of the error stream mixed in or
 * cut off; what is left out is in `skipped` with its line. Files are gone through in pieces, so they may be larger than memory.
 *
 * @param source the path of a file, its bytes, or a text: what has a line end in it, or begins as JSON does, is a text
 * @throws Error for a file that is not there, is empty, or that no reader recognises; RangeError for an unknown tool
 */
export function read(source: string | Uint8Array, options: ReadOptions = {}): Reading {
  const name = isPath(source) ? source : "the text";
  const lines = new Lines(chunksOf(source, isPath(source)), name);
  const head = lines.head();
  if (head.every((line) => line.trim() === "")) throw new Error(`${name} is empty`);
  const reader = options.tool === undefined ? recognised(head, name) : forced(options.tool);
  lines.report.tool = options.tool ?? reader.tools[0];
  return reader.read(lines, options);
}

function isPath(source: string | Uint8Array): source is string {
  return typeof source === "string" && !/\n|^\s*[[{]/.test(source);
}

function forced(tool: string): Reader {
  const found = readers.find(({ tools }) => tools.includes(tool));
  if (found) return found;
  const known = readers.flatMap(({ tools }) => tools).sort();
  throw new RangeError(`read: there is no reader for the tool "${tool}"; known: ${[...new Set(known)].join(", ")}`);
}

function recognised(head: readonly string[], name: string): Reader {
  let best: { reader: Reader; sure: number } | undefined;
  for (const reader of readers) {
    const sure = reader.recognises(head);
    if (sure > (best?.sure ?? 0)) best = { reader, sure };
  }
  if (best) return best.reader;
  const first = head.find((line) => line.trim() !== "")!;
  throw new Error(
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
