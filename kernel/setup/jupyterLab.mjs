import { mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { environmentPython, environmentVariables } from "./environment.mjs";
import { SetUpFailure } from "./failure.mjs";
import { root } from "./root.mjs";
import { foreground } from "./run.mjs";
import { say } from "./step.mjs";

/** Opens JupyterLab on the notebooks and stays until it ends. Token and binding to localhost are JupyterLab's own. */
export async function startJupyterLab(/** @type {string[]} */ arguments_) {
  const notebooks = join(root, "notebooks");
  await mkdir(notebooks, { recursive: true });
  const ours = ["--MultiKernelManager.default_kernel_name=phasebook"];
  // JupyterLab would take another port without a word; who names a port wants that one.
  if (portOf(arguments_) !== undefined) ours.push("--ServerApp.port_retries=0");
  if (process.getuid?.() === 0) {
    say("you are root, so JupyterLab is started with --allow-root");
    ours.push("--allow-root");
  }
  say("starting JupyterLab; Ctrl-C ends it");
  return foreground(environmentPython, ["-m", "jupyterlab", ...ours, ...arguments_], {
    cwd: notebooks,
    env: environmentVariables(),
  });
}

/** Looks at a port that was asked for, before minutes of set-up end in a refusal. */
export async function checkArguments(/** @type {string[]} */ arguments_) {
  const given = portOf(arguments_);
  if (given === undefined) return;
  const port = Number(given);
  if (!/^\d+$/.test(given) || port > 65535)
    throw new SetUpFailure(`--port ${given} is not a port: give a number up to 65535`);
  // JupyterLab listens on both addresses of localhost.
  for (const address of ["127.0.0.1", "::1"]) refuse(port, await listening(port, address));
}

function refuse(/** @type {number} */ port, /** @type {string | undefined} */ trouble) {
  if (trouble === "EADDRINUSE")
    throw new SetUpFailure(
      `port ${port} is in use: end what listens there, or choose another with npm start -- --port N`,
    );
  if (trouble === "EACCES")
    throw new SetUpFailure(
      `port ${port} is not allowed for this user: choose one above 1023 with npm start -- --port N`,
    );
}

/** @returns {Promise<string | undefined>} the code of the error with which listening fails */
function listening(/** @type {number} */ port, /** @type {string} */ address) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code));
    server.listen(port, address, () => server.close(() => resolve(undefined)));
  });
}

/** @returns {string | undefined} the last port that is named, as JupyterLab reads it */
function portOf(/** @type {string[]} */ arguments_) {
  let port;
  for (const [index, argument] of arguments_.entries()) {
    const [name, value] = argument.split("=", 2);
    if (name === "--port" || name === "--ServerApp.port") port = value ?? arguments_[index + 1] ?? "";
  }
  return port;
}
