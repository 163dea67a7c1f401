import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { phasebook } from "../setup/parts.js";
import { scratchFolder } from "../setup/temporaryFolder.js";

const { folder, remove } = scratchFolder();
afterAll(remove);

function notebook(name: string, ...sources: string[]): string {
  const file = join(folder, name);
  const cells = sources.map((source, index) => ({
    ...{ cell_type: "code", id: `cell-${index}`, metadata: {}, execution_count: null, outputs: [], source },
  }));
  writeFileSync(file, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }));
  return file;
}

test("notebook run --json says which cells ran, and for how long", async () => {
  const file = notebook("two cells ä.ipynb", "const rate = 2;", "", "rate * 21");
  const output = join(folder, "ran.ipynb");
  const { code, stdout } = await phasebook(["notebook", "run", file, "-o", output, "--json"]);
  expect(code).toBe(0);
  const time = expect.any(Number) as number;
  const cells = [1, 2].map((index) => ({ index, milliseconds: time }));
  expect(JSON.parse(stdout)).toEqual({ file, output, cells });
  expect(readFileSync(output, "utf8")).toContain('"42"');
});

test("a notebook whose cell fails is an error, and no JSON", async () => {
  const file = notebook("fails.ipynb", "const rate = 2;", 'throw new Error("wanted")');
  const { code, stdout, stderr } = await phasebook(["notebook", "run", file, "--json"]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain("wanted");
});
