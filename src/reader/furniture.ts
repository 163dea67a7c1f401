import type { Lines } from "./lines.js";

const prompt = /^\s*(?:\[[^\]]*\]\s*|\([^)]*\)\s*|[\w.-]+@[\w.-]+:?\S*\s*)?[#$]\s+(\S.*)$|^((?:\.{0,2}\/|sudo )\S.*)$/;

/**
 * Whether a line is of the terminal and not of the tool: a blank line, `^C`, a prompt with its command, `[...]` where somebody left
 * lines out. Commands and omissions become notes.
 */
export function isFurniture(line: string, lines: Pick<Lines, "note">): boolean {
  const text = line.trim();
  if (text === "" || text === "^C") return true;
  if (/^(?:\^C)?\[\.{3}\]$|^\.{3}$/.test(text)) {
    lines.note("lines were left out of it, where it says [...]");
    return true;
  }
  const command = commandIn(line);
  if (command === undefined) return false;
  lines.note(`command: ${command}`);
  return true;
}

/** The command of a line with a prompt before it, or that begins with a path. */
export function commandIn(line: string): string | undefined {
  const match = prompt.exec(line);
  return match ? (match[1] ?? match[2]) : undefined;
}
