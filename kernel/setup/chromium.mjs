import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { installPackage, isOursToInstall } from "./debian.mjs";
import { SetUpFailure } from "./failure.mjs";
import { run } from "./run.mjs";
import { say, step } from "./step.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const onMac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/**
 * The browser for the tests that drive JupyterLab: PHASEBOOK_CHROMIUM, else one on PATH, else installed where that is ours
 * to do. Without one those tests are skipped by name, or, with PHASEBOOK_REQUIRE_ALL=1, the tests fail.
 *
 * @returns {Promise<string | undefined>} its path
 */
export async function findChromium() {
  const wanted = process.env.PHASEBOOK_CHROMIUM;
  if (wanted) {
    if (await runs(wanted)) return wanted;
    throw new SetUpFailure(`PHASEBOOK_CHROMIUM names ${wanted}, which does not run`);
  }
  const found = await firstThatRuns();
  if (found) return found;
  if (await isOursToInstall()) {
    await step("installing Chromium by apt-get for the browser tests", () => installPackage("chromium"));
    const installed = await firstThatRuns();
    if (installed) return installed;
  }
  const what =
    "no Chromium was found: install it (Debian: apt-get install chromium), or name one by PHASEBOOK_CHROMIUM";
  if (process.env.PHASEBOOK_REQUIRE_ALL === "1") throw new SetUpFailure(`${what}. PHASEBOOK_REQUIRE_ALL asks for it`);
  say(`${what}. The browser tests are skipped`);
  return undefined;
}

async function firstThatRuns() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const paths = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), onMac];
  for (const path of paths) if (existsSync(path) && (await runs(path))) return path;
  return undefined;
}

async function runs(/** @type {string} */ program) {
  return (await run(program, ["--version"])).code === 0;
}
