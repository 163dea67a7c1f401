import {
  closeSync,
  existsSync,
  fsync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import type { Row, Value } from "../../table/table.js";
import { type FileHead, headJson, requireSameHead } from "./fileHead.js";

/** How often what was appended is forced onto the disk, ms: a crash of the machine costs no more; one of the process costs nothing. */
const syncInterval = 1000;

/** Rows one by one, each a line of JSON, from the moment they are done until the Parquet file beside it has them. */
export class Journal {
  /** Those that a crash has left there, by their names. */
  readonly found: readonly (readonly [id: string, row: Row])[];
  readonly #path: string;
  readonly #columns: readonly string[];
  readonly #file: number;
  #synced = performance.now();
  #syncing: Promise<void> | undefined;
  #failure: Error | undefined;

  /**
   * Opens the journal at `path`, or makes it.
   *
   * @param notice told when the last row is not whole
   * @throws Error where it is that of another sweep or is damaged; the file is left as it is
   */
  constructor(path: string, head: FileHead, notice: (sentence: string) => void) {
    this.#path = path;
    this.#columns = head.columns;
    const { rows, bytes, isTorn } = existsSync(path) ? read(path, head) : { rows: [], bytes: 0, isTorn: false };
    this.found = rows;
    this.#file = openSync(path, "a");
    if (isTorn) {
      notice(`${path}: the row that was being written when the sweep was killed is not whole and is run again`);
      ftruncateSync(this.#file, bytes);
    }
    if (bytes === 0) writeSync(this.#file, `${headJson(head)}\n`);
  }

  append(id: string, row: Row): void {
    if (this.#failure) throw this.#failure;
    const line = JSON.stringify([id, ...this.#columns.map((name) => encoded(row[name] ?? null))]);
    writeSync(this.#file, `${line}\n`);
    if (this.#syncing || performance.now() - this.#synced < syncInterval) return;
    this.#syncing = new Promise((resolve) => {
      fsync(this.#file, (error) => {
        this.#failure = error ?? undefined;
        this.#syncing = undefined;
        this.#synced = performance.now();
        resolve();
      });
    });
  }

  /** Lets the file go; all its rows are on the disk. */
  async close(): Promise<void> {
    await this.#syncing;
    try {
      fsyncSync(this.#file);
    } finally {
      closeSync(this.#file);
    }
  }

  remove(): void {
    rmSync(this.#path, { force: true });
  }
}

interface Content {
  readonly rows: (readonly [string, Row])[];
  /** Of the whole lines. */
  readonly bytes: number;
  readonly isTorn: boolean;
}

function read(path: string, head: FileHead): Content {
  const content = readFileSync(path);
  const text = content.toString("utf8");
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const [first, ...lines] = whole.split("\n").slice(0, -1);
  if (first === undefined) {
    // Killed before its first line was whole, or something else.
    if (!headJson(head).startsWith(text)) requireSameHead(path, undefined, head);
    return { rows: [], bytes: 0, isTorn: text !== "" };
  }
  requireSameHead(path, first, head);
  const rows = lines.map((line) => rowOf(line, head.columns));
  const good = rows.indexOf(undefined);
  const damaged = good >= 0 && rows.slice(good).some((row) => row !== undefined);
  if (damaged) throw new Error(`${path}: line ${good + 2} is damaged; the file is left as it is, move it away`);
  const kept = good < 0 ? lines : lines.slice(0, good);
  const bytes = Buffer.byteLength([first, ...kept, ""].join("\n"));
  return { rows: rows.filter((row) => row !== undefined), bytes, isTorn: bytes < content.length };
}

function rowOf(line: string, columns: readonly string[]): readonly [string, Row] | undefined {
  try {
    const [id, ...values] = JSON.parse(line) as [string, ...Encoded[]];
    if (typeof id !== "string" || values.length !== columns.length) return undefined;
    return [id, Object.fromEntries(columns.map((name, index) => [name, decoded(values[index]!)]))];
  } catch {
    return undefined;
  }
}

/** A number that JSON does not have stands in an object. */
type Encoded = Value | { readonly number: string };

function encoded(value: Value): Encoded {
  return typeof value === "number" && !Number.isFinite(value) ? { number: String(value) } : value;
}

function decoded(value: Encoded): Value {
  return typeof value === "object" && value !== null ? Number(value.number) : value;
}
