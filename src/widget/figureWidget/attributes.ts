import { type Json, toJson } from "../../plot/json.js";
import type { Change, Path } from "./change.js";

/** Attributes by their path in Plotly's way of writing it: `{ "marker.color": "red", "xaxis.range[0]": 1 }`. */
export type Attributes = Readonly<Record<string, unknown>>;

/** The path of an attribute: `marker.line[0].color` is `["marker", "line", 0, "color"]`. */
export function pathOf(attribute: string): Path {
  const parts = attribute.match(/[^.[\]]+/g);
  if (!parts || !/^[^.[\]]+(?:\.[^.[\]]+|\[\d+\])*$/.test(attribute))
    throw new SyntaxError(
      `"${attribute}" is no path of an attribute; one is written like "marker.color" or "xaxis.range[0]"`,
    );
  return parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** The changes that `Plotly.relayout` would make. */
export function relayoutChanges(attributes: Attributes): Change[] {
  return Object.entries(attributes).flatMap(([attribute, value]) => {
    const path = pathOf(attribute);
    const change = { at: ["layout", ...path], value: toJson(value ?? null, attribute) };
    // A range that is set is not found from the data any more, and the other way round.
    const [axis, name] = path;
    const ofAxis = typeof axis === "string" && /[xyz]axis\d*$/.test(axis);
    if (ofAxis && name === "range") return [{ at: ["layout", axis, "autorange"], value: false }, change];
    if (ofAxis && name === "autorange" && value === true)
      return [{ at: ["layout", axis, "range"], value: null }, change];
    return [change];
  });
}

/** The changes that `Plotly.restyle` would make: a list has a value for each of the traces, from the front again where it is short. */
export function restyleChanges(attributes: Attributes, traces: readonly number[]): Change[] {
  return Object.entries(attributes).flatMap(([attribute, given]) =>
    traces.map((trace, index) => {
      const value: unknown = Array.isArray(given) ? given[index % given.length] : given;
      return { at: ["data", trace, ...pathOf(attribute)], value: toJson(value ?? null, attribute) };
    }),
  );
}

/** What `extend` takes: for every attribute that grows a list of new items for each of the traces. */
export type Extension = Readonly<Record<string, readonly ArrayLike<unknown>[]>>;

/**
 * The changes that `Plotly.extendTraces` would make.
 *
 * @throws TypeError for an attribute without a list for each trace
 */
export function extendChanges(extension: Extension, traces: readonly number[], most: number | undefined): Change[] {
  return Object.entries(extension).flatMap(([attribute, lists]) => {
    if (!Array.isArray(lists) || lists.length !== traces.length || !lists.every(isList))
      throw new TypeError(
        `extend: "${attribute}" needs a list of new items for each of ${traces.length} traces, such as ` +
          `{ ${attribute}: [${traces.map(() => "[1, 2]").join(", ")}] }`,
      );
    return traces.map((trace, index) => {
      const append = toJson(lists[index], `${attribute}[${index}]`) as readonly Json[];
      return { at: ["data", trace, ...pathOf(attribute)], append, most };
    });
  });
}

function isList(value: unknown): boolean {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}
