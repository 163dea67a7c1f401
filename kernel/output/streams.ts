import { TextDecoder } from "node:util";
import type { StreamName } from "../sockets/bridge.js";

/** Leads what is written to the process's streams, by `console.log` among others, to `write`. */
export function captureStreams(write: (name: StreamName, text: string) => void): void {
  for (const name of ["stdout", "stderr"] as const) {
    // Characters may be cut in two between writes.
    const decoder = new TextDecoder();
    process[name].write = (chunk: Uint8Array | string, encoding?: unknown, callback?: unknown): boolean => {
      write(name, typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true }));
      const done = typeof encoding === "function" ? encoding : callback;
      if (typeof done === "function") process.nextTick(done as () => void);
      return true;
    };
  }
}
