import { requireArray } from "../../argument/argument.js";
import { type Design, fixedDesign, type Level, levelsOf } from "./design.js";

/**
 * The points of a list, such as `points([{ processes: 100, map: "hash" }, { processes: 8000 }])`. What a point does not name keeps
 * the program's own value, and its row has null there.
 *
 * @throws RangeError for an empty list
 */
export function points(list: readonly Readonly<Record<string, Level>>[]): Design {
  requireArray("points", "a list of points", list);
  if (list.length === 0) throw new RangeError("design: expected at least one point");
  const parameters = [...new Set(list.flatMap((point) => Object.keys(point)))];
  const columns = parameters.map((name) => {
    const having = list.filter((point) => point[name] !== undefined);
    const values = levelsOf(
      name,
      having.map((point) => point[name]),
    );
    return new Map(having.map((point, index) => [point, values[index]!]));
  });
  return fixedDesign(
    parameters,
    list.map((point) =>
      Object.fromEntries(
        parameters.flatMap((name, index) => (columns[index]!.has(point) ? [[name, columns[index]!.get(point)!]] : [])),
      ),
    ),
  );
}
