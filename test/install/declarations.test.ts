import { join } from "node:path";
import { expect, test } from "vitest";

import ts = require("@tslab/typescript-for-tslab");

import { root } from "../setup/parts.js";

test("the declarations of the library are in the language of the kernel's TypeScript, which is an older one than ours", () => {
  const built = join(root, "dist/src");
  const program = ts.createProgram([join(built, "index.d.ts")], {
    noEmit: true,
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: ["node"],
    typeRoots: [join(root, "node_modules/@types")],
  });
  const own = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(built));
  expect(own.length).toBeGreaterThan(100);
  const mistakes = own.flatMap((file) => [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ]);
  const said = mistakes.map(
    ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
  );
  expect(said).toEqual([]);
});
