import type { Place } from "./sources.js";

export const red = (text: string): string => `\x1b[31m${text}\x1b[0m`;
export const dim = (text: string): string => `\x1b[2m${text}\x1b[0m`;

/** Lines before and after the one that is marked. */
const context = 2;

/** Characters of a line that are shown: a longer one, of a library in one line, would bury the message. */
const mostCharacters = 160;

/** Characters as wide as two, those of Chinese, Japanese and Korean. (An emoji is two units, and so counts as two already.) */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

/** The line and its neighbours, with a caret below the column. */
export function excerpt(text: string, place: Place, length = 1): string[] {
  const lines = text.split(/\r?\n/);
  const first = Math.max(1, place.line - context);
  const last = Math.min(lines.length, place.line + context);
  const width = String(last).length;
  const start = startOf(lines[place.line - 1] ?? "", place.column - 1);
  const result: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const line = clip(lines[number - 1] ?? "", number === place.line ? start : 0);
    const margin = `${String(number).padStart(width)} | `;
    const marked = number === place.line;
    result.push(`${marked ? red("> ") : "  "}${dim(margin)}${line}`);
    if (!marked) continue;
    const column = place.column - 1 - start;
    const end = Math.max(column + 1, Math.min(column + length, line.length));
    const carets = "^".repeat(end - column) + "^".repeat(line.slice(column, end).match(wide)?.length ?? 0);
    result.push(`  ${dim(`${" ".repeat(width)} | `)}${blankLike(line.slice(0, column))}${red(carets)}`);
  }
  return result;
}

/** As wide as the text: a tab as a tab, what is as wide as two by a blank that is. */
function blankLike(text: string): string {
  return text.replace(wide, "\u3000").replace(/[^\t\u3000]/g, " ");
}

/** Where to begin to show a line, so that the column is in it. */
function startOf(line: string, column: number): number {
  return line.length <= mostCharacters ? 0 : Math.max(0, column - mostCharacters / 2);
}

function clip(line: string, start: number): string {
  const end = start + mostCharacters;
  if (line.length <= mostCharacters) return line;
  return `${start > 0 ? "…" : ""}${line.slice(start > 0 ? start + 1 : 0, end)}${end < line.length ? "…" : ""}`;
}
