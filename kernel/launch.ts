import { fileURLToPath } from "node:url";

/**
 * The command line that starts the kernel, as a kernelspec's `argv` wants it: this Node, and our own main file beside this
 * one, both by absolute path, because Jupyter may start it with another PATH.
 */
export function kernelCommand(): string[] {
  return [
    process.execPath,
    // Terminating a cell in the middle of an await upsets Node's bookkeeping of async hooks, which would end the process.
    "--no-force-async-hooks-checks",
    "--disable-warning=ExperimentalWarning",
    fileURLToPath(new URL("main.js", import.meta.url)),
    "{connection_file}",
  ];
}
