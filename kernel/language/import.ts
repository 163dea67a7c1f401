import ts = require("@tslab/typescript-for-tslab");

/** One name that an import binds. */
export interface ImportBinding {
  /** The name of the export; `*` for the whole module. */
  imported: string;
  local: string;
}

/** An import of a cell: loaded before its code runs. */
export interface ModuleImport {
  specifier: string;
  bindings: ImportBinding[];
  /** Where it stands, counted from one. */
  place: { line: number; column: number };
}

/** What a top-level import statement asks for; undefined if it asks for types only, or is no import. */
export function importOf(statement: ts.Statement): ModuleImport | undefined {
  if (ts.isImportDeclaration(statement)) return ofDeclaration(statement);
  if (!ts.isImportEqualsDeclaration(statement) || statement.isTypeOnly) return undefined;
  const reference = statement.moduleReference;
  if (!ts.isExternalModuleReference(reference) || !ts.isStringLiteral(reference.expression)) return undefined;
  const bindings = [{ imported: "=", local: statement.name.text }];
  return { specifier: reference.expression.text, bindings, place: placeOf(statement) };
}

function ofDeclaration(statement: ts.ImportDeclaration): ModuleImport | undefined {
  const { importClause: clause, moduleSpecifier } = statement;
  const specifier = (moduleSpecifier as ts.StringLiteral).text;
  const place = placeOf(statement);
  if (!clause) return { specifier, bindings: [], place };
  if (clause.isTypeOnly) return undefined;
  const bindings: ImportBinding[] = [];
  if (clause.name) bindings.push({ imported: "default", local: clause.name.text });
  const named = clause.namedBindings;
  if (named && ts.isNamespaceImport(named)) bindings.push({ imported: "*", local: named.name.text });
  if (named && ts.isNamedImports(named)) {
    for (const element of named.elements) {
      if (element.isTypeOnly) continue;
      bindings.push({ imported: (element.propertyName ?? element.name).text, local: element.name.text });
    }
    const onlyTypes = bindings.length === 0 && named.elements.length > 0;
    if (onlyTypes) return undefined;
  }
  return { specifier, bindings, place };
}

function placeOf(statement: ts.Statement): ModuleImport["place"] {
  const file = statement.getSourceFile();
  const { line, character } = file.getLineAndCharacterOfPosition(statement.getStart(file));
  return { line: line + 1, column: character + 1 };
}
