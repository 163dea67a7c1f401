// The package as npm would publish it, installed into a folder of its own: command, library and kernel have to work there
// without the clone.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { environment, root, run } from "../setup/parts.js";

const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const folder = mkdtempSync(join(realpathSync(tmpdir()), "phasebook package ä "));
const elsewhere = join(folder, "elsewhere");
const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, string>;

/** Thousands of waits of half a microsecond to a millisecond, and as many of a slice, in the format of bcc's runqlat. */
const runqlat = `Tracing run queue latency... Hit Ctrl-C to end.
^C
     usecs               : count     distribution
${[190, 810, 240, 150, 40, 6, 21, 9, 4, 3, 25, 33, 28, 19]
  .map((count, index) => `${index === 0 ? 0 : 2 ** index} -> ${2 ** (index + 1) - 1} : ${count} |*|`)
  .join("\n")}
`;

/** Every part of the library in turn: engine, figures, regimes, widgets, readers, fits, the scheduler, worker threads, files. */
const cells = [
  `import { article, simulate, classify, plot, sweep, fit, read, scheduler, interact, slider, save } from "phasebook";
const run = simulate(article({ processes: 2000, map: "hash" }), { seed: "p99" });
run.overhead`,
  "plot.overhead(run)",
  "classify(run).regime",
  `interact({ processes: slider(8, 32_000, { scale: "log" }), lifetime: slider("10 us", "1 s", { scale: "log" }) },
  ({ processes, lifetime }) => plot.overhead(simulate(article({ processes, lifetime }), { seed: 1 })));`,
  `const waits = read("runqlat.txt");
const best = fit(waits);
plot.fit(best)`,
  `const machine = { cpus: 16, arrivals: { rate: "2000/s" }, lifetime: "5 ms", wait: "emerges" } as const;
simulate(scheduler({ ...machine, slice: best[0].distribution }), { until: "1 s" }).latencies.wait.count`,
  `const table = await sweep(article, { processes: [1000, 2000], map: ["hash", "task-storage"] }, { replications: 20 });
table.length`,
  'save(plot.lines(table, { x: "processes", y: "overhead", colour: "map" }), "overhead.svg");',
];

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

  test("carries what is read at run time, the notebooks and their data, and no tests", () => {
    const installed = join(elsewhere, "node_modules/phasebook");
    for (const file of [
      "LICENSE",
      "kernel/logos/logo-64x64.png",
      "kernel/papermill/pyproject.toml",
      "dist/labextension/package.json",
      "dist/src/calibration/programs/measure.c",
      "notebooks/start.ipynb",
      "notebooks/data/map-size.csv",
    ])
      expect(existsSync(join(installed, file)), file).toBe(true);
    for (const file of ["src", "test", "kernel/setup", ".venv", "notebooks/.ipynb_checkpoints"])
      expect(existsSync(join(installed, file)), file).toBe(false);
  });

  test("has the sources in its source maps, which lie nowhere else in it, and no path of where it was built", () => {
    const dist = join(elsewhere, "node_modules/phasebook/dist");
    const files = readdirSync(dist, { recursive: true, encoding: "utf8" });
    const maps = files.filter((file) => file.endsWith(".js.map"));
    expect(maps.length).toBeGreaterThan(500);
    const empty = maps.filter((file) => {
      const { sourcesContent } = JSON.parse(readFileSync(join(dist, file), "utf8")) as { sourcesContent?: string[] };
      return !sourcesContent?.[0];
    });
    expect(empty).toEqual([]);
    const texts = files.filter((file) => /\.(js|ts|json|map|c|h|sh)$/.test(file));
    expect(texts.filter((file) => readFileSync(join(dist, file), "utf8").includes(root))).toEqual([]);
  });

  test("writes the C programs that measure a kernel", async () => {
    const written = join(folder, "calibration ä");
    const write = ["exec", "--no", "--", "phasebook", "calibrate", "--write", written];
    const { code, stdout } = await run(npm, write, { cwd: elsewhere });
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining(`'${join(written, "calibrate.sh")}' > my-kernel.jsonl`) as unknown,
    });
    expect(readdirSync(written)).toEqual(expect.arrayContaining(["calibrate.sh", "measure.c", "hashMap.bpf.c"]));
  });

  test.skipIf(!environment)(
    "has the kernel, which runs a notebook of what the library is for, from model to file",
    async () => {
      const prefix = join(folder, "prefix");
      const install = [
        "exec",
        "--no",
        "--",
        "phasebook",
        "kernel",
        "install",
        "--prefix",
        prefix,
        "--name",
        "packaged",
      ];
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
        cells: cells.map((source, index) => ({
          cell_type: "code",
          id: `cell-${index}`,
          metadata: {},
          execution_count: null,
          outputs: [],
          source,
        })),
      };
      writeFileSync(join(folder, "runqlat.txt"), runqlat);
      const file = join(folder, "notebook.ipynb");
      writeFileSync(file, JSON.stringify(notebook));
      const { code, stderr } = await run(
        join(environment ?? "", "python"),
        ["-m", "jupyter", "nbconvert", "--to", "notebook", "--execute", "--inplace", file],
        { env: { ...process.env, JUPYTER_PATH: join(prefix, "share/jupyter") } },
      );
      expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
      const executed = JSON.parse(readFileSync(file, "utf8")) as {
        cells: { outputs: { data?: Record<string, unknown> }[] }[];
      };
      const shown = executed.cells.map(({ outputs }) => outputs.flatMap(({ data }) => Object.keys(data ?? {})));
      for (const index of [1, 3, 4]) expect(shown[index], cells[index]).toContain("application/vnd.plotly.v1+json");
      expect(shown[3]).toContain("application/vnd.jupyter.widget-view+json");
      const words = executed.cells.map(({ outputs }) => [outputs.at(-1)?.data?.["text/plain"]].flat().join(""));
      // As the original has it, to the noise of its 9,999 events; see test/program/article.test.ts.
      expect(Number(words[0])).toBeCloseTo(0.156, 2);
      expect(words[2]).toMatch(/^'(converging|exploding|oscillating|undecided)'$/);
      expect(Number(words[5])).toBeGreaterThan(0);
      expect(words[6]).toBe("80");
      expect(readFileSync(join(folder, "overhead.svg"), "utf8")).toMatch(/^<svg /);
    },
    180_000,
  );
});
