import type { JsonObject } from "../protocol/message.js";
import { matchesGlob } from "./glob.js";

interface Entry {
  count: number;
  input: string;
  output: string | null;
}

/** What was run in this session; there is no memory of earlier ones. */
export class History {
  readonly #entries: Entry[] = [];

  /** Adds an input; its output is set when there is one. */
  add(count: number, input: string): { output: string | null } {
    const entry: Entry = { count, input, output: null };
    this.#entries.push(entry);
    return entry;
  }

  /** The content of a history_reply. */
  answer(request: JsonObject): JsonObject {
    const session = 1;
    const history = this.#select(request).map(({ count, input, output }) =>
      request.output === true ? [session, count, [input, output]] : [session, count, input],
    );
    return { status: "ok", history };
  }

  #select(request: JsonObject): Entry[] {
    const most = typeof request.n === "number" ? request.n : Number.POSITIVE_INFINITY;
    switch (request.hist_access_type) {
      case "tail":
        return last(this.#entries, most);
      case "range":
        return this.#range(request);
      case "search":
        return last(this.#search(request), most);
      default:
        return [];
    }
  }

  #range({ session, start, stop }: JsonObject): Entry[] {
    // Zero and below count back from the running session, of which there is but one.
    if (typeof session === "number" && session !== 0 && session !== 1) return [];
    const from = typeof start === "number" ? start : 0;
    const to = typeof stop === "number" ? stop : Number.POSITIVE_INFINITY;
    return this.#entries.filter(({ count }) => count >= from && count < to);
  }

  #search({ pattern, unique }: JsonObject): Entry[] {
    const glob = typeof pattern === "string" ? pattern : "*";
    const found = this.#entries.filter(({ input }) => matchesGlob(input, glob));
    if (unique !== true) return found;
    // Of equal inputs the last one stays.
    return found.filter(({ input }, index) => !found.slice(index + 1).some((later) => later.input === input));
  }
}

function last(entries: Entry[], count: number): Entry[] {
  return count >= entries.length ? entries : entries.slice(entries.length - Math.max(0, count));
}
