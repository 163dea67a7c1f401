import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Modules } from "../../kernel/runtime/modules.js";
import { Sources } from "../../kernel/runtime/sources.js";

const folder = mkdtempSync(join(tmpdir(), "phasebook-modules-"));
const loaded: string[] = [];

/** A package whose files say in which order they are evaluated. */
function write(name: string, files: Record<string, string>): void {
  const place = join(folder, "node_modules", name);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "package.json"), JSON.stringify({ name, type: "module", exports: "./index.js" }));
  for (const [file, text] of Object.entries(files))
    writeFileSync(join(place, file), `${text}\nglobalThis.loaded.push("${name}/${file}");\n`);
}

beforeAll(() => {
  Object.assign(globalThis, { loaded });
  write("likely", {
    "index.js": 'export {\n  one,\n} from "./one.js";\nexport * from "./two.js";',
    "one.js": 'import { base } from "./base.js";\nexport const one = base + 1;',
    "two.js": 'import { base } from "./base.js";\nexport const two = base + 2;',
    "base.js": "export const base = 0;",
  });
  write("named", { "index.js": "export const named = 1;" });
  write("waiting", { "index.js": 'export * from "./wait.js";', "wait.js": "export const wait = await 5;" });
});

afterAll(() => rmSync(folder, { recursive: true }));

test("what is loaded in advance is loaded file by file, and requests are served between them", async () => {
  const modules = new Modules(folder, new Sources(), (load) => load(), ["likely"]);
  const seen: number[] = [];
  const look = (): void => {
    seen.push(loaded.length);
    if (loaded.length < 4) setImmediate(look);
  };
  setImmediate(look);
  await modules.warmUp();
  expect(loaded.splice(0)).toEqual(["likely/base.js", "likely/one.js", "likely/two.js", "likely/index.js"]);
  expect(seen).toEqual(expect.arrayContaining([1, 2, 3]));
  expect(await modules.load("likely")).toMatchObject({ one: 1, two: 2 });
});

test("a module that awaits something is loaded in advance too", async () => {
  const modules = new Modules(folder, new Sources(), (load) => load(), ["waiting"]);
  await modules.warmUp();
  expect(loaded.splice(0)).toEqual(["waiting/wait.js", "waiting/index.js"]);
});

test("of the likely modules a cell has those loaded that it names", async () => {
  const modules = new Modules(folder, new Sources(), (load) => load(), ["missing", "named"]);
  await modules.anticipate("1 + 1");
  expect(loaded).toEqual([]);
  await modules.anticipate('import { missing } from "missing"; import { named } from "named"');
  await modules.anticipate('import { named } from "named"');
  expect(loaded.splice(0)).toEqual(["named/index.js"]);
});
