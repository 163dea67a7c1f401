// The parts of the machine that some tests need. `npm test` brings them into place and with PHASEBOOK_REQUIRE_ALL=1 takes
// none of them to be missing; where a test is run alone without them, it is skipped: `describe.skipIf(!environment)`.
import { execFile } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** The folder of the clone. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** The folder of the programs in the private Python environment: `jupyter`, `python`, `papermill`. */
export const environment = required(
  [join(root, ".venv", process.platform === "win32" ? "Scripts" : "bin")].find(
    (folder) => existsSync(folder) && existsSync(join(root, ".venv", ".phasebook-stamp")),
  ),
  "the Python environment .venv",
);

/** The browser for tests that look at JupyterLab's page. */
export const chromium = required(
  process.env.PHASEBOOK_CHROMIUM ?? onPath("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
  "Chromium",
);

/** The server for tests of the distributed runner. */
export const redisServer = required(onPath("redis-server"), "redis-server");

function onPath(...names: string[]): string | undefined {
  return names
    .flatMap((name) => (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name)))
    .find((path) => existsSync(path) && statSync(path).isFile());
}

function required(found: string | undefined, name: string): string | undefined {
  if (!found && process.env.PHASEBOOK_REQUIRE_ALL === "1")
    throw new Error(`${name} is missing, and PHASEBOOK_REQUIRE_ALL asks for it: run npm test`);
  return found;
}

/** How a program has ended; one that fails is looked at too, so it throws nothing. */
export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/** Runs a program to its end. */
export async function run(program: string, arguments_: string[], options: RunOptions = {}): Promise<Ended> {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, arguments_, { ...options, maxBuffer: 1 << 26 });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: number | string; stdout?: string; stderr?: string };
    if (typeof code !== "number") throw error;
    return { code, stdout: stdout ?? "", stderr: stderr ?? "" };
  }
}

/** Runs the built `phasebook` command. */
export function phasebook(arguments_: string[], options: RunOptions = {}): Promise<Ended> {
  return run(process.execPath, [join(root, "dist/src/command/main.js"), ...arguments_], options);
}
