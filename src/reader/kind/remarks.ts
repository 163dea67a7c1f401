import { Rows } from "../rows.js";
import { ListReading } from "./list.js";

/** What a pass of the compiler did, did not do, or found. */
export interface Remark {
  readonly type: "passed" | "missed" | "analysis" | "failure";
  /** `inline`, `loop-unroll`, `prologepilog`. */
  readonly pass: string;
  /** The kind of remark within the pass, `NotInlined`; null in messages of the compiler. */
  readonly name: string | null;
  readonly function: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
  /** What the message was made of, by name: Callee, Cost, Threshold, NumInstructions; null in messages of the compiler. */
  readonly values: Readonly<Record<string, string>> | null;
  /** How often it ran, with a profile. */
  readonly hotness: number | null;
}

/** What the compiler says of its optimisation. */
export class RemarksReading extends ListReading<Remark> {
  readonly kind = "remarks";
  protected readonly columns = ["type", "pass", "function", "file", "line", "message"];

  get remarks(): readonly Remark[] {
    return this.all();
  }

  override summary(): string {
    const counts = { passed: 0, missed: 0, analysis: 0, failure: 0 };
    for (const { type } of this.list) counts[type] += 1;
    return `${counts.passed} passed, ${counts.missed} missed, ${counts.analysis} of analyses, ${counts.failure} failures`;
  }
}

/** Remarks kept by columns, their values as JSON: a build of many files has hundreds of thousands. */
export class Remarks implements Iterable<Remark> {
  readonly #rows = new Rows<Omit<Remark, "values"> & { readonly values: string | null }>([
    ...(["type", "pass", "name", "function", "file", "line", "column", "message", "values", "hotness"] as const),
  ]);

  push(remark: Remark): void {
    this.#rows.push({ ...remark, values: remark.values && JSON.stringify(remark.values) });
  }

  *[Symbol.iterator](): Iterator<Remark> {
    for (const row of this.#rows) yield { ...row, values: row.values === null ? null : JSON.parse(row.values) };
  }
}
