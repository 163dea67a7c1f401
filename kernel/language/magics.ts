import type { Completion, Inspection } from "./checker.js";

/** A cell without the lines that speak to the kernel. */
export interface CellWithoutMagics {
  /** The cell with those lines blank, so that positions stay those of the user's text. */
  source: string;
  /** Whether mistakes of types are to stop this and all later cells, where the cell says so. */
  types: boolean | undefined;
}

/** A line at the beginning of a cell that speaks to the kernel and is no TypeScript. */
const magicPattern = /^\s*%%?\s*([A-Za-z]\w*)[ \t]*(.*?)\s*$/;

/**
 * Takes the magics out of a cell. There is one: `%types off` lets mistakes of types warn instead of stopping a cell, `%types on` goes back.
 *
 * @throws MagicError for another magic, or another argument
 */
export function withoutMagics(code: string): CellWithoutMagics {
  let types: boolean | undefined;
  const lines = code.split("\n");
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const [, name, argument] = magicPattern.exec(line) ?? [];
    if (name === undefined) break;
    if (name !== "types") throw new MagicError(`there is no %${name}; there is %types on and %types off`);
    if (argument !== "on" && argument !== "off")
      throw new MagicError(`%types: expected on or off, got ${argument === "" ? "nothing" : argument}`);
    types = argument === "on";
    lines[index] = line.replace(/[^\r]/g, " ");
  }
  return { source: lines.join("\n"), types };
}

/** What can be written at a position in a line for the kernel; undefined where the position is in no such line. */
export function completeMagic(code: string, position: number): Completion | undefined {
  const line = magicLineBefore(code, position);
  if (line === undefined) return undefined;
  const [, name = "", argument] = /^\s*(%%?\s*\w*)(?:[ \t]+(\w*))?$/.exec(line) ?? [];
  const [typed, offered, kind] =
    argument === undefined
      ? [name, ["%types"], "magic"]
      : [argument, /^%%?\s*types$/.test(name) ? ["on", "off"] : [], "keyword"];
  const candidates = offered.filter((candidate) => candidate.startsWith(typed)).map((each) => ({ name: each, kind }));
  const rest = /^\w*/.exec(code.slice(position))![0].length;
  return { start: position - typed.length, end: position + rest, candidates };
}

/** What there is to know of a line for the kernel. */
export function inspectMagic(code: string, position: number): Inspection | undefined {
  if (magicLineBefore(code, position) === undefined) return undefined;
  const documentation =
    "Whether mistakes of types stop this and all later cells (on, as at the beginning) or are shown as warnings (off). " +
    "What cannot be parsed stops a cell either way.";
  return { signature: "%types on | off", documentation };
}

/** The line up to the position, if it is one for the kernel: only others and blank ones come before it. */
function magicLineBefore(code: string, position: number): string | undefined {
  const lines = code.slice(0, position).split("\n");
  const last = lines.pop()!;
  const isFirst = lines.every((line) => line.trim() === "" || magicPattern.test(line));
  return isFirst && /^\s*%/.test(last) ? last : undefined;
}

/** A line that was meant for the kernel and that it does not understand. */
export class MagicError extends Error {
  override name = "MagicError";
}
