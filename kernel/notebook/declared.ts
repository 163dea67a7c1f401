import { createRequire } from "node:module";
import type TypeScript from "@tslab/typescript-for-tslab";

/** The variables that a cell declares at its top level, in their order. */
export function declaredVariables(source: string): string[] {
  // Loaded when it is wanted: it takes a while, and the command has other things to do too.
  const ts = createRequire(import.meta.url)("@tslab/typescript-for-tslab") as typeof TypeScript;
  const namesIn = (name: TypeScript.BindingName): string[] =>
    ts.isIdentifier(name)
      ? [name.text]
      : name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesIn(element.name) : []));
  return ts
    .createSourceFile("cell.ts", source, ts.ScriptTarget.Latest)
    .statements.filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations.flatMap(({ name }) => namesIn(name)));
}
