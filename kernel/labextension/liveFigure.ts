import type { Figure } from "./loadPlotly.js";
import { unpacked } from "./unpacked.js";

/** Where something stands in a figure; the empty path is the figure itself. */
type Path = readonly (string | number)[];

/** One step from a figure to the next, as the kernel tells of it. */
type Change =
  | { readonly at: Path; readonly value: unknown }
  | { readonly at: Path; readonly append: List; readonly most?: number };

type List = unknown[] | Float64Array;

/** What the kernel sends. Where bytes belong in it is said beside it. */
export interface Changes {
  readonly changes: readonly Change[];
  readonly buffer_paths: readonly Path[];
}

/** A figure that the kernel goes on changing. Its lists are never changed but replaced, so that Plotly sees what is new. */
export class LiveFigure {
  readonly #send: (content: object, buffers?: ArrayBuffer[]) => void;
  readonly #viewers = new Set<() => void>();
  #figure: Figure | undefined;

  constructor(send: (content: object, buffers?: ArrayBuffer[]) => void) {
    this.#send = send;
  }

  /** The figure as it is now; undefined until the kernel has sent it. */
  get figure(): Figure | undefined {
    return this.#figure;
  }

  receive(content: Changes, buffers: readonly DataView[]): void {
    for (const change of unpacked(content, buffers).changes)
      this.#figure = changed(this.#figure, change.at, change) as Figure;
    for (const view of this.#viewers) view();
  }

  /** Calls back after every change; returns what ends it. */
  watch(viewer: () => void): () => void {
    this.#viewers.add(viewer);
    return () => void this.#viewers.delete(viewer);
  }

  /** Tells the kernel what the reader does. */
  say(content: object, buffers?: ArrayBuffer[]): true {
    this.#send(content, buffers);
    return true;
  }
}

/** The value with a change made at a path within it. */
function changed(value: unknown, [key, ...rest]: Path, change: Change): unknown {
  if (key === undefined) return "append" in change ? longer(value as List, change) : change.value;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  const next = changed(copy[key], rest, change);
  if (next === null && !Array.isArray(copy)) delete copy[key];
  else copy[key] = next;
  return copy;
}

function longer(list: List, { append, most }: { append: List; most?: number }): List {
  const kept = most === undefined ? list : list.slice(Math.max(0, list.length + append.length - most));
  const added = most === undefined ? append : append.slice(Math.max(0, append.length - most));
  // Few numbers came as a list, in which null is a gap.
  if (!isNumbers(kept) || !isNumbers(added)) return [...kept, ...added];
  const joined = new Float64Array(kept.length + added.length);
  for (const [part, at] of [
    [kept, 0],
    [added, kept.length],
  ] as const)
    joined.set(part instanceof Float64Array ? part : part.map((number) => number ?? Number.NaN), at);
  return joined;
}

function isNumbers(list: List): list is Float64Array | (number | null)[] {
  return list instanceof Float64Array || list.every((item) => typeof item === "number" || item === null);
}
