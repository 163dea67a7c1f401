/** A line that was left out, counted from 1 (0 where a format has no lines). */
export interface Skipped {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

/** So many skipped lines are kept one by one; of more there is a count for each reason. */
const mostKept = 1000;
const longestText = 200;

/** What a reader has to say beside what it read: nothing that it leaves out stays unsaid. */
export class Report {
  readonly skipped: Skipped[] = [];
  /** The tool, where the format alone does not say which of several it was; a reader may set it. */
  tool = "";
  readonly #notes = new Set<string>();
  readonly #more = new Map<string, number>();

  /** @param name how messages call what is read: its path, or "the text" */
  constructor(readonly name: string) {}

  /** A line that is left out, and why: a clause, as in "is no row of a histogram". */
  leaveOut(line: number, text: string, reason: string): void {
    if (this.skipped.length < mostKept)
      this.skipped.push({ line, text: owned(text.slice(0, longestText).trimEnd()), reason: owned(reason) });
    else this.#more.set(reason, (this.#more.get(reason) ?? 0) + 1);
  }

  /** A sentence on the whole of what was read; the same one is kept once. */
  note(text: string): void {
    this.#notes.add(text);
  }

  get notes(): string[] {
    const more = [...this.#more].map(([reason, count]) => `${count} more lines skipped: ${reason}`);
    return [...this.#notes, ...more];
  }
}

/** A copy: a part of a string keeps all of it in memory. */
export function owned(text: string): string {
  return text.length < 13 ? text : Buffer.from(text).toString();
}
