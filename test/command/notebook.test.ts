import { type ChildProcess, spawn } from "node:child_process";
import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type Notebook, sourceOf } from "../../kernel/notebook/notebook.js";
import { phasebook, root, run } from "../setup/parts.js";
import { scratchFolder } from "../setup/temporaryFolder.js";

const { folder, remove } = scratchFolder();
afterAll(remove);
const at = (name: string): string => join(folder, name);

type Source = string | { source: string; tags: string[] };

function codeCell(source: Source, index: number): object {
  const { source: text, tags } = typeof source === "string" ? { source, tags: [] } : source;
  const outputs = [{ output_type: "stream", name: "stdout", text: ["of an earlier run\n"] }];
  return { cell_type: "code", id: `cell-${index}`, metadata: { tags }, execution_count: 9, outputs, source: text };
}

function write(name: string, content: unknown): string {
  writeFileSync(at(name), typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return at(name);
}

function notebook(name: string, ...sources: Source[]): string {
  return write(name, { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: sources.map(codeCell) });
}

const read = (file: string): Notebook => JSON.parse(readFileSync(file, "utf8"));
const kinds = (file: string) => read(file).cells.map(({ outputs }) => outputs!.map((output) => output.output_type));

test("notebook run --json says which cells ran, and for how long", async () => {
  const file = notebook("two cells ä.ipynb", "const rate = 2;", "", "rate * 21");
  const output = at("ran.ipynb");
  const { code, stdout } = await phasebook(["notebook", "run", file, "-o", output, "--json"]);
  expect(code).toBe(0);
  const time = expect.any(Number) as number;
  const cells = [1, 2].map((index) => ({ index, milliseconds: time }));
  expect(JSON.parse(stdout)).toEqual({ file, output, cells });
  expect(kinds(output)).toEqual([[], [], ["execute_result"]]);
  expect(readFileSync(output, "utf8")).toContain('"42"');
  // By which nbconvert knows that a script of it is a .ts file.
  expect(read(output).metadata.language_info).toMatchObject({ name: "typescript", file_extension: ".ts" });
});

test("a notebook whose cell fails is an error, and no JSON; what ran before it is kept, and nothing of earlier runs", async () => {
  const file = notebook("fails.ipynb", "'kept'", 'throw new Error("wanted")', "'never'");
  const { code, stdout, stderr } = await phasebook(["notebook", "run", file, "--json", "-o", at("failed.ipynb")]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain("Error: wanted\n> 1 | throw");
  expect(kinds(at("failed.ipynb"))).toEqual([["execute_result"], ["error"], []]);
  expect(read(at("failed.ipynb")).cells.map((cell) => cell.execution_count)).toEqual([1, 2, null]);
});

test("cells may fail that say so by their tag, and are left out that say so", async () => {
  const file = notebook(
    "tagged.ipynb",
    { source: "throw new Error('wanted')", tags: ["raises-exception"] },
    { source: "throw new Error('left out')", tags: ["skip-execution"] },
    "'after'",
  );
  expect(await phasebook(["notebook", "run", file, "-o", file])).toMatchObject({ code: 0 });
  expect(kinds(file)).toEqual([["error"], ["stream"], ["execute_result"]]);
});

test("a kernel that is killed by its cell is the failure of that cell", async () => {
  const file = notebook("killed.ipynb", "'kept'", "child_process.execSync('kill -9 ' + process.pid)");
  const { code, stderr } = await phasebook(["notebook", "run", file, "-o", file]);
  expect(code).toBe(1);
  expect(stderr).toContain(`a cell of ${file} failed:\nthe kernel has ended with SIGKILL\nwhat ran before it is in`);
  expect(kinds(file)[0]).toEqual(["execute_result"]);
});

describe("refused in a sentence, before anything runs", () => {
  const cells: object[] = [];
  const format = { nbformat: 4, nbformat_minor: 5, metadata: {} };
  test.each<[string, unknown, string]>([
    ["JSON that is cut short", '{"cells": [', "is not JSON"],
    ["a list", [1], "has no nbformat"],
    ["null", "null", "has no nbformat"],
    ["no cells", format, "has no cells"],
    ["the format before", { nbformat: 3, worksheets: [] }, "is a notebook of format 3; jupyter nbconvert"],
    ["no text in UTF-8", Buffer.from('{"nbformat": 4, "cells": ["é"]}', "latin1"), "is not text in UTF-8"],
    ["a cell that is none", { ...format, cells: [5] }, "cell 1 is to have a cell_type and a source, got 5"],
    ["a cell without a source", { ...format, cells: [{ cell_type: "code" }] }, "cell 1"],
    [
      "another language",
      { ...format, metadata: { kernelspec: { name: "python3", language: "python" } }, cells },
      "is a notebook in python",
    ],
  ])("%s", async (_, content, named) => {
    const file = write("wrong.ipynb", content);
    const { code, stderr } = await phasebook(["notebook", "run", file, "-o", at("never.ipynb")]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^phasebook: [^\n]*\n$/);
    expect(stderr).toContain(file);
    expect(stderr).toContain(named);
    expect(readdirSync(folder)).not.toContain("never.ipynb");
  });

  test.each([
    [".", "it is a folder"],
    ["nowhere.ipynb", "there is no such file"],
  ])("the file %s", async (name, named) => {
    const { code, stderr } = await phasebook(["notebook", "run", name], { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 1, stderr: `phasebook: ${name}: ${named}\n` });
  });

  test.each([
    [".", ". cannot be written: it is a folder"],
    ["nowhere/x.ipynb", "there is no folder nowhere"],
  ])("the output %s", async (output, named) => {
    const file = notebook("mark.ipynb", "fs.writeFileSync('mark', '')");
    const { code, stderr } = await phasebook(["notebook", "run", file, "-o", output], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toContain(named);
    expect(readdirSync(folder)).not.toContain("mark");
  });
});

test("a byte order mark, lines in a list and cells without metadata are read", async () => {
  const file = write(
    "sparse.ipynb",
    `\ufeff{"nbformat": 4, "cells": [{"cell_type": "code", "source": ["1 +\\n", "1"]}]}`,
  );
  expect(await phasebook(["notebook", "run", file, "-o", file])).toMatchObject({ code: 0 });
  expect(read(file).cells[0]!.outputs).toMatchObject([{ data: { "text/plain": ["2"] } }]);
});

test.skipIf(process.platform === "win32")("what the output leads to is written, and stays what it is", async () => {
  const file = notebook("linked.ipynb", "6 * 7");
  mkdirSync(at("elsewhere"));
  symlinkSync(at("elsewhere/real.ipynb"), at("link.ipynb"));
  writeFileSync(at("elsewhere/real.ipynb"), "");
  await phasebook(["notebook", "run", file, "-o", at("link.ipynb")]);
  expect(lstatSync(at("link.ipynb")).isSymbolicLink()).toBe(true);
  expect(readFileSync(at("elsewhere/real.ipynb"), "utf8")).toContain('"42"');
  const main = join(root, "dist/src/command/main.js");
  const script = 'mkfifo pipe; cat pipe & "$1" "$2" notebook run "$3" -o pipe >&2; wait';
  const { stdout } = await run("sh", ["-c", script, "sh", process.execPath, main, file], { cwd: folder });
  expect(stdout).toContain('"42"');
  expect(lstatSync(at("pipe")).isFIFO()).toBe(true);
});

describe("parameters", () => {
  const declared =
    "%types off\nexport const rate = 1, größe: any = 2\nlet { a, b: [c] } = { a: 3, b: [4] }; // let no = 1";

  /** The cell that sets them. */
  async function injected(...parameters: string[]) {
    const file = notebook("parameters.ipynb", { source: declared, tags: ["parameters"] }, "[rate, größe, a, c]");
    const ended = await phasebook([
      ...["notebook", "run", file, "-o", file],
      ...parameters.flatMap((parameter) => ["-p", parameter]),
    ]);
    return { ...ended, cell: ended.code === 0 ? sourceOf(read(file).cells[1]!) : undefined };
  }

  test("are found however the cell declares them", async () => {
    const { cell, stderr } = await injected("größe=5", "c=x", "a=[1, NaN]", 'rate="5"');
    expect({ cell, stderr }).toMatchObject({
      cell: 'let größe = 5;\nlet c = "x";\nlet a = [1, NaN];\nlet rate = "5";',
    });
  });

  test.each([
    ["no=1", 'has no parameter "no"; it has rate, größe, a, c', 1],
    ["b=1", 'has no parameter "b"', 1],
    ["rate", "name=value", 2],
    ["1=1", "name=value", 2],
  ])("%s is refused", async (parameter, named, expected) => {
    const { code, stderr } = await injected(parameter);
    expect(code).toBe(expected);
    expect(stderr).toContain(named);
  });
});

describe.skipIf(process.platform === "win32")("interrupted", () => {
  /** A run of a notebook whose second cell does not end, when that cell runs. */
  async function running(name: string, endless: string): Promise<ChildProcess & { said: () => string }> {
    const file = notebook(
      name,
      "'kept'",
      `fs.writeFileSync("${name}.pid", String(process.pid)); ${endless}`,
      "'never'",
    );
    const main = join(root, "dist/src/command/main.js");
    const child = spawn(process.execPath, [main, "notebook", "run", file, "-o", file], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
    await expect.poll(() => readdirSync(folder), { timeout: 60_000 }).toContain(`${name}.pid`);
    return Object.assign(child, { said: () => said });
  }

  test.each([
    ["SIGINT", "for (;;) {}"],
    ["SIGINT", "await new Promise(() => {})"],
    ["SIGTERM", "for (;;) {}"],
  ] as const)("by %s in %s: what ran is kept, and nothing stays behind", async (signal, endless) => {
    const name = `endless ${signal} ${endless.length}.ipynb`;
    const child = await running(name, endless);
    child.kill(signal);
    const code = await new Promise((resolve) => child.once("exit", resolve));
    expect({ code, said: child.said() }).toMatchObject({ code: 1, said: expect.stringContaining("Interrupted") });
    expect(kinds(at(name))).toEqual([["execute_result"], ["error"], []]);
    const kernel = Number(readFileSync(at(`${name}.pid`), "utf8"));
    expect(() => process.kill(kernel, 0)).toThrow("ESRCH");
  });
});
