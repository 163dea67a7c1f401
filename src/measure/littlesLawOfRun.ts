import { requireObject } from "../argument/argument.js";
import type { Run } from "../engine/run.js";
import { Table } from "../table/table.js";
import { type LittlesLaw, littlesLaw } from "./littlesLaw.js";

/** A row of {@link littlesLawOfRun}; times in ns, rates per ns. */
export type LittlesRow = { readonly system: string } & { readonly [Key in keyof LittlesLaw]: LittlesLaw[Key] };

/**
 * Little's law on a run, a row for each system in it: all entities that come and go (`"entities"`), and the queue of each resource
 * (`"cpu, waiting"`). The numbers come from different books: averages over time from the times between changes, times from
 * clocks that entities carry.
 *
 * λ counts those that have left the system, and W is their mean time in it, so that L T exceeds λ W T by the time that those
 * still inside at the end have spent there: the law fails by it on a run that is short or cut off in an overload. A system that
 * nobody has left yet has no row.
 *
 * @param tolerance of the discrepancy, 0.01 unless given
 */
export function littlesLawOfRun(run: Run, tolerance = 0.01): Table<LittlesRow> {
  requireObject("littlesLawOfRun", "a run", run, "model", "entities", "resources");
  const rows: LittlesRow[] = [];
  const check = (system: string, number: number, times: { readonly count: number; readonly mean: number }): void => {
    if (times.count === 0 || run.time === 0) return;
    const numbers = { numberInSystem: number, arrivalRate: times.count / run.time, timeInSystem: times.mean };
    rows.push({ system, ...littlesLaw(numbers, tolerance) });
  };
  check("entities", run.entities.mean, run.entities.residence);
  for (const [name, { meanWaiting, waits }] of Object.entries(run.resources))
    check(`${name}, waiting`, meanWaiting, waits);
  return new Table(rows);
}
