import type { Expression } from "../machine/expression.js";
import type { MapCost } from "./cost.js";

/** What both operations of a map cost by what they cost with no records; the `factor` of a map. */
export function factorOf({ insert, lookupAndDelete }: MapCost["operations"]): Expression {
  const both = `(${insert.nanoseconds}) + (${lookupAndDelete.nanoseconds})`;
  const empty = both.replaceAll(/\brecords\b/g, "0");
  if (empty === both) return 1;
  const known = insert.cached && lookupAndDelete.cached;
  return `(${both}) / (${known ? insert.cached.base + lookupAndDelete.cached.base : empty})`;
}
