import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";

import ts = require("@tslab/typescript-for-tslab");

import { firstDeclarations } from "../../kernel/language/builtins.js";
import { root } from "../setup/parts.js";
import { slashes } from "./files.js";

// The kernel checks the first cell that imports the library before anything else of types has been loaded. Types of Node or of a package
// that the library's declarations ask for are many times the library's own, and the cell would wait for them.

describe("the declarations of the library", () => {
  let program: ts.Program;

  beforeAll(() => {
    const first = join(root, "first.d.ts");
    const options: ts.CompilerOptions = {
      lib: ["lib.es2023.d.ts"],
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: [],
      noEmit: true,
    };
    const host = ts.createCompilerHost(options);
    const { getSourceFile } = host;
    host.getSourceFile = (name, version, ...others) =>
      name === first
        ? ts.createSourceFile(name, firstDeclarations, version)
        : getSourceFile.call(host, name, version, ...others);
    program = ts.createProgram([first, join(root, "dist/src/index.d.ts")], options, host);
  });

  test("ask for no other file's", () => {
    const others = program
      .getSourceFiles()
      .filter((file) => !program.isSourceFileDefaultLibrary(file))
      .map(({ fileName }) => slashes(fileName))
      .filter((file) => file !== "first.d.ts" && !file.startsWith("dist/src/"));
    expect(others).toEqual([]);
  });

  test("ask for no name that only Node or a page knows, save that which the kernel has for them", () => {
    expect(program.getSemanticDiagnostics().map(({ messageText }) => messageText)).toEqual([]);
  });
});
