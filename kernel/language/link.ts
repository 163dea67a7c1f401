import ts = require("@tslab/typescript-for-tslab");

import { Assignments, placed } from "./assignment.js";
import { importOf, type ModuleImport } from "./import.js";
import { capturedNames, isLoop, isTightLoop, keepingNowAndThen, withVariables } from "./loop.js";
import { isLocal, isReference, topLevelNames } from "./scope.js";

/** A cell as JavaScript, with all that must be known to run it. */
export interface LinkedCell {
  /**
   * An expression whose value is a function of the session's variables, as properties of one object, that returns the cell. That is a
   * function of the parameters, which returns a list of the value of the last statement, or a promise of it. Its code begins on the second line.
   */
  code: string;
  /** Names of the variables whose boxes follow {@link fixedParameters} as arguments. */
  boxes: string[];
  /** Names that the cell declares. */
  declared: Set<string>;
  /** Names that its functions may use whenever they are called; all, where a text that is evaluated may use them. */
  captured: Set<string> | "all";
  imports: ModuleImport[];
  /** The source map of the code without its first line, as JSON. */
  sourceMap: string;
}

/** What every cell is given beside its boxes. `__import` stands in for `import()`, which scripts do not have. */
export const fixedParameters = ["require", "module", "exports", "__import", "__dirname", "__filename"] as const;

const compilerOptions: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  target: ts.ScriptTarget.ES2022,
  moduleDetection: ts.ModuleDetectionKind.Force,
  isolatedModules: true,
  experimentalDecorators: true,
  sourceMap: true,
  newLine: ts.NewLineKind.LineFeed,
};

/**
 * Turns a cell into a function.
 *
 * Every variable of the top level of a notebook lives in a box, `{ value }`, which exists once a name for the whole
 * session; the function takes the boxes it uses as parameters. So a function of an earlier cell always sees the newest
 * value, what was assigned before an error stays, and a loop works on an ordinary property, or on a variable where nobody can tell.
 *
 * @param source without `export` modifiers, see source.ts
 * @param isKnown tells whether earlier cells have declared a name
 * @param isCaptured tells whether functions of earlier cells may use a name
 */
export function link(source: string, fileName: string, isKnown: IsName, isCaptured: IsName): LinkedCell {
  const linker = new Linker(isKnown, isCaptured);
  const { outputText, sourceMapText } = ts.transpileModule(source, {
    fileName,
    compilerOptions,
    transformers: {
      before: [(context) => (file) => linker.transform(file, context)],
      after: [() => withoutExports],
    },
  });
  const body = outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n");
  const boxes = [...linker.used];
  const parameters = [...fixedParameters, ...boxes.map(boxName)].join(", ");
  // What a text says, which `eval` runs, it says by name; where a cell does that, every name is looked up, which takes its time.
  const begin = linker.evaluates ? "(function (__scope) { with (__scope) return " : "(() => ";
  const end = linker.evaluates ? "})" : ")";
  return {
    code: `${begin}${linker.awaits ? "async " : ""}function (${parameters}) { "use strict";\n${body}\n}${end}`,
    boxes,
    declared: linker.declared,
    captured: linker.evaluates ? "all" : linker.captured,
    imports: linker.imports,
    sourceMap: sourceMapText ?? "",
  };
}

type IsName = (name: string) => boolean;

function boxName(name: string): string {
  return `__box_${name}`;
}

/** A file without imports and exports that is a module nonetheless is given an `export {}`, which a function must not have. */
function withoutExports(node: ts.SourceFile): ts.SourceFile {
  return ts.factory.updateSourceFile(
    node,
    node.statements.filter((statement) => !ts.isExportDeclaration(statement)),
  );
}

class Linker {
  readonly used = new Set<string>();
  readonly imports: ModuleImport[] = [];
  declared = new Set<string>();
  captured = new Set<string>();
  awaits = false;
  evaluates = false;

