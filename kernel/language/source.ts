import ts = require("@tslab/typescript-for-tslab");

/** Parses a cell without checking it. */
export function parseCell(source: string): ts.SourceFile {
  return ts.createSourceFile("cell.ts", source, { languageVersion: ts.ScriptTarget.ES2022 }, true);
}

/**
 * The cell with its `export`s blanked out: in a notebook everything is shared anyhow, and code is often pasted from a
 * module. Everything else keeps its place, so that positions stay those of the user's text.
 */
export function withoutExports(source: string): string {
  if (!source.includes("export")) return source;
  const file = parseCell(source);
  let result = source;
  const blank = (start: number, end: number): void => {
    result = result.slice(0, start) + result.slice(start, end).replace(/[^\n\r]/g, " ") + result.slice(end);
  };
  for (const statement of file.statements) {
    if (ts.isExportDeclaration(statement)) blank(statement.getStart(file), statement.end);
    else if (ts.isExportAssignment(statement)) blank(statement.getStart(file), statement.expression.getStart(file));
    else if (ts.canHaveModifiers(statement)) {
      for (const modifier of ts.getModifiers(statement) ?? []) {
        const exporting =
          modifier.kind === ts.SyntaxKind.ExportKeyword || modifier.kind === ts.SyntaxKind.DefaultKeyword;
        if (exporting) blank(modifier.getStart(file), modifier.end);
      }
    }
  }
  return result;
}
