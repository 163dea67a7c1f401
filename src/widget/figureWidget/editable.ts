import { Figure } from "../../plot/figure.js";
import type { FigureJson } from "../../plot/figureJson.js";
import type { Json } from "../../plot/json.js";
import type { Change, Path } from "./change.js";

type Members = Record<string | number, Json>;

/** A figure that changes. What it was made from stays as it is: what a change touches is copied before, once. */
export class EditableFigure {
  #json: FigureJson;
  #figure: Figure | undefined;
  /** Lists that were copied, and may grow. */
  readonly #own = new WeakSet<object>();

  constructor(figure: Figure) {
    this.#json = figure.toJSON();
    this.#figure = figure;
  }

  /** The figure as it is now, not to be changed. */
  get json(): FigureJson {
    return this.#json;
  }

  /** The figure as it is now, as a value. */
  get figure(): Figure {
    this.#figure ??= new Figure(this.#json);
    return this.#figure;
  }

  /**
   * Makes changes, all of them or none.
   *
   * @throws TypeError for more items of something that is no list
   */
  apply(changes: readonly Change[]): void {
    const growing = changes.map((change) => ("append" in change ? this.#ownList(change.at) : undefined));
    const json = changes.reduce<unknown>(
      (value, change) => ("append" in change ? value : replaced(value as Json, change.at, change.value)),
      this.#json,
    );
    this.#json = json as FigureJson;
    this.#figure = undefined;
    for (const [index, change] of changes.entries())
      if ("append" in change) append(growing[index]!, change.append, change.most);
  }

  #ownList(at: Path): Json[] {
    const found = at.reduce<Json | undefined>(
      (value, key) => (value as Members | undefined)?.[key],
      this.#json as never,
    );
    if (!Array.isArray(found))
      throw new TypeError(`extend: trace ${at[1]} has no list "${at.slice(2).join(".")}" that could be extended`);
    if (this.#own.has(found)) return found as Json[];
    const copy = [...found] as Json[];
    this.#own.add(copy);
    this.#json = replaced(this.#json as unknown as Json, at, copy) as unknown as FigureJson;
    return copy;
  }
}

function append(list: Json[], items: readonly Json[], most: number | undefined): void {
  for (const item of items) list.push(item);
  if (most !== undefined && list.length > most) list.splice(0, list.length - most);
}

/** The value with another value at a path; null takes away what is there, as in Plotly. */
function replaced(value: Json | undefined, [key, ...rest]: Path, other: Json): Json {
  if (key === undefined) return other;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Members;
  if (typeof key === "number" && !Array.isArray(value) && value !== undefined && value !== null)
    throw new TypeError(`the figure has no list where item ${key} should be set`);
  const next = replaced(copy[key], rest, other);
  if (next === null && !Array.isArray(copy)) delete copy[key];
  else copy[key] = next;
  return copy as Json;
}