  readonly #isKnown: IsName;
  readonly #isCaptured: IsName;
  /** Those of the loop that is being linked, in place of boxes. */
  #variables = new Set<string>();
  readonly #assignments = new Assignments(
    (name) => this.#box(name),
    (value) => this.#expression(value),
  );
  #context!: ts.TransformationContext;

  constructor(isKnown: IsName, isCaptured: IsName) {
    this.#isKnown = isKnown;
    this.#isCaptured = isCaptured;
  }

  transform(file: ts.SourceFile, context: ts.TransformationContext): ts.SourceFile {
    this.#context = context;
    this.declared = topLevelNames(file);
    this.captured = capturedNames(file);
    this.awaits = file.statements.some(awaits);
    const hoisted: ts.Statement[] = [];
    const statements: ts.Statement[] = [];
    const last = file.statements.findLast((statement) => !ts.isEmptyStatement(statement));
    for (const statement of file.statements) {
      if (ts.isFunctionDeclaration(statement) && statement.body && statement.name) {
        hoisted.push(this.#assign(statement.name, ts.factory.createIdentifier(statement.name.text)));
      }
      if (statement === last && ts.isExpressionStatement(statement)) {
        // In a list: in a property it would give its name to a function that has none.
        const result = ts.factory.createArrayLiteralExpression([this.#expression(statement.expression)]);
        statements.push(placed(ts.factory.createReturnStatement(result), statement));
      } else {
        statements.push(...this.#topLevel(statement));
      }
    }
    return ts.factory.updateSourceFile(file, [...hoisted, ...statements]);
  }

  #topLevel(statement: ts.Statement): ts.Statement[] {
    const module = importOf(statement);
    if (module) {
      this.imports.push(module);
      return [];
    }
    if (ts.isImportDeclaration(statement)) return [];
    if (ts.isImportEqualsDeclaration(statement)) return this.#alias(statement);
    const result = [...(ts.visitNodes(ts.factory.createNodeArray([statement]), this.#visit, ts.isStatement) ?? [])];
    const names =
      ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement) || ts.isModuleDeclaration(statement);
    if (names && statement.name && this.declared.has(statement.name.text)) {
      const { text } = statement.name;
      return [...result, this.#assign(statement.name as ts.Identifier, ts.factory.createIdentifier(text))];
    }
    return result;
  }

  /** `import short = some.long.name` */
  #alias(statement: ts.ImportEqualsDeclaration): ts.Statement[] {
    if (statement.isTypeOnly || ts.isExternalModuleReference(statement.moduleReference)) return [];
    const value = (name: ts.EntityName): ts.Expression =>
      ts.isIdentifier(name)
        ? this.#reference(name)
        : ts.factory.createPropertyAccessExpression(value(name.left), name.right.text);
    return [this.#assign(statement.name, value(statement.moduleReference))];
  }

  readonly #visit = (node: ts.Node): ts.VisitResult<ts.Node | undefined> => {
    if (ts.isIdentifier(node) && this.#isBoxed(node)) return this.#reference(node);
    if (ts.isIdentifier(node)) {
      this.evaluates ||= node.text === "eval" && isCallee(node);
      return node;
    }
    if (ts.isShorthandPropertyAssignment(node)) return this.#shorthand(node);
    if (ts.isVariableStatement(node)) return this.#declaration(node);
    if (ts.isVariableDeclarationList(node)) return this.#loopVariables(node);
    if (ts.isHeritageClause(node)) return this.#heritage(node);
    if (ts.isTypeNode(node)) return node;
    if (this.#variables.size === 0 && isTightLoop(node)) return this.#loop(node);
    if (this.#variables.size > 0 && isLoop(node)) return this.#turning(node);
    if (node.kind === ts.SyntaxKind.ImportKeyword) return ts.factory.createIdentifier("__import");
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
      return placed(ts.factory.createPropertyAccessExpression(ts.factory.createIdentifier("__import"), "meta"), node);
    }
    return this.#children(node);
  };

  #expression(node: ts.Expression): ts.Expression {
    return ts.visitNode(node, this.#visit, ts.isExpression)!;
  }

  #children<Node extends ts.Node>(node: Node): Node {
    return ts.visitEachChild(node, this.#visit, this.#context);
  }

  #isBoxed(identifier: ts.Identifier): boolean {
    if (!isReference(identifier) || isLocal(identifier)) return false;
    return this.declared.has(identifier.text) || this.#isKnown(identifier.text);
  }

  #box(identifier: ts.Identifier): ts.LeftHandSideExpression {
    if (this.#variables.has(identifier.text)) return identifier;
    return standingFor(this.#boxOf(identifier.text), identifier);
  }

  readonly #boxOf = (name: string): ts.LeftHandSideExpression => {
    this.used.add(name);
    return ts.factory.createPropertyAccessExpression(ts.factory.createIdentifier(boxName(name)), "value");
  };

  /** Of a name that no function uses nobody can tell, while a loop runs, whether its value is in its box. */
  #loop(node: ts.Statement): ts.Statement {
    const names = new Set<string>();
    const find = (child: ts.Node): void => {
      if (ts.isIdentifier(child) && this.#isBoxed(child) && !this.captured.has(child.text)) names.add(child.text);
      ts.forEachChild(child, find);
    };
    find(node);
    for (const name of names) if (this.#isCaptured(name)) names.delete(name);
    if (names.size === 0) return this.#children(node);
    this.#variables = names;
    const loop = isLoop(node) ? this.#turning(node) : this.#children(node);
    this.#variables = new Set();
    return withVariables(loop, [...names], this.#boxOf);
  }

  /** A loop that has variables of its own, or is in one. */
  #turning<Loop extends ts.IterationStatement>(node: Loop): Loop {
    const linked = this.#children(node);
    const statement = keepingNowAndThen(linked.statement, [...this.#variables], this.#boxOf);
    const context = this.#context;
    return ts.visitEachChild(linked, (child) => (child === linked.statement ? statement : child), context);
  }

  #reference(identifier: ts.Identifier): ts.Expression {
    const value = this.#box(identifier);
    if (!isCallee(identifier)) return value;
    // Called as `box.value()` the function would be given the box as its `this`.
    const detached = ts.factory.createCommaListExpression([ts.factory.createNumericLiteral(0), value]);
    return standingFor(ts.factory.createParenthesizedExpression(detached), identifier);
  }

  #assign(name: ts.Identifier, value: ts.Expression): ts.Statement {
    const assignment = ts.factory.createAssignment(this.#box(name), value);
    return placed(ts.factory.createExpressionStatement(assignment), name);
  }

  /** `{ a }` and, in a pattern, `{ a = 1 }`. */
  #shorthand(node: ts.ShorthandPropertyAssignment): ts.ObjectLiteralElementLike {
    const initializer = node.objectAssignmentInitializer;
    const standard = initializer && this.#expression(initializer);
    const boxed = !isLocal(node.name) && (this.declared.has(node.name.text) || this.#isKnown(node.name.text));
    if (!boxed) return ts.factory.updateShorthandPropertyAssignment(node, node.name, standard);
    const target = standard ? ts.factory.createAssignment(this.#box(node.name), standard) : this.#box(node.name);
    return placed(ts.factory.createPropertyAssignment(node.name.text, target), node);
  }

  /** In `class A extends f(B) implements C`, only what is extended is a value. */
  #heritage(node: ts.HeritageClause): ts.HeritageClause {
    if (node.token !== ts.SyntaxKind.ExtendsKeyword || ts.isInterfaceDeclaration(node.parent)) return node;
    const types = node.types.map((type) =>
      ts.factory.updateExpressionWithTypeArguments(type, this.#expression(type.expression), type.typeArguments),
    );
    return ts.factory.updateHeritageClause(node, types);
  }

  /** True for declarations of the top level, `var` in a nested block among them. */
  #isTopLevel(list: ts.VariableDeclarationList): boolean {
    const first = firstName(list);
    if (!first || !this.declared.has(first.text)) return false;
    const scoped = (list.flags & ts.NodeFlags.BlockScoped) !== 0;
    const parent = list.parent;
    return scoped ? ts.isVariableStatement(parent) && ts.isSourceFile(parent.parent) : !isLocal(first);
  }

  #declaration(node: ts.VariableStatement): ts.VisitResult<ts.Node | undefined> {
    if (isAmbient(node)) return node;
    if (!this.#isTopLevel(node.declarationList)) return this.#children(node);
    const assignments = this.#assignments.of(node.declarationList);
    const statements = assignments.map((each) => placed(ts.factory.createExpressionStatement(each), each));
    if (ts.isSourceFile(node.parent)) return statements;
    // In a block, one statement must stay one: `if (a) var b = 1, c = 2`.
    return statements.length === 1 ? statements[0]! : placed(ts.factory.createBlock(statements), node);
  }

  /** The head of a `for` loop. */
  #loopVariables(list: ts.VariableDeclarationList): ts.ForInitializer {
    if (!this.#isTopLevel(list)) return this.#children(list);
    const { parent } = list;
    if (ts.isForOfStatement(parent) || ts.isForInStatement(parent))
      return this.#assignments.target(list.declarations[0]!.name);
    const assignments = this.#assignments.of(list);
    const [only] = assignments;
    if (!only) return placed(ts.factory.createVoidZero(), list);
    return placed(assignments.length === 1 ? only : ts.factory.createCommaListExpression(assignments), list);
  }
}

/**
 * Places what stands for an identifier. The end of it is not mapped: V8 takes a call of `(0, box.value)(x)` to be at its
 * opening parenthesis, where the user expects the name of the function.
 */
function standingFor<Node extends ts.Node>(node: Node, identifier: ts.Identifier): Node {
  return ts.setEmitFlags(placed(node, identifier), ts.EmitFlags.NoTrailingSourceMap);
}

function isAmbient(node: ts.VariableStatement): boolean {
  return node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.DeclareKeyword) ?? false;
}

/** True for `f` in `f()`, `(f)()`, `f!()` and in a tagged template. */
function isCallee(identifier: ts.Identifier): boolean {
  let node: ts.Node = identifier;
  while (
    ts.isParenthesizedExpression(node.parent) ||
    ts.isAssertionExpression(node.parent) ||
    ts.isNonNullExpression(node.parent)
  ) {
    node = node.parent;
  }
  const { parent } = node;
  return (
    (ts.isCallExpression(parent) && parent.expression === node) ||
    (ts.isTaggedTemplateExpression(parent) && parent.tag === node)
  );
}

function firstName(list: ts.VariableDeclarationList): ts.Identifier | undefined {
  const find = (name: ts.BindingName): ts.Identifier | undefined => {
    if (ts.isIdentifier(name)) return name;
    for (const element of name.elements) {
      const found = ts.isOmittedExpression(element) ? undefined : find(element.name);
      if (found) return found;
    }
    return undefined;
  };
  return list.declarations.map((declaration) => find(declaration.name)).find((name) => name !== undefined);
}

/** True if the code waits for something, outside of any function in it. */
function awaits(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  if (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier)) return true;
  return ts.forEachChild(node, awaits) ?? false;
}
