import { SourceMap, type SourceMapPayload } from "node:module";

// As it is now: a cell may replace it.
const { parse } = JSON;

/** A place in a text; both count from one, as people do. */
export interface Place {
  line: number;
  column: number;
}

interface Source {
  text: string;
  map: SourceMap;
}

/** The texts that running code was compiled from, by the file name that stands in stack traces. */
export class Sources {
  readonly #sources = new Map<string, Source>();
  /** Errors whose stack speaks of the source already. */
  readonly mapped = new WeakSet<object>();

  add(fileName: string, text: string, sourceMap: string): void {
    this.#sources.set(fileName, { text, map: new SourceMap(parse(sourceMap) as SourceMapPayload) });
  }

  textOf(fileName: string): string | undefined {
    return this.#sources.get(fileName)?.text;
  }

  /** The place in the source of a place in the compiled code; undefined where the code has no counterpart. */
  originalPlace(fileName: string, { line, column }: Place): Place | undefined {
    const entry = this.#sources.get(fileName)?.map.findEntry(line - 1, column - 1);
    if (!entry || !("originalLine" in entry)) return undefined;
    return { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  }
}
