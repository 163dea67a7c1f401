import ts = require("@tslab/typescript-for-tslab");

import { stateOf } from "./fileState.js";

interface Watched {
  path: string;
  callback: ts.FileWatcherCallback;
  state: string | undefined;
}

/**
 * The user's own files that types come from, looked at when they are asked for: what has been saved is known to the next cell, where a
 * notice of the operating system may come a moment too late.
 */
export class WatchedFiles {
  readonly #watched = new Set<Watched>();

  watch(path: string, callback: ts.FileWatcherCallback): ts.FileWatcher {
    const watched = { path, callback, state: stateOf(path) };
    this.#watched.add(watched);
    return { close: () => this.#watched.delete(watched) };
  }

  /** Gives notice of what has changed since the last look, and tells whether anything has. */
  look(): boolean {
    let changed = false;
    for (const watched of [...this.#watched]) {
      const { path, callback, state } = watched;
      const now = stateOf(path);
      if (now === state) continue;
      watched.state = now;
      changed = true;
      callback(path, kindOf(state, now));
    }
    return changed;
  }
}

function kindOf(before: string | undefined, now: string | undefined): ts.FileWatcherEventKind {
  if (now === undefined) return ts.FileWatcherEventKind.Deleted;
  return before === undefined ? ts.FileWatcherEventKind.Created : ts.FileWatcherEventKind.Changed;
}
