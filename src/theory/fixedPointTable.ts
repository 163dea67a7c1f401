import { Table } from "../table/table.js";
import type { FixedPoint } from "./fixedPoint.js";

/** One row for each fixed point: the state, the overhead, and what becomes of a small perturbation. */
export function fixedPointTable(points: readonly FixedPoint[]): Table {
  return new Table(
    points.map(({ state, overhead, kind, stable, eigenvalues, period, doublingTime, halvingTime, residence }) => ({
      ...state,
      overhead: Number.isNaN(overhead) ? null : overhead,
      kind,
      stable: stable ?? "unknown",
      "re (1/ns)": eigenvalues[0]?.re ?? null,
      "im (1/ns)": eigenvalues[0]?.im ?? null,
      "period (ns)": period ?? null,
      "doubles in (ns)": doublingTime ?? null,
      "halves in (ns)": halvingTime ?? null,
      "life (ns)": residence,
    })),
  );
}
