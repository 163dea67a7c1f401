import { spawn } from "node:child_process";
import { constants } from "node:os";

/**
 * Runs a program to its end and keeps what it says, for steps that nobody needs to watch.
 *
 * @param {string} program
 * @param {string[]} arguments_
 * @param {import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<{ code: number | null; output: string }>} a code of null where the program did not start
 */
export function run(program, arguments_, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, arguments_, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk;
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    // Absent, not allowed to run, not a program: the caller decides what that means.
    child.on("error", (error) => resolve({ code: null, output: error.message }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Runs a program in the user's terminal until it ends. Signals reach it and it decides about its end, so that none is left
 * behind without a parent.
 *
 * @param {string} program
 * @param {string[]} arguments_
 * @param {import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<number>} its exit code, or 128 and the signal's number, as a shell says it
 */
export async function foreground(program, arguments_, options = {}) {
  const child = spawn(program, arguments_, { ...options, stdio: "inherit" });
  const handlers = ["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => {
    // A terminal sends Ctrl-C to every process of the group: handing it on would make two of it, and JupyterLab takes
    // the second for a yes to its question whether to shut down.
    const handler = () => {
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(/** @type {NodeJS.Signals} */ (signal));
    };
    process.on(signal, handler);
    return { signal, handler };
  });
  const orphaned = whenOrphaned(() => child.kill("SIGTERM"));
  try {
    return await new Promise((resolve) => {
      child.on("error", (error) => {
        console.error(`phasebook: ${error.message}`);
        resolve(127); // As a shell says that there is no such program.
      });
      child.on("close", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
    });
  } finally {
    clearInterval(orphaned);
    for (const { signal, handler } of handlers) process.off(signal, handler);
  }
}

/**
 * npm runs us below a shell and ends, when it is told to end, that shell alone: a signal to `npm start` never comes here.
 * What is seen is that the parent is another one.
 */
function whenOrphaned(/** @type {() => void} */ end) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const parent = process.ppid;
  return setInterval(() => {
    if (process.ppid !== parent) end();
  }, 500);
}

/** The last lines of a program's output, where the reason of a failure usually stands. */
export function lastLines(/** @type {string} */ output, count = 12) {
  return output.trimEnd().split("\n").slice(-count).join("\n");
}
