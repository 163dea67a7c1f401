import { createRequire } from "node:module";
import type TypeScript from "@tslab/typescript-for-tslab";
import { withoutImportAttributes } from "../language/importAttributes.js";

/** A module of the user's as JavaScript. */
export interface CompiledModule {
  /** An expression whose value is a function of {@link moduleParameters}, asynchronous if the module awaits something. */
  code: string;
  /** Undefined where nothing has been moved. */
  sourceMap: string | undefined;
  /** What it imports before it runs. */
  imports: readonly string[];
  awaits: boolean;
}

/** What a module is given. `__meta` stands for `import.meta` and `__import` for `import()`, which scripts do not have. */
export const moduleParameters = [
  "exports",
  "require",
  "module",
  "__filename",
  "__dirname",
  "__meta",
  "__import",
] as const;

/**
 * Compiles a module, be it TypeScript, an ES module or a CommonJS one, to a function that a CommonJS module is. What is one already, as the
 * large libraries are that people put beside a notebook, is left as it is.
 */
export function compileModule(file: string, text: string): CompiledModule {
  const source = text.replace(/^\ufeff/, "").replace(/^#!/, "//");
  if (!/\.([cm]?tsx?|jsx|mjs)$/.test(file) && !/\b(import|export|await)\b/.test(source))
    return { code: `${headOf(false, false)}\n${source}\n})`, sourceMap: undefined, imports: [], awaits: false };
  const ts = compiler();
  const imports: string[] = [];
  let awaits = false;
  let isStrict = !/\.c?js$/.test(file);
  const { outputText, sourceMapText } = ts.transpileModule(withoutImportAttributes(ts, source), {
    fileName: file,
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      // A module is what imports or exports; by its ending a CommonJS module would be one too.
      moduleDetection: ts.ModuleDetectionKind.Legacy,
      target: ts.ScriptTarget.ES2022,
      jsx: ts.JsxEmit.React,
      esModuleInterop: true,
      isolatedModules: true,
      noImplicitUseStrict: true,
      experimentalDecorators: true,
      sourceMap: true,
      allowJs: true,
    },
    transformers: {
      before: [
        (context) => (module) => {
          isStrict ||= ts.isExternalModule(module);
          imports.push(...module.statements.flatMap((statement) => specifierOf(ts, statement) ?? []));
          awaits = module.statements.some((statement) => awaitsIn(ts, statement));
          return withOwnImport(ts, module, context);
        },
      ],
    },
  });
  return { code: `${headOf(isStrict, awaits)}\n${outputText}\n})`, sourceMap: sourceMapText, imports, awaits };
}

/** The first line of the function; the module begins on the second. */
function headOf(isStrict: boolean, awaits: boolean): string {
  const start = `(${awaits ? "async " : ""}function (${moduleParameters.join(", ")}) {`;
  return isStrict ? `${start} "use strict";` : start;
}

function specifierOf(ts: typeof TypeScript, statement: TypeScript.Statement): string | undefined {
  if (ts.isImportDeclaration(statement) ? statement.importClause?.isTypeOnly : !ts.isExportDeclaration(statement))
    return undefined;
  const { moduleSpecifier } = statement as TypeScript.ImportDeclaration;
  return moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
}

function awaitsIn(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  if (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined)) return true;
  return ts.forEachChild(node, (child) => awaitsIn(ts, child)) ?? false;
}

function withOwnImport(
  ts: typeof TypeScript,
  module: TypeScript.SourceFile,
  context: TypeScript.TransformationContext,
): TypeScript.SourceFile {
  const visit = (node: TypeScript.Node): TypeScript.Node => {
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword)
      return ts.factory.createIdentifier("__meta");
    if (node.kind === ts.SyntaxKind.ImportKeyword) return ts.factory.createIdentifier("__import");
    return ts.visitEachChild(node, visit, context);
  };
  return ts.visitEachChild(module, visit, context);
}

/** Loaded with the first TypeScript file: it takes a while, and many a session has none. */
function compiler(): typeof TypeScript {
  return createRequire(import.meta.url)("@tslab/typescript-for-tslab") as typeof TypeScript;
}
