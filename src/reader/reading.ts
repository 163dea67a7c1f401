import { escapeMarkup } from "../display/escapeMarkup.js";
import { type Displayable, displaySymbol, type MimeBundle } from "../display/mime.js";
import type { FitData } from "../fit/data.js";
import type { Table } from "../table/table.js";
import type { Lines } from "./lines.js";
import type { Skipped } from "./report.js";

/** Which of the measurements in a reading, and in what unit. */
export interface MeasurementOptions {
  /** Only of this section, as `pid=5068`; all together unless given. */
  readonly section?: string;
  /** Only of the interval that began or ended at this time; all together unless given. */
  readonly time?: string | number;
  /** Nothing up to this was recorded: a number of `unit` or a duration such as "10 ms"; what is not above it is left out. */
  readonly truncateBelow?: number | string;
  /** The unit to give them in, ns unless given. Numbers whose unit the file does not say are taken to be in it already. */
  readonly unit?: string;
}

const messagesShown = 8;

/** What a file or a text of measurements said: one class for each kind, told apart by `kind`. */
export abstract class Reading implements Displayable {
  abstract readonly kind: string;
  readonly tool: string;
  /** Its path, or "the text". */
  readonly name: string;
  /** Lines that were left out. */
  readonly skipped: readonly Skipped[];
  /** What there is to know: scaled values, merged intervals, lines that are missing. */
  readonly notes: readonly string[];

  /** To be made when all lines are read, so that the report is complete. */
  constructor({ report }: Pick<Lines, "report">) {
    this.tool = report.tool;
    this.name = report.name;
    this.skipped = report.skipped;
    this.notes = report.notes;
  }

  /** What it holds, as `--json` prints it beside tool and kind; a long list may be any iterable and is written as it goes. */
  abstract content(): Readonly<Record<string, unknown>>;

  /** A sentence: how much of what. */
  abstract summary(): string;

  /** What is shown of it. */
  abstract table(): Table;

  /**
   * What `fit` takes of it.
   *
   * @throws TypeError where it holds no values that a distribution could be fitted to
   */
  measurements(_options: MeasurementOptions = {}): FitData {
    throw new TypeError(`${this.name}: ${this.kind} of ${this.tool} hold no values to fit a distribution to`);
  }

  toJSON(): Record<string, unknown> {
    const content = Object.entries(this.content()).map(([name, value]) => [name, isStream(value) ? [...value] : value]);
    return {
      tool: this.tool,
      kind: this.kind,
      ...Object.fromEntries(content),
      skipped: this.skipped,
      notes: this.notes,
    };
  }

  [displaySymbol](): MimeBundle {
    const table = this.table()[displaySymbol]();
    const words = [`${this.tool}: ${this.summary()}`, ...this.#messages()];
    const paragraphs = words.map((line) => `<p>${escapeMarkup(line)}</p>`).join("");
    return {
      "text/plain": [words.join("\n"), table["text/plain"]].join("\n"),
      "text/html": `${paragraphs}${table["text/html"]}`,
    };
  }

  #messages(): string[] {
    const { notes, skipped } = this;
    const lines = skipped.map(
      ({ line, text, reason }) => `line ${line}: skipped ${JSON.stringify(text)}, which ${reason}`,
    );
    const all = [...notes.map((note) => `note: ${note}`), ...lines];
    const more = all.length - messagesShown;
    return more > 0 ? [...all.slice(0, messagesShown), `and ${more} more notes and skipped lines`] : all;
  }
}

/** The JSON of a reading in pieces: one string of it could be longer than a string can be. */
export function* jsonPieces(reading: Reading): Generator<string> {
  yield `{"tool":${JSON.stringify(reading.tool)},"kind":${JSON.stringify(reading.kind)}`;
  const rest = { ...reading.content(), skipped: reading.skipped, notes: reading.notes };
  for (const [name, value] of Object.entries(rest)) {
    if (value === undefined) continue;
    yield `,${JSON.stringify(name)}:`;
    if (!isStream(value)) yield JSON.stringify(value);
    else {
      let before = "[";
      for (const element of value) {
        yield `${before}${JSON.stringify(element)}`;
        before = ",";
      }
      yield before === "[" ? "[]" : "]";
    }
  }
  yield "}";
}

function isStream(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}
