// What `npm start` says on machines that lack something. Fake programs on a PATH of their own stand for those machines;
// a folder of its own with copies of the set-up stands for the clone, so that nothing here touches the real one.
import { chmodSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Ended, root, run } from "../setup/parts.js";
import { temporaryFolder } from "../setup/temporaryFolder.js";

/** A clone as far as it has been set up to the point where Python is needed, and a PATH with only the given programs. */
function machine(
  programs: Record<string, string> = {},
  locked = '{ "packages": {} }',
): (task: string, ...arguments_: string[]) => Promise<Ended> {
  const clone = temporaryFolder();
  for (const folder of ["kernel/setup", "kernel/papermill"])
    cpSync(join(root, folder), join(clone, folder), { recursive: true });
  mkdirSync(join(clone, "node_modules"));
  writeFileSync(join(clone, "package-lock.json"), locked);
  writeFileSync(join(clone, "node_modules/.package-lock.json"), '{ "packages": {} }');
  writeFileSync(join(clone, "kernel/setup/build.mjs"), "");
  writeFileSync(join(clone, "kernel/requirements.txt"), "jupyterlab\n");

  const path = join(clone, "programs");
  mkdirSync(path);
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(path, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(path, name), 0o755);
  }
  symlinkSync(process.execPath, join(path, "node"));
  const { PHASEBOOK_PYTHON, PHASEBOOK_CHROMIUM, npm_execpath, npm_lifecycle_event, ...env } = process.env;
  return (task, ...arguments_) =>
    run(process.execPath, [join(clone, "kernel/setup/bootstrap.cjs"), task, ...arguments_], {
      cwd: clone,
      env: { ...env, PATH: path },
    });
}

function saying(version: number[], complete = true): string {
  return `echo '${JSON.stringify({ version, complete })}'`;
}

function expectSentence({ code, stderr }: Ended, ...parts: string[]): void {
  for (const part of parts) expect(stderr).toContain(part);
  expect(stderr).toMatch(/^phasebook: /m);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(code).toBe(1);
}

test("no Python", async () => {
  expectSentence(await machine()("start"), "Python 3.10 or newer is needed", "none was found on PATH", "python3-venv");
});

test("a Python that is too old", async () => {
  expectSentence(await machine({ python3: saying([3, 8, 10]) })("start"), "python3 is 3.8.10");
});

test("a Python without venv", async () => {
  const start = machine({ python3: saying([3, 11, 2], false) });
  expectSentence(await start("start"), "python3 (3.11.2)", "apt-get install python3-venv");
});

test("a Python without venv is passed over for one that has it", async () => {
  const python313 = `case "$1" in -c) ${saying([3, 13, 1])};; *) echo "No space left on device" >&2; exit 1;; esac`;
  const start = machine({ python3: saying([3, 11, 2], false), "python3.13": python313 });
  const ended = await start("start");
  expect(ended.stdout).toContain("by python3.13");
  expectSentence(ended, "no space is left on the disk");
});

test("no network for Python's packages", async () => {
  const failing = `case "$1" in
  -c) ${saying([3, 12, 0])};;
  *) echo "Failed to establish a new connection: [Errno -3] Temporary failure in name resolution" >&2; exit 1;;
esac`;
  expectSentence(await machine({ python3: failing })("start"), "Python's package index could not be reached");
});

test("no network for npm's packages", async () => {
  const npm = "echo 'npm error code EAI_AGAIN' >&2; exit 1";
  const start = machine({ npm }, '{ "packages": { "node_modules/x": { "version": "1.0.0" } } }');
  expectSentence(await start("start"), "npm's registry could not be reached");
});

test("a port that is in use, before anything is installed", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const { port } = server.address() as { port: number };
  try {
    const ended = await machine()("start", "--no-browser", "--port", String(port));
    expectSentence(ended, `port ${port} is in use`, "npm start -- --port");
  } finally {
    server.close();
  }
});

test.each(["eighty", "70000"])("--port %s", async (port) => {
  expectSentence(await machine()("start", `--port=${port}`), `--port ${port} is not a port`);
});

test("a Node that is too old can read the first file as far as its sentence", async () => {
  const old = `Object.defineProperty(process.versions, "node", { value: "12.22.0" });
require(${JSON.stringify(join(root, "kernel/setup/bootstrap.cjs"))});`;
  expectSentence(await run(process.execPath, ["-e", old]), "Node 20.19 or newer is needed, and this is Node 12.22.0");
});
