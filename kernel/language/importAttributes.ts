import type TypeScript from "@tslab/typescript-for-tslab";

/**
 * Blanks out the `with { type: "json" }` of imports: modules are known by their files, and the compiler takes it for a statement, being
 * older.
 *
 * @param ts the compiler, which is not to be loaded for the sake of this file
 */
export function withoutImportAttributes(ts: typeof TypeScript, source: string): string {
  if (!/\bwith\s*\{/.test(source)) return source;
  let result = source;
  for (const statement of ts.createSourceFile("attributes.ts", source, ts.ScriptTarget.ES2022).statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
    const { end } = statement;
    const [attributes = ""] = /^\s*with\s*\{[^{}]*\}/.exec(result.slice(end)) ?? [];
    result = result.slice(0, end) + attributes.replace(/[^\n\r]/g, " ") + result.slice(end + attributes.length);
  }
  return result;
}
