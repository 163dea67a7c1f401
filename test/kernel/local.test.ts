import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { Notebook } from "./notebook.js";

const parent = mkdtempSync(join(tmpdir(), "phasebook-local-"));
const folder = join(parent, "book");
afterAll(() => rmSync(parent, { recursive: true }));

const write = (file: string, text: string): void => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
};
const run = (notebook: Notebook, ...cells: string[]): Promise<unknown> => notebook.runAll(...cells);
const notebook = new Notebook({ folder });

test("what package.json names by imports and exports, and linked packages, are files of the user's", async () => {
  const names = {
    imports: { "#rate": "./src/rate.ts", "#all/*": "./src/*.ts" },
    exports: { "./rate": "./src/rate.ts" },
  };
  write("package.json", JSON.stringify({ name: "book", ...names }));
  write("src/rate.ts", "export const rate: number = 1;");
  write(
    "uses.ts",
    "import { rate } from '#rate'; import { rate as same } from 'book/rate'; export default [rate, same];",
  );
  write("../linked/package.json", JSON.stringify({ name: "linked", main: "./main.ts" }));
  write("../linked/main.ts", "export enum Mode { slow = 3 }");
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(parent, "linked"), join(folder, "node_modules", "linked"));
  const cell =
    "import { rate } from '#rate'; import { rate as second } from '#all/rate'; import { rate as third } from 'book/rate';" +
    "import uses from './uses'; import { Mode } from 'linked'; [rate, second, third, ...uses, Mode.slow]";
  expect(await run(notebook, cell)).toEqual([1, 1, 1, 1, 1, 3]);
  write("src/rate.ts", "export const rate: number = 20;");
  write("../linked/main.ts", "export enum Mode { slow = 40 }");
  expect(await run(notebook, cell)).toEqual([20, 20, 20, 20, 20, 40]);
});

test("a package that a module or a cell has missed is found once it is installed, whatever kind it is", async () => {
  const install = (name: string, json: object): void => {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, ...json }));
    write(`node_modules/${name}/lib/main.js`, "exports.late = 1;");
    write(`node_modules/${name}/lib/main.mjs`, "export const late = 2;");
  };
  write("wants.ts", "import { late } from 'late-a'; export { late };");
  const cells = ["require('late-a').late", "(await import('late-b')).late", "import { late } from './wants'; late"];
  for (const cell of cells) await expect(run(notebook, cell)).rejects.toThrow("Cannot find module 'late-");
  install("late-a", { main: "./lib/main.js" });
  install("late-b", { exports: { import: "./lib/main.mjs" } });
  expect([await run(notebook, cells[0]!), await run(notebook, cells[1]!), await run(notebook, cells[2]!)]).toEqual([
    1, 2, 1,
  ]);
});

test("a package that has something else for those who import it gives them that", async () => {
  const both = (kind: string): object => ({ import: `./${kind}.mjs`, require: "./either.cjs" });
  const exports = { ".": both("main"), "./part": { node: both("part") }, "./old": { require: "./either.cjs" } };
  write("node_modules/@some/dual/package.json", JSON.stringify({ name: "@some/dual", exports }));
  write("node_modules/@some/dual/main.mjs", "export const kind = 'main'; export default 1;");
  write("node_modules/@some/dual/part.mjs", "export const kind = 'part';");
  write("node_modules/@some/dual/either.cjs", "exports.kind = 'CommonJS';");
  write("dual.ts", "import main, { kind } from '@some/dual'; export const inModule = [main, kind];");
  const cell =
    "import main, { kind } from '@some/dual'; import { kind as part } from '@some/dual/part'; import { kind as old } from '@some/dual/old';" +
    "import { inModule } from './dual'; [main, kind, part, old, require('@some/dual').kind, (await import('@some/dual')).kind, inModule]";
  expect(await run(notebook, cell)).toEqual([1, "main", "part", "CommonJS", "CommonJS", "main", [1, "main"]]);
});

const kinds: Record<string, [files: (n: number) => Record<string, string>, cell: string]> = {
  "CommonJS that needs CommonJS": [
    (n) => ({ "a.cjs": "exports.n = () => require('./b').n", "b.js": `exports.n = ${"1".repeat(n)}` }),
    "import { n } from './a.cjs'; n()",
  ],
  "TypeScript that needs CommonJS": [
    (n) => ({
      "a.ts": "import { n } from './b.cjs'; export { n }",
      "b.cjs": `module.exports = { n: ${"1".repeat(n)} }`,
    }),
    "import { n } from './a'; n",
  ],
  "CommonJS that imports an ES module later": [
    (n) => ({ "a.cjs": "module.exports = () => import('./b.mjs')", "b.mjs": `export const n = ${"1".repeat(n)}` }),
    "import a from './a.cjs'; (await a()).n",
  ],
  "an ES module in one line": [
    (n) => ({ "a.js": `const n = ${"1".repeat(n)};export{n}` }),
    "import { n } from './a.js'; n",
  ],
  "an ES module that exports nothing": [
    (n) => ({ "a.mjs": `globalThis.effect = await ${"1".repeat(n)}` }),
    "import './a.mjs'; globalThis.effect",
  ],
  "a script": [(n) => ({ "a.js": `globalThis.effect = ${"1".repeat(n)}` }), "import './a.js'; globalThis.effect"],
  "JSON, imported by a module when it wants it": [
    (n) => ({
      "a.ts": "export const n = async () => (await import('./b.json')).default.n",
      "b.json": `{"n":${"1".repeat(n)}}`,
    }),
    "import { n } from './a'; n()",
  ],
};

for (const [name, [files, cell]] of Object.entries(kinds)) {
  test(`${name}, changed between cells`, async () => {
    for (const [count, expected] of [1, 11, 111].entries()) {
      for (const [file, text] of Object.entries(files(count + 1))) write(file, text);
      expect(await run(notebook, cell)).toBe(expected);
    }
  });
}

test("a file may begin as scripts do, and CommonJS is as lax as Node leaves it", async () => {
  write("tool.ts", "#!/usr/bin/env node\nexport const tool: number = 1;");
  write("marked.ts", "\ufeffexport const marked: number = 2;");
  write("lax.cjs", "#!/usr/bin/env node\nlax = 010; exports.n = lax; exports.same = this === exports; return;");
  write("laxer.cjs", "laxer = 011; exports.n = laxer; exports.later = () => import('./tool');");
  const cell =
    "import { tool } from './tool'; import { marked } from './marked'; import lax from './lax.cjs'; import laxer from './laxer.cjs';" +
    "[tool, marked, lax, laxer.n, (await laxer.later()).tool]";
  expect(await run(notebook, cell)).toEqual([1, 2, { n: 8, same: true }, 9, 1]);
});

test("JSX in a module is what React makes of it", async () => {
  write(
    "view.tsx",
    "const React = { createElement: (...all: unknown[]) => all };\nexport const view = <p id='a'>text</p>;",
  );
  expect(await run(notebook, "import { view } from './view'; view")).toEqual(["p", { id: "a" }, "text"]);
});
