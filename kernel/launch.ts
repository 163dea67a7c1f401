import { realpathSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The command line that starts the kernel, as a kernelspec's `argv` wants it: Node and our own main file beside this one,
 * both by absolute path, because Jupyter may start it with another PATH.
 */
export function kernelCommand(node: string = lastingNode()): string[] {
  return [
    node,
    // Terminating a cell in the middle of an await upsets Node's bookkeeping of async hooks, which would end the process.
    "--no-force-async-hooks-checks",
    "--disable-warning=ExperimentalWarning",
    // As many helpers for V8 as there are cores to spare; the four it has by itself would take two cores from the threads that a cell waits for.
    "--v8-pool-size=0",
    fileURLToPath(new URL("main.js", import.meta.url)),
    "{connection_file}",
    // Loaded and type-checked while the kernel is idle after its start, so that the first cell can import it at once.
    "--preload",
    "phasebook",
  ];
}

/**
 * The Node that runs this, by a name that outlives its next version where there is one: a link to it in a folder on PATH, such as the
 * one that Homebrew renews. A link to the whole folder is none: version managers make such for one terminal.
 */
export function lastingNode(running: string = process.execPath, path: string = process.env.PATH ?? ""): string {
  const leadsTo = (name: string, target: string): boolean => {
    try {
      return realpathSync(name) === target;
    } catch {
      return false; // Not there, or not to be looked at.
    }
  };
  const named = path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, basename(running)));
  return named.find((name) => leadsTo(dirname(name), dirname(name)) && leadsTo(name, running)) ?? running;
}
