import type { FitData } from "../../fit/data.js";
import { type Row, Table } from "../../table/table.js";
import type { Lines } from "../lines.js";
import { type MeasurementOptions, Reading } from "../reading.js";
import { truncatedBelow } from "./truncatedBelow.js";

/** Measurements in the form that `fit` takes: exact, censored, in intervals, truncated, summed up. */
export class MeasurementsReading extends Reading {
  readonly kind = "measurements";

  constructor(
    lines: Pick<Lines, "report">,
    readonly data: FitData,
  ) {
    super(lines);
  }

  override content() {
    return { measurements: this.data };
  }

  override summary(): string {
    return this.#parts()
      .map(({ part, length }) => `${length.toLocaleString("en")} ${part}`)
      .join(", ");
  }

  override table(): Table {
    return new Table(this.#parts(), ["part", "length"]);
  }

  /** As they are: the file does not say their unit. */
  override measurements({ unit, truncateBelow }: MeasurementOptions = {}): FitData {
    return truncatedBelow(this.data, truncateBelow, unit);
  }

  #parts(): (Row & { part: string; length: number })[] {
    return Object.entries(this.data).flatMap(([part, values]) =>
      Array.isArray(values) ? [{ part, length: values.length }] : [],
    );
  }
}
