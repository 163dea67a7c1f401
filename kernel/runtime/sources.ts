import { SourceMap, type SourceMapPayload } from "node:module";

// As it is now: a cell may replace it.
const { parse } = JSON;

/** A place in a text; both count from one, as people do. */
export interface Place {
  line: number;
  column: number;
}

/** A place in a file, or in a cell. */
export interface SourcePlace extends Place {
  file: string;
}

interface Source {
  text: string;
  /** Undefined where the text runs as it is. */
  map: SourceMap | undefined;
}

/** The texts that running code was compiled from, by the file name that stands in stack traces. */
export class Sources {
  readonly #sources = new Map<string, Source>();
  /** Errors whose stack speaks of the source already. */
  readonly mapped = new WeakSet<object>();
  /** The import in which an error was thrown: it is done before its cell runs, and so is in no stack. */
  readonly importing = new WeakMap<object, SourcePlace>();

  add(fileName: string, text: string, sourceMap: string | undefined): void {
    const map = sourceMap === undefined ? undefined : new SourceMap(parse(sourceMap) as SourceMapPayload);
    this.#sources.set(fileName, { text, map });
  }

  textOf(fileName: string): string | undefined {
    return this.#sources.get(fileName)?.text;
  }

  /** The place in the source of a place in the compiled code; undefined where the code has no counterpart. */
  originalPlace(fileName: string, place: Place): Place | undefined {
    const source = this.#sources.get(fileName);
    if (!source?.map) return source && place;
    const entry = source.map.findEntry(place.line - 1, place.column - 1);
    if (!entry || !("originalLine" in entry)) return undefined;
    return { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  }
}
