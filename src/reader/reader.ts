import type { AnyReading } from "./kinds.js";
import type { Lines } from "./lines.js";

/** What a user may say of a file. */
export interface ReadOptions {
  /** The tool it is from; recognised by what is in it unless given. */
  readonly tool?: string;
  /** Of a table, the column with the measurements. */
  readonly column?: string;
}

/**
 * Reads the output of one tool, or of several that print alike. One file in this room, one line in `readers.ts`.
 *
 * A reader says of every line that it does not use why (`lines.skip("is …")`), except of what belongs to the format or to a terminal
 * (see `furniture.ts`); what is cut off, mixed in or garbled is skipped, never thrown. Names, sections and other texts that are kept
 * by the million go into a {@link Column}.
 */
export interface Reader<R extends AnyReading = AnyReading> {
  /** Names that force it, those of a tool with several formats in each of their readers; the usual one first: it is the reading's `tool` unless the reader sets `lines.report.tool`. */
  readonly tools: readonly [string, ...string[]];
  /** The kind of its readings, or the kinds. */
  readonly kinds: readonly string[];
  /**
   * How sure it is, from 0 to 1, that these first lines are of its tool: 1 for a line nobody else prints, 0.8 for rows that fit, 0.2 for
   * what could be anything.
   */
  recognises(head: readonly string[]): number;
  read(lines: Lines, options: ReadOptions): R;
}
