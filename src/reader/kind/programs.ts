import type { FitData } from "../../fit/data.js";
import type { MeasurementOptions } from "../reading.js";
import { factorTo } from "../unit.js";
import { ListReading } from "./list.js";

/** A BPF program with its run statistics; null for what the tool does not say. */
export interface Program {
  readonly id: number;
  /** Cut to 15 characters by the kernel, unless the tool completed it from BTF; several programs may share one. */
  readonly name: string | null;
  /** As bpftool names it, `tracing`. */
  readonly type: string | null;
  /** The time of all its runs in ns, the two clock reads of the measurement in it; null with statistics off. */
  readonly runTimeNs: number | null;
  readonly runCount: number | null;
  /** runTimeNs / runCount; null where it never ran. */
  readonly meanNs: number | null;
  /** What else the tool says of it. */
  readonly [more: string]: unknown;
}

/** The mean time of a run in ns; null where there was none, or nobody measured. */
export function meanOfRuns(runTimeNs: number | null, runCount: number | null): number | null {
  return runTimeNs === null || !runCount ? null : runTimeNs / runCount;
}

/** BPF programs and how long they ran. */
export class ProgramsReading extends ListReading<Program> {
  readonly kind = "programs";
  protected readonly columns = ["id", "name", "type", "runTimeNs", "runCount", "meanNs"];

  get programs(): readonly Program[] {
    return this.all();
  }

  override summary(): string {
    let [count, ran] = [0, 0];
    for (const { meanNs } of this.list) {
      count += 1;
      if (meanNs !== null) ran += 1;
    }
    return `${count.toLocaleString("en")} programs, ${ran.toLocaleString("en")} of them with run statistics`;
  }

  /**
   * Runs and their time, of one program: `section` is its name or id, needed where several ran. Programs of one name go together.
   *
   * @throws RangeError where it has to be chosen or never ran
   */
  override measurements({ section, unit }: MeasurementOptions = {}): FitData {
    const ran = this.programs.filter(({ meanNs }) => meanNs !== null);
    const chosen = ran.filter(({ id, name }) => section === undefined || name === section || String(id) === section);
    const names = [...new Set(ran.map(({ name, id }) => name ?? String(id)))].join(", ") || "none";
    if (chosen.length === 0) throw new RangeError(`${this.name}: no such program has run; those that have: ${names}`);
    if (section === undefined && chosen.length > 1)
      throw new RangeError(`${this.name}: choose a program as section; those that have run: ${names}`);
    const factor = factorTo("ns", unit);
    return { aggregates: chosen.map(({ runCount, runTimeNs }) => [runCount!, runTimeNs! * factor] as const) };
  }
}
