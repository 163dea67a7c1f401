// The package as npm would publish it, installed into a folder of its own: command, library and kernel have to work there
// without the clone.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { environment, root, run } from "../setup/parts.js";

const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const folder = mkdtempSync(join(realpathSync(tmpdir()), "phasebook package ä "));
const elsewhere = join(folder, "elsewhere");
const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, string>;

beforeAll(async () => {
  // Built already; its own build would only slow it down, and change dist/ under tests that run at the same time.
  const packed = await run(npm, ["pack", "--ignore-scripts", "--pack-destination", folder], { cwd: root });
  expect(packed).toMatchObject({ code: 0 });
  mkdirSync(elsewhere);
  writeFileSync(join(elsewhere, "package.json"), '{ "private": true, "type": "module" }');
  const tarball = join(folder, `${name}-${version}.tgz`);
  const options = ["--omit=dev", "--no-audit", "--no-fund", "--prefer-offline"];
  const installed = await run(npm, ["install", ...options, tarball], { cwd: elsewhere });
  expect(installed).toMatchObject({ code: 0 });
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

function node(code: string): ReturnType<typeof run> {
  return run(process.execPath, ["--input-type=module", "--eval", code], { cwd: elsewhere });
}

describe("the package, installed elsewhere", () => {
  test("has the command", async () => {
    const { code, stdout } = await run(npm, ["exec", "--no", "--", "phasebook", "--version"], { cwd: elsewhere });
    expect({ code, version: stdout.trim() }).toEqual({ code: 0, version });
  });

  test("has the library, whole and room by room", async () => {
    const whole = await node(`
      import * as phasebook from "phasebook";
      const run = phasebook.simulate(phasebook.article({ processes: 20 }), { seed: 1, maxEvents: 500 });
      console.log(run.events > 0, phasebook.normal(3, 1).mean);`);
    expect(whole).toMatchObject({ code: 0, stdout: "true 3\n" });
    const room = await node(`
      import * as whole from "phasebook";
      import { normal } from "phasebook/distribution";
      console.log(normal === whole.normal);`);
    expect(room).toMatchObject({ code: 0, stdout: "true\n" });
  });

  test("has types for both", async () => {
    writeFileSync(
      join(elsewhere, "cell.ts"),
      `import { article, simulate } from "phasebook";
import { normal } from "phasebook/distribution";
export const overhead: number = simulate(article({ processes: 20 }), { seed: 1 }).overhead + normal(3, 1).mean;
// @ts-expect-error a mean is a number
export const wrong: string = normal(3, 1).mean;
`,
    );
    const settings = [
      "--noEmit",
      "--strict",
      "--target",
      "es2022",
      "--module",
      "nodenext",
      "--skipLibCheck",
      "cell.ts",
    ];
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    expect(await run(process.execPath, [compiler, ...settings], { cwd: elsewhere })).toMatchObject({
      code: 0,
      stdout: "",
    });
  });

  test("carries licence, logos and lab extension, and no sources or tests", () => {
    const installed = join(elsewhere, "node_modules/phasebook");
    for (const file of ["LICENSE", "kernel/logos/logo-64x64.png", "dist/labextension/package.json"])
      expect(existsSync(join(installed, file)), file).toBe(true);
    for (const file of ["src", "test", "kernel/setup", ".venv"])
      expect(existsSync(join(installed, file)), file).toBe(false);
  });

  test.skipIf(!environment)("has the kernel, which runs a notebook that imports the library", async () => {
    const prefix = join(folder, "prefix");
    const install = ["exec", "--no", "--", "phasebook", "kernel", "install", "--prefix", prefix, "--name", "packaged"];
    expect(await run(npm, install, { cwd: elsewhere })).toMatchObject({ code: 0 });
    const { argv } = JSON.parse(readFileSync(join(prefix, "share/jupyter/kernels/packaged/kernel.json"), "utf8")) as {
      argv: string[];
    };
    const main = argv.find((argument) => argument.endsWith("main.js")) ?? "";
    expect(main.startsWith(elsewhere)).toBe(true);
    expect(existsSync(main)).toBe(true);

    const notebook = {
      nbformat: 4,
      nbformat_minor: 5,
      metadata: { kernelspec: { name: "packaged", display_name: "packaged", language: "typescript" } },
      cells: [
        {
          cell_type: "code",
          id: "import",
          metadata: {},
          execution_count: null,
          outputs: [],
          source: 'import { normal } from "phasebook";\nconsole.log(normal(3, 1).mean);',
        },
      ],
    };
    const file = join(folder, "notebook.ipynb");
    writeFileSync(file, JSON.stringify(notebook));
    const { code, stderr } = await run(
      join(environment ?? "", "python"),
      ["-m", "jupyter", "nbconvert", "--to", "notebook", "--execute", "--inplace", file],
      { env: { ...process.env, JUPYTER_PATH: join(prefix, "share/jupyter") } },
    );
    expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
    const executed = JSON.parse(readFileSync(file, "utf8")) as { cells: { outputs: { text: string | string[] }[] }[] };
    expect([executed.cells[0]?.outputs[0]?.text].flat().join("")).toBe("3\n");
  });
});
