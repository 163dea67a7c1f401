import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { SetUpFailure } from "./failure.mjs";
import { networkTrouble } from "./networkTrouble.mjs";
import { findPython } from "./python.mjs";
import { root } from "./root.mjs";
import { lastLines, run } from "./run.mjs";
import { step } from "./step.mjs";

const pip = ["-m", "pip", "install", "--no-deps", "--no-input", "--disable-pip-version-check"];

/** The private Python environment. */
export const environment = join(root, ".venv");

const programs = join(environment, process.platform === "win32" ? "Scripts" : "bin");
const requirements = join(root, "kernel", "requirements.txt");
const papermill = join(root, "kernel", "papermill");
const stampFile = join(environment, ".phasebook-stamp");

export const environmentPython = join(programs, process.platform === "win32" ? "python.exe" : "python");

/** The variables under which programs of the environment run: it comes first, and nobody else's Python settings count. */
export function environmentVariables() {
  const { PYTHONPATH, PYTHONHOME, PIP_USER, PIP_TARGET, PIP_PREFIX, ...others } = process.env;
  return {
    ...others,
    VIRTUAL_ENV: environment,
    PATH: `${programs}${delimiter}${process.env.PATH ?? ""}`,
    // A kernel of the same name that the user has installed elsewhere must not stand before this one.
    JUPYTER_PREFER_ENV_PATH: "1",
  };
}

/** Makes the environment where it is missing, half made or made for other requirements. */
export async function ensureEnvironment() {
  const stamp = await wantedStamp();
  const found = await readFile(stampFile, "utf8").catch(missing);
  if (found === stamp && (await run(environmentPython, ["-c", ""])).code === 0) return;

  const python = await findPython();
  await step(`making the Python environment .venv by ${python} (about a minute)`, async () => {
    // The stamp is written last: what has none was broken off, and is not worth mending.
    await rm(environment, { recursive: true, force: true });
    await pythonStep(python, ["-m", "venv", environment], `${python} could not make the environment .venv`);
    await pythonStep(
      environmentPython,
      // The lock file is complete, so nothing has to be resolved.
      [...pip, "-r", requirements],
      "pip could not install JupyterLab and its packages",
    );
    await pythonStep(
      environmentPython,
      // What builds it is among the requirements.
      [...pip, "--no-build-isolation", papermill],
      "pip could not install what lets papermill set parameters in TypeScript",
    );
    // JupyterLab runs a script of its own by Node, which would take it for an ES module because our package is one.
    await writeFile(join(environment, "package.json"), '{ "type": "commonjs" }\n');
    await writeFile(stampFile, stamp);
  });
}

/** What is installed, and the folder: an environment holds absolute paths and breaks when the clone is moved. */
async function wantedStamp() {
  const hash = createHash("sha256");
  for (const file of [requirements, join(papermill, "pyproject.toml"), join(papermill, "phasebook_papermill.py")])
    hash.update(await readFile(file));
  return hash.update(environment).digest("hex");
}

async function pythonStep(
  /** @type {string} */ program,
  /** @type {string[]} */ arguments_,
  /** @type {string} */ failure,
) {
  const { code, output } = await run(program, arguments_, { cwd: root, env: environmentVariables() });
  if (code === 0) return;
  throw new SetUpFailure(
    networkTrouble(output, "Python's package index") ?? `${failure}. It says:\n${lastLines(output)}`,
  );
}

function missing(/** @type {NodeJS.ErrnoException} */ error) {
  if (error.code !== "ENOENT") throw error;
  return undefined;
}
