import { escapeMarkup } from "../display/escapeMarkup.js";
import { type Displayable, displaySymbol, type MimeBundle } from "../display/mime.js";
import { pictureMarkup } from "../display/pictureMarkup.js";
import type { FitWarning } from "../fit/result.js";
import type { Table } from "../table/table.js";

/** Something to know about a finding before it is used: a code for programs, as in `few-runs`, and a message for people. */
export type CaptureWarning = FitWarning;

const notesShown = 8;

/** By kind; the room of plots, which is above this one, puts here what draws a finding as soon as it is there. */
const drawings = new Map<string, (finding: never) => Displayable>();

/** Lets all findings of a kind show a picture beside their table. */
export function drawWith<Drawn extends Finding>(kind: Drawn["kind"], draw: (finding: Drawn) => Displayable): void {
  drawings.set(kind, draw as (finding: never) => Displayable);
}

/** What a capture says about programs: numbers with their intervals, and a warning wherever an assumption is not met. */
export abstract class Finding implements Displayable {
  abstract readonly kind: string;
  /** The outcome in one sentence. */
  abstract readonly summary: string;
  abstract readonly warnings: readonly CaptureWarning[];

  /** Its numbers as rows; `save(finding.table(), "….csv")` writes them. */
  abstract table(): Table;

  async [displaySymbol](): Promise<MimeBundle> {
    const notes = this.warnings.map(({ message }) => `note: ${message}`);
    const more = notes.length - notesShown;
    const table = this.table()[displaySymbol]();
    const drawn = await this.#picture();
    const words = [
      this.summary,
      ...notes.slice(0, notesShown),
      ...(more > 0 ? [`and ${more} more notes`] : []),
      ...(drawn instanceof Error ? [`no picture: ${drawn.message}`] : []),
    ];
    const image = drawn instanceof Error ? "" : pictureMarkup(drawn, this.summary);
    return {
      "text/plain": [...words, table["text/plain"]].join("\n"),
      "text/html": `${words.map((line) => `<p>${escapeMarkup(line)}</p>`).join("")}${String(table["text/html"])}${image}`,
    };
  }

  /** As SVG; an error where there is nothing to draw, for a finding without its picture is still one. */
  async #picture(): Promise<unknown> {
    try {
      return (
        await drawings
          .get(this.kind)?.(this as never)
          [displaySymbol]()
      )?.["image/svg+xml"];
    } catch (error) {
      return error;
    }
  }
}
