import type { Lines } from "../lines.js";
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

  constructor(
    lines: Pick<Lines, "report">,
    readonly remarks: readonly Remark[],
  ) {
    super(lines, remarks);
  }

  override summary(): string {
    const count = (type: string) => this.remarks.filter((remark) => remark.type === type).length;
    return `${this.remarks.length} remarks: ${count("passed")} passed, ${count("missed")} missed, ${count("analysis")} of analyses`;
  }
}
