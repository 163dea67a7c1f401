import { duration } from "../../machine/duration.js";
import type { Row, Value } from "../../table/table.js";
import { measureOf } from "../column.js";
import { timeUnit } from "../unit.js";

/**
 * Parameters as a cell takes them, `article({ processes: 3000, lifetime: "100 ms" })`, or, where the program is not known, only
 * what it is called with. Read as a cell it gives the same values.
 */
export function cellLine(parameters: Row, program: string | undefined): string {
  const options = Object.entries(parameters)
    .filter(([, value]) => value !== null)
    .map(
      ([name, value]) => `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)}: ${written(name, value)}`,
    );
  const all = `{ ${options.join(", ")} }`;
  return program === undefined ? all : `${program}(${all})`;
}

function written(name: string, value: Value): string {
  if (typeof value !== "number" || measureOf(name) !== "duration" || value < 1000) return JSON.stringify(value);
  const { name: unit, size } = timeUnit(value);
  const text = `${value / size} ${unit.replace("µ", "u")}`;
  return text.length < 14 && duration(text, name) === value ? JSON.stringify(text) : JSON.stringify(value);
}
