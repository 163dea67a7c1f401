import { join } from "node:path";
import { ensureCalibration } from "./calibration.mjs";
import { findChromium } from "./chromium.mjs";
import { ensureEnvironment, environment } from "./environment.mjs";
import { SetUpFailure } from "./failure.mjs";
import { checkArguments, startJupyterLab } from "./jupyterLab.mjs";
import { ensureNodeModules, npm } from "./nodeModules.mjs";
import { ensureRedisServer } from "./redisServer.mjs";
import { root } from "./root.mjs";
import { foreground } from "./run.mjs";
import { writeSettings } from "./settings.mjs";
import { say, step } from "./step.mjs";

/**
 * `start` opens JupyterLab, `test` runs the tests; both bring first everything that is missing or out of date into place.
 *
 * @param {string} task
 * @param {string[]} arguments_ what the user wrote after `--`
 */
export async function main(task, arguments_) {
  try {
    if (task === "start") process.exitCode = await start(arguments_);
    else if (task === "test") process.exitCode = await test(arguments_);
    else throw new SetUpFailure(`bootstrap.cjs takes "start" or "test", not "${task}"`);
  } catch (error) {
    if (!(error instanceof SetUpFailure)) throw error;
    console.error(`phasebook: ${error.message}`);
    process.exitCode = 1;
  }
}

async function start(/** @type {string[]} */ arguments_) {
  await checkArguments(arguments_);
  await setUp();
  return startJupyterLab(arguments_);
}

async function test(/** @type {string[]} */ arguments_) {
  await setUp();
  const chromium = await findChromium();
  await ensureRedisServer();
  await ensureCalibration();
  const [program, ...check] = npm("run", "--silent", "check");
  const checked = await step("checking format and types", () => foreground(program, check, { cwd: root }));
  const tested = await foreground(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", "--config", "test/vitest.config.ts", ...arguments_],
    { cwd: root, env: { ...process.env, ...(chromium && { PHASEBOOK_CHROMIUM: chromium }) } },
  );
  // Said again, since the tests have pushed it off the screen.
  if (checked !== 0) say("the check of format and types has failed: npm run check");
  return tested || checked;
}

/** Every step looks first whether it is needed, so that a second start is quick. */
async function setUp() {
  await ensureNodeModules();
  if ((await foreground(process.execPath, [join(root, "kernel/setup/build.mjs")])) !== 0)
    throw new SetUpFailure("the build has failed, see above");
  await ensureEnvironment();
  await writeSettings();
  await installKernel();
}

/** By the same functions as `phasebook kernel install`; they are there once the build has run. */
async function installKernel() {
  const { install } = await import("../../dist/kernel/install/install.js");
  await install({ prefix: environment });
}
