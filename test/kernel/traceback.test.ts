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

test("what an import cannot load is shown with the import, and with the place that cannot be read", async () => {
  const folder = mkdtempSync(join(tmpdir(), "phasebook-traceback-"));
  writeFileSync(join(folder, "wrong.cjs"), "let a = 1\nconst b = = 2\n");
  writeFileSync(join(folder, "throws.ts"), "type Gone = 1;\nthrow new Error('while loading');");
  const notebook = new Notebook({ folder });
  const wrong = await traceback(notebook, "0;\nimport './wrong.cjs';");
  expect(wrong).toEqual([
    "SyntaxError: Unexpected token '='",
    "  1 | let a = 1",
    "> 2 | const b = = 2",
    "    |           ^",
    "  3 | ",
    expect.stringMatching(/^ {4}at .*wrong\.cjs:2:11$/),
    "    at cell-1.ts:2:1",
  ]);
  const throwing = await traceback(notebook, "import './throws';");
  expect(throwing).toContain("> 2 | throw new Error('while loading');");
  expect(throwing.at(-1)).toBe("    at cell-2.ts:1:1");
  const missing = await traceback(notebook, "import './nowhere';");
  expect(missing).toContain("> 1 | import './nowhere';");
});

test("a regular expression that the compiler does not read is shown with its place", async () => {
  const lines = await traceback(new Notebook(), "interface Gone {}\nconst expression = /[b-a]/;");
  expect(lines).toContain("> 2 | const expression = /[b-a]/;");
});

test("the stack of what a cell throws holds nothing of the compiled cell", async () => {
  const error = (await new Notebook()
    .run("const known = new Error('thrown'); throw known")
    .catch((error) => error)) as Error;
  expect(error.stack).toMatch(/^Error: thrown\n {4}at cell-1\.ts/);
});

test("errors of a class without a name for them are named by the class", async () => {
  const [first] = await traceback(new Notebook(), "class Refused extends Error {}\nthrow new Refused('no')");
  expect(first).toBe("Refused: no");
});

test("a caret stands below its column, after wide characters and in a line that is shown in part", async () => {
  const wide = await traceback(new Notebook(), "let 日本 = '漢字'; throw new Error('wide')");
  expect(wide[2]).toBe(`    |     ${"\u3000".repeat(2)}    ${"\u3000".repeat(2)}         ^`);
  const long = await traceback(new Notebook(), `${"0; ".repeat(200)}throw new Error('long');${" 1;".repeat(200)}`);
  const [line, caret] = [long[1]!, long[2]!];
  expect(line).toMatch(/^> 1 \| ….*…$/);
  expect(line.length).toBeLessThan(180);
  expect(line.slice(caret.indexOf("^"))).toMatch(/^new Error\('long'\)/);
});
