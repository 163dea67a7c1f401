import ts = require("@tslab/typescript-for-tslab");

// The binder of TypeScript knows the names that every scope declares, but keeps them to itself; the compiler is pinned.
interface Scope {
  locals?: Map<ts.__String, ts.Symbol>;
  symbol?: ts.Symbol;
}

/** What a name stands for at run time; types, which share the tables, are left out. */
const isValue = ts.SymbolFlags.Value | ts.SymbolFlags.Alias | ts.SymbolFlags.ExportValue;

/** The names of values that a cell declares at its top level, those of `declare` statements left out. */
export function topLevelNames(file: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  for (const symbol of (file as Scope).locals?.values() ?? []) {
    if ((symbol.flags & isValue) !== 0 && symbol.declarations?.some(isAtRunTime)) {
      names.add(ts.unescapeLeadingUnderscores(symbol.escapedName));
    }
  }
  return names;
}

/** True if the identifier stands for the value of a variable, not for a property, a label or a declaration. */
export function isReference(identifier: ts.Identifier): boolean {
  const parent = identifier.parent as ts.Node & { name?: ts.Node; propertyName?: ts.Node; label?: ts.Node };
  return parent.name !== identifier && parent.propertyName !== identifier && parent.label !== identifier;
}

/** True if a scope within the cell declares the name, so that it is none of the top level. */
export function isLocal(identifier: ts.Identifier): boolean {
  const name = identifier.escapedText;
  for (let node: ts.Node = identifier.parent; !ts.isSourceFile(node); node = node.parent) {
    const scope = node as ts.Node & Scope;
    if (declaresValue(scope.locals, name)) return true;
    // What a namespace exports and the members of an enum are not among its locals.
    if (ts.isModuleDeclaration(node) || ts.isEnumDeclaration(node)) {
      if (declaresValue(scope.symbol?.exports as Scope["locals"], name)) return true;
    }
    if (namesItself(node) && node.name?.text === identifier.text) return true;
  }
  return false;
}

/**
 * Declarations whose body sees them under their own name before the top level does: a static field of a class may make
 * an instance of it, a namespace may refer to what it exports.
 */
function namesItself(
  node: ts.Node,
): node is ts.ClassLikeDeclaration | ts.FunctionExpression | ts.ModuleDeclaration | ts.EnumDeclaration {
  return (
    ts.isClassLike(node) || ts.isFunctionExpression(node) || ts.isModuleDeclaration(node) || ts.isEnumDeclaration(node)
  );
}

function declaresValue(table: Scope["locals"], name: ts.__String): boolean {
  const symbol = table?.get(name);
  return symbol !== undefined && (symbol.flags & isValue) !== 0;
}

function isAtRunTime(declaration: ts.Declaration): boolean {
  if (ts.isImportSpecifier(declaration)) return !declaration.isTypeOnly && !declaration.parent.parent.isTypeOnly;
  if (ts.isNamespaceImport(declaration)) return !declaration.parent.isTypeOnly;
  if (ts.isImportClause(declaration) || ts.isImportEqualsDeclaration(declaration)) return !declaration.isTypeOnly;
  if (ts.isModuleDeclaration(declaration) && !ts.isIdentifier(declaration.name)) return false;
  return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Ambient) === 0;
}
