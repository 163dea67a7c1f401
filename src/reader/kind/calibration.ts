import type { CalibratedMachine, Calibration, CalibrationRun } from "../../calibration/calibration.js";
import { costProfileOf } from "../../calibration/costProfileOf.js";
import type { CostProfile } from "../../cost/costProfile.js";
import type { Lines } from "../lines.js";
import { ListReading } from "./list.js";

/** One operation that was measured, at one value of its parameter; ns of one operation, the loop around it included. */
export interface CalibratedOperation {
  readonly operation: string;
  readonly parameter: string | null;
  readonly value: number | null;
  readonly repetitions: number;
  readonly least: number | null;
  readonly median: number | null;
  readonly most: number | null;
  /** Operations that failed, of all repetitions. */
  readonly failures: number;
  /** Why the kernel refused it. */
  readonly refused: string | null;
}

/** What the programs of `phasebook calibrate` measured on a machine. */
export class CalibrationReading extends ListReading<CalibratedOperation> {
  readonly kind = "calibration";
  protected readonly columns = ["operation", "parameter", "value", "repetitions", "least", "median", "most", "refused"];
  readonly #calibration: Calibration;
  #costs: CostProfile | undefined;

  constructor(lines: Pick<Lines, "report">, calibration: Calibration) {
    super(lines, operationsOf(calibration));
    this.#calibration = calibration;
  }

  get machine(): CalibratedMachine {
    return this.#calibration.machine;
  }

  get runs(): readonly CalibrationRun[] {
    return this.#calibration.runs;
  }

  get operations(): readonly CalibratedOperation[] {
    return this.all();
  }

  /** The cost profile that they make: what `costs` of a model takes, as it is or saved to a file. */
  get costs(): CostProfile {
    this.#costs ??= costProfileOf(this.#calibration);
    return this.#costs;
  }

  override content(): Readonly<Record<string, unknown>> {
    return { machine: this.machine, operations: this.list };
  }

  override summary(): string {
    const { cpu, kernel, date } = this.machine;
    const refused = this.operations.filter((each) => each.refused !== null).length;
    return (
      `${this.runs.length} runs of ${this.operations.length - refused} operations and sizes${refused > 0 ? `, ${refused} refused` : ""}; ` +
      `${cpu ?? "unknown CPU"}, Linux ${kernel ?? "unknown"}, ${date ?? "unknown time"}; ns of one operation, with its loop`
    );
  }
}

function operationsOf({ runs, refused }: Calibration): CalibratedOperation[] {
  const groups = new Map<string, CalibrationRun[]>();
  for (const run of runs) {
    const key = JSON.stringify([run.operation, run.parameter, run.value]);
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  const measured = [...groups.values()].map((group): CalibratedOperation => {
    const [{ operation, parameter, value }] = group as [CalibrationRun];
    const times = group.map(({ nanoseconds }) => nanoseconds).sort((left, right) => left - right);
    return {
      operation,
      parameter,
      value,
      repetitions: group.length,
      least: times[0]!,
      median: times[times.length >> 1]!,
      most: times.at(-1)!,
      failures: group.reduce((sum, { failures }) => sum + failures, 0),
      refused: null,
    };
  });
  const order = ({ operation, value }: CalibratedOperation) => [operation, value ?? 0] as const;
  const sorted = measured.sort((left, right) => {
    const [[a, x], [b, y]] = [order(left), order(right)];
    return a < b ? -1 : a > b ? 1 : x - y;
  });
  const empty = { parameter: null, value: null, repetitions: 0, least: null, median: null, most: null, failures: 0 };
  return [...sorted, ...[...refused].map(([operation, reason]) => ({ ...empty, operation, refused: reason }))];
}
