import { setImmediate as nextTurn } from "node:timers/promises";
import { type MessagePort, workerData } from "node:worker_threads";
import { log } from "../log.js";
import { Compiler, type CompilerOptions } from "./compiler.js";
import { serve } from "./remote.js";

// The thread that knows TypeScript: cells are checked here, and completion is answered here while a cell computes.

/** What the main thread gives to it at its start. */
export interface LanguageOptions extends CompilerOptions {
  /** From where cells are compiled: the main thread. */
  cells: MessagePort;
  /** From where help with writing is asked: the sockets. */
  assistance: MessagePort;
}

const { cells, assistance, ...options } = workerData as LanguageOptions;
const compiler = new Compiler(options);
// Who has the reply to a cell is helped with what it declared.
serve(compiler, cells, assistance);
try {
  for (const _ of compiler.warmUp()) await nextTurn();
} catch (error) {
  log(`cannot load types in advance: ${error}`);
}
