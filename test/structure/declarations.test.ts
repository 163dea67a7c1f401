import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";

import ts = require("@tslab/typescript-for-tslab");

import { root } from "../setup/parts.js";
import { slashes } from "./files.js";

// The kernel checks the first cell that imports the library before anything else of types has been loaded. Types of Node or of a package
// that the library's declarations ask for are many times the library's own, and the cell would wait for them.

describe("the declarations of the library", () => {
  let program: ts.Program;

  beforeAll(() => {
    program = ts.createProgram([join(root, "dist/src/index.d.ts")], {
      lib: ["lib.es2023.d.ts"],
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: [],
      noEmit: true,
    });
  });

  test("ask for no other file's", () => {
    const others = program
      .getSourceFiles()
      .filter((file) => !program.isSourceFileDefaultLibrary(file))
      .map(({ fileName }) => slashes(fileName))
      .filter((file) => !file.startsWith("dist/src/"));
    expect(others).toEqual([]);
  });

  test("ask for no name that only Node or a page knows, save that of signals", () => {
    const messages = program.getSemanticDiagnostics().map(({ messageText }) => messageText);
    expect(new Set(messages)).toEqual(new Set(["Cannot find name 'AbortSignal'."]));
  });
});
