import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { strictTypesOf } from "../../kernel/language/notebookTypes.js";
import { phasebook } from "../setup/parts.js";
import { temporaryFolder } from "../setup/temporaryFolder.js";

function notebook(metadata: object): string {
  const file = join(temporaryFolder(), "notebook.ipynb");
  const source = "const length: number = 'text'; length";
  const cells = [{ cell_type: "code", source, metadata: {}, outputs: [], execution_count: null }];
  writeFileSync(file, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells }));
  return file;
}

test("mistakes of types stop the cells of a notebook unless its metadata say otherwise", () => {
  expect(strictTypesOf(notebook({}))).toBe(true);
  expect(strictTypesOf(notebook({ phasebook: { types: "on" } }))).toBe(true);
  expect(strictTypesOf(notebook({ phasebook: { types: "off" } }))).toBe(false);
});

test("a console, and a notebook that has not been saved yet, are checked", () => {
  expect(strictTypesOf("console-1")).toBe(true);
  expect(strictTypesOf(join(temporaryFolder(), "unsaved.ipynb"))).toBe(true);
});

test("phasebook notebook run goes by the metadata", async () => {
  const strict = await phasebook(["notebook", "run", notebook({})]);
  expect(strict.code).toBe(1);
  expect(strict.stderr).toContain("not assignable to type 'number'");
  const file = notebook({ phasebook: { types: "off" } });
  expect(await phasebook(["notebook", "run", file, "-o", file])).toMatchObject({ code: 0 });
  const { outputs } = JSON.parse(readFileSync(file, "utf8")).cells[0];
  expect(outputs.map(({ output_type }: { output_type: string }) => output_type)).toEqual(["stream", "execute_result"]);
});
