import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { reportError } from "../../kernel/runtime/traceback.js";
import { Notebook } from "./notebook.js";

/** The traceback of the error that a cell throws. */
async function traceback(notebook: Notebook, cell: string): Promise<string[]> {
  const error = await notebook.run(cell).then(
    () => undefined,
    (error: unknown) => error,
  );
  return reportError(error, notebook.sources).traceback.map(stripVTControlCharacters);
}

test("frames point at the user's source, whatever the compiler has taken out or put in", async () => {
  const cell = [
    "interface Gone { a: number }",
    "import { join } from 'node:path';",
    "enum Mode { fast, slow }",
    "const { a, b: [c] } = { a: 1, b: [2] };",
    "type AlsoGone = string;",
    "function outer(mode: Mode): void {",
    "  const inner = (x: number): number => { null!.y; return x };",
    "  inner(a);",
    "}",
    "outer(Mode.slow);",
  ].join("\n");
  const lines = await traceback(new Notebook(), cell);
  expect(lines.filter((line) => line.trimStart().startsWith("at "))).toEqual([
    expect.stringMatching(/^ {4}at inner \(cell-1\.ts:7:\d+\)$/),
    "    at outer (cell-1.ts:8:3)",
    "    at cell-1.ts:10:1",
  ]);
  expect(lines).toContain("> 7 |   const inner = (x: number): number => { null!.y; return x };");
});

test("the first line and the first column are right", async () => {
  expect(await traceback(new Notebook(), "throw new Error('x')")).toEqual([
    "Error: x",
    "> 1 | throw new Error('x')",
    "    |       ^",
    "    at cell-1.ts:1:7",
  ]);
});

test("a function of an earlier cell is shown with its own source", async () => {
  const notebook = new Notebook();
  await notebook.run("\n\nfunction earlier() {\n  throw new TypeError('there');\n}");
  const lines = await traceback(notebook, "earlier()");
  expect(lines).toContain("> 4 |   throw new TypeError('there');");
  expect(lines).toContain("    at cell-2.ts:1:1");
});

test("errors in local modules point at their TypeScript", async () => {
  const folder = mkdtempSync(join(tmpdir(), "phasebook-traceback-"));
  const file = join(folder, "broken.ts");
  writeFileSync(file, "interface Gone {}\n\nexport function broken(): never {\n  throw new Error('in a file');\n}\n");
  const lines = await traceback(new Notebook({ folder }), "import { broken } from './broken';\nbroken();");
  expect(lines).toContain("> 4 |   throw new Error('in a file');");
  expect(lines).toContain("    at cell-1.ts:2:1");
});

test("frames of libraries are only counted", async () => {
  const lines = await traceback(new Notebook(), "import { parse } from 'mathjs';\nparse('1 +* 2')");
  expect(lines.some((line) => /… \d+ frames? of libraries/.test(line))).toBe(true);
  expect(lines.join("\n")).not.toMatch(/node_modules|node:/);
});

test("details, causes and aggregated errors are shown", async () => {
  const notebook = new Notebook();
  const coded = await traceback(notebook, "throw Object.assign(new Error('coded'), { code: 'E_CODE' })");
  expect(coded.join("\n")).toContain("{ code: 'E_CODE' }");
  const both = await traceback(notebook, "throw new AggregateError([new Error('one'), 'two'], 'both')");
  expect(both.join("\n")).toMatch(/AggregateError: both[\s\S]*caused by Error: one[\s\S]*caused by 'two'/);
});
