import { readdirSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../setup/parts.js";
import { exists, filesIn, read, slashes } from "./files.js";
import { rooms } from "./rooms.js";

/** These run in a browser and in a worker too. */
const roomsWithoutNode = rooms.slice(0, rooms.indexOf("theory") + 1);

/** What the library may know of the kernel, and only the command: it installs the kernel and runs notebooks in it. */
const kernelForCommand = /^kernel\/(install\/|notebook\/|launch\.)/;

interface Import {
  /** The file that imports, from the root, with slashes. */
  file: string;
  /** What it imports: a path from the root for a relative specifier, else the specifier. */
  target: string;
  relative: boolean;
}

const sources = [...filesIn("src", /\.ts$/), ...filesIn("kernel", /\.(ts|mjs|cjs)$/)];
const imports = sources.flatMap((file) => importsOf(file, read(file)));
const inLibrary = imports.filter(({ file }) => file.startsWith("src/"));
const inKernel = imports.filter(({ file }) => file.startsWith("kernel/"));

describe("imports point one way", () => {
  test("every room of src/ has its place in the order", () => {
    const found = readdirSync(join(root, "src"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(found.map(({ name }) => name).filter((name) => !rooms.includes(name))).toEqual([]);
  });

  test("a room imports itself and the rooms below it, never index.ts", () => {
    const wrong = inLibrary.filter(({ file, target, relative }) => {
      if (!relative || file === "src/index.ts" || !target.startsWith("src/")) return false;
      const to = rooms.indexOf(roomOf(target));
      return to < 0 || to > rooms.indexOf(roomOf(file));
    });
    expect(wrong.map(asLine)).toEqual([]);
  });

  test("every relative import exists", () => {
    const wrong = imports.filter(
      ({ target, relative }) =>
        relative && !target.startsWith("dist/") && ![target, target.replace(/\.js$/, ".ts")].some(exists),
    );
    expect(wrong.map(asLine)).toEqual([]);
  });

  test("the rooms up to theory run without Node", () => {
    const wrong = inLibrary.filter(
      ({ file, target }) => roomsWithoutNode.includes(roomOf(file)) && isNodeModule(target),
    );
    expect(wrong.map(asLine)).toEqual([]);
  });

  test("the kernel knows nothing of the library", () => {
    const wrong = inKernel.filter(({ target }) => target.startsWith("src/") || /^phasebook(\/|$)/.test(target));
    expect(wrong.map(asLine)).toEqual([]);
  });

  test("the library knows nothing of the kernel; only the command installs and starts it", () => {
    const wrong = inLibrary.filter(
      ({ file, target, relative }) =>
        relative && target.startsWith("kernel/") && !(roomOf(file) === "command" && kernelForCommand.test(target)),
    );
    expect(wrong.map(asLine)).toEqual([]);
  });

  test("only the kernel imports tslab and zeromq", () => {
    const wrong = inLibrary.filter(({ target }) => /^(tslab|zeromq|@tslab\/.*)(\/|$)/.test(target));
    expect(wrong.map(asLine)).toEqual([]);
  });

  test("notebooks import phasebook and nothing else", () => {
    const wrong = filesIn("notebooks", /\.ipynb$/)
      .filter((file) => !file.includes(".ipynb_checkpoints"))
      .flatMap((file) => importsOf(file, codeOf(file)))
      .filter(({ target }) => target !== "phasebook");
    expect(wrong.map(asLine)).toEqual([]);
  });
});

describe("files", () => {
  test("index.ts is the only barrel, and nothing else", () => {
    const passingOn = /^\s*export\s(?:type\s)?(?:\*|\{[^}]*\})[^;{]*?\sfrom\s/m;
    const barrels = sources.filter((file) => file.endsWith(".ts") && passingOn.test(withoutComments(read(file))));
    expect(barrels).toEqual(["src/index.ts"]);
    const rest = withoutComments(read("src/index.ts")).replace(/export\s[^;"]*\sfrom\s*"\.\/[^"]+";/g, "");
    expect(rest.trim()).toBe("");
  });

  test("randomness is an argument: no Math.random in src/", () => {
    // Giving a page another source (`Math.random = …`) is how figures come out the same; asking it is not allowed.
    const asking = /Math\.random(?!\s*=[^=])/;
    const wrong = filesIn("src", /\.ts$/).filter((file) => asking.test(withoutComments(read(file))));
    expect(wrong).toEqual([]);
  });
});

test("the reader of imports sees every kind", () => {
  const text = `import a from "./a.js";
import {
  b,
} from "./b.js";
import "./c.js";
export type { D } from "./d.js";
const e = await import("./e.js");
const f = require("./f.js");
new Worker(new URL("./g.js", import.meta.url));
// import h from "./h.js";
/** import i from "./i.js" */
import type { J } from '../j.js';`;
  const targets = importsOf("src/room/x.ts", text).map(({ target }) => target);
  expect(targets.sort()).toEqual(["src/j.js", ...[..."abcdefg"].map((name) => `src/room/${name}.js`)]);
});

function importsOf(file: string, text: string): Import[] {
  const code = withoutComments(text);
  const patterns = [
    /^\s*(?:import|export)\s[^;"'`]*?\bfrom\s*["']([^"']+)["']/gm,
    /^\s*import\s*["']([^"']+)["']/gm,
    /\bimport\(\s*["']([^"']+)["']/g,
    /\brequire(?:\.resolve)?\(\s*["']([^"']+)["']/g,
    /\bnew URL\(\s*["'](\.[^"']+\.[cm]?[jt]s)["']\s*,\s*import\.meta\.url/g,
  ];
  return patterns
    .flatMap((pattern) => [...code.matchAll(pattern)].map(([, specifier]) => specifier ?? ""))
    .map((specifier) => {
      const isRelative = specifier.startsWith(".");
      return { file, relative: isRelative, target: isRelative ? slashes(join(dirname(file), specifier)) : specifier };
    });
}

/** Good enough for imports: a comment is one that begins a line or follows a space. */
function withoutComments(text: string): string {
  return text.replace(/(^|\s)\/\*[\s\S]*?\*\//g, "$1").replace(/(^|\s)\/\/.*$/gm, "$1");
}

function codeOf(notebook: string): string {
  const { cells } = JSON.parse(read(notebook)) as { cells: { cell_type: string; source: string | string[] }[] };
  return cells
    .filter(({ cell_type }) => cell_type === "code")
    .map(({ source }) => (Array.isArray(source) ? source.join("") : source))
    .join("\n");
}

function isNodeModule(target: string): boolean {
  return target.startsWith("node:") || builtinModules.includes(target.split("/")[0] ?? "");
}

function roomOf(file: string): string {
  return file.split("/")[1] ?? "";
}

function asLine({ file, target }: Import): string {
  return `${file} imports ${target}`;
}
