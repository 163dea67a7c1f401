import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { networkTrouble } from "../../kernel/setup/networkTrouble.mjs";
import { findPython } from "../../kernel/setup/python.mjs";
import { lastLines, run } from "../../kernel/setup/run.mjs";
import { step } from "../../kernel/setup/step.mjs";
import { cache } from "./cache.mjs";
import { MissingPeer } from "./peer.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** @type {Map<string, Promise<string>>} */
const made = new Map();

/**
 * The Python of an environment that has the Python peers of a benchmark and nothing else, made where it is missing or out of date.
 *
 * @param {string} [name] of the folder with the requirements; those beside this file unless given
 */
export function benchmarkPython(name = "") {
  const python = made.get(name) ?? make(environmentOf(name));
  made.set(name, python);
  return python;
}

/** The same where it has been made already, else undefined. */
export async function madePython(name = "") {
  return alreadyMade(environmentOf(name));
}

function environmentOf(/** @type {string} */ name) {
  const folder = join(cache, name === "" ? "venv" : `venv-${name}`);
  const python = join(folder, ...(process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"]));
  return { folder, python, requirements: join(here, name, "requirements.txt"), stampFile: join(folder, ".stamp") };
}

/** @typedef {ReturnType<typeof environmentOf>} Environment */

async function alreadyMade(/** @type {Environment} */ environment) {
  const { python, stampFile } = environment;
  const found = await readFile(stampFile, "utf8").catch(() => undefined);
  return found === (await stampOf(environment)) && (await run(python, ["-c", ""])).code === 0 ? python : undefined;
}

async function stampOf(/** @type {Environment} */ { requirements, folder }) {
  const content = await readFile(requirements);
  return createHash("sha256").update(content).update(folder).digest("hex");
}

async function make(/** @type {Environment} */ environment) {
  const found = await alreadyMade(environment);
  if (found) return found;
  const { folder, python, requirements, stampFile } = environment;
  const base = await findPython();
  await step(`making a Python environment for the peers by ${base}`, async () => {
    // The stamp is written last: an environment without one was broken off.
    await rm(folder, { recursive: true, force: true });
    await mkdir(cache, { recursive: true });
    await must(base, ["-m", "venv", folder]);
    await must(python, [
      ...["-m", "pip", "install", "--no-deps", "--no-input", "--disable-pip-version-check"],
      ...["-r", requirements],
    ]);
    await writeFile(stampFile, await stampOf(environment));
  });
  return python;
}

async function must(/** @type {string} */ program, /** @type {string[]} */ arguments_) {
  const { code, output } = await run(program, arguments_);
  if (code === 0) return;
  const said = lastLines(output, 1).trim();
  throw new MissingPeer(
    networkTrouble(output, "Python's package index") ??
      `its Python environment could not be made; is Python's package index within reach? ${said}`,
  );
}
