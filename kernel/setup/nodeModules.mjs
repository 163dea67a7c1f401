import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { SetUpFailure } from "./failure.mjs";
import { networkTrouble } from "./networkTrouble.mjs";
import { root } from "./root.mjs";
import { lastLines, run } from "./run.mjs";
import { step } from "./step.mjs";

/** Installs the npm packages of the lock file where node_modules does not hold them. */
export async function ensureNodeModules() {
  if (await agreesWithLock()) return;
  await step("installing npm packages (less than a minute)", async () => {
    const [program, ...arguments_] = npm("ci", "--no-audit", "--no-fund", "--fetch-retry-maxtimeout=10000");
    const { code, output } = await run(program, arguments_, { cwd: root });
    if (code === 0) return;
    throw new SetUpFailure(
      networkTrouble(output, "npm's registry") ?? `npm could not install the packages. It says:\n${reasons(output)}`,
    );
  });
}

/** npm's first lines of error; a list of its options and news of itself follow. */
function reasons(/** @type {string} */ output) {
  const errors = output.split("\n").filter((line) => line.startsWith("npm error"));
  return errors.slice(0, 8).join("\n") || lastLines(output);
}

/** How to call npm: by the npm that runs us, else by its name on PATH. */
export function npm(...arguments_) {
  const own = process.env.npm_execpath;
  if (own?.endsWith(".js")) return [process.execPath, own, ...arguments_];
  return [process.platform === "win32" ? "npm.cmd" : "npm", ...arguments_];
}

/**
 * npm leaves its own record of what it has installed in node_modules, written last: an installation that was broken off
 * has none, one that somebody made by hand counts, and a changed lock file differs from it.
 */
async function agreesWithLock() {
  const locked = await packagesIn(join(root, "package-lock.json"));
  const installed = await packagesIn(join(root, "node_modules", ".package-lock.json"));
  if (!locked) throw new SetUpFailure("package-lock.json is missing: is this a complete clone?");
  return (
    installed !== undefined &&
    Object.entries(locked).every(([path, { version, integrity, optional, devOptional, link }]) => {
      const found = installed[path];
      if (path === "" || link) return true;
      // Packages for other systems are in the lock file too.
      if (!found) return Boolean(optional || devOptional);
      return found.version === version && found.integrity === integrity;
    })
  );
}

/** @returns {Promise<Record<string, Record<string, unknown>> | undefined>} */
async function packagesIn(/** @type {string} */ lockFile) {
  try {
    return JSON.parse(await readFile(lockFile, "utf8")).packages;
  } catch (error) {
    if (error.code === "ENOENT" || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
