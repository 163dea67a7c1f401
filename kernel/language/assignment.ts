import ts = require("@tslab/typescript-for-tslab");

/** Turns declarations of top-level variables into assignments to their boxes. */
export class Assignments {
  readonly #box: (name: ts.Identifier) => ts.Expression;
  readonly #visit: (value: ts.Expression) => ts.Expression;

  /**
   * @param box what stands for a name
   * @param visit links an expression that occurs in a declaration
   */
  constructor(box: (name: ts.Identifier) => ts.Expression, visit: (value: ts.Expression) => ts.Expression) {
    this.#box = box;
    this.#visit = visit;
  }

  /** The declarations of a list as assignments to boxes. */
  of(list: ts.VariableDeclarationList): ts.Expression[] {
    const isVar = (list.flags & ts.NodeFlags.BlockScoped) === 0;
    return list.declarations.flatMap(({ name, initializer }) => {
      // `var x` alone changes nothing, but `let x` makes a new variable.
      if (!initializer && isVar) return [];
      const value = initializer ? this.#initializer(name, initializer) : ts.factory.createVoidZero();
      const assignment = placed(ts.factory.createAssignment(this.target(name), value), name.parent);
      return [ts.isObjectBindingPattern(name) ? ts.factory.createParenthesizedExpression(assignment) : assignment];
    });
  }

  /** A function without a name takes that of the variable it is assigned to; a property of an object serves as one. */
  #initializer(name: ts.BindingName, initializer: ts.Expression): ts.Expression {
    const value = this.#visit(initializer);
    if (!ts.isIdentifier(name) || name.text === "__proto__" || !isAnonymous(initializer)) return value;
    const property = ts.factory.createPropertyAssignment(name.text, value);
    const object = ts.factory.createParenthesizedExpression(ts.factory.createObjectLiteralExpression([property]));
    return ts.factory.createPropertyAccessExpression(object, name.text);
  }

  /** What a declared name or pattern is as the target of an assignment. */
  target(name: ts.BindingName): ts.Expression {
    if (ts.isIdentifier(name)) return this.#box(name);
    if (ts.isObjectBindingPattern(name)) {
      const properties = name.elements.map((element) => placed(this.#property(element), element));
      return placed(ts.factory.createObjectLiteralExpression(properties), name);
    }
    const elements = name.elements.map((element) => {
      if (ts.isOmittedExpression(element)) return element;
      const target = this.#withStandard(element);
      return element.dotDotDotToken ? ts.factory.createSpreadElement(target) : target;
    });
    return placed(ts.factory.createArrayLiteralExpression(elements), name);
  }

  #property(element: ts.BindingElement): ts.ObjectLiteralElementLike {
    const target = this.#withStandard(element);
    if (element.dotDotDotToken) return ts.factory.createSpreadAssignment(target);
    const { propertyName } = element;
    const property = propertyName
      ? this.#propertyName(propertyName)
      : ts.factory.createIdentifier((element.name as ts.Identifier).text);
    return ts.factory.createPropertyAssignment(property, target);
  }

  #withStandard(element: ts.BindingElement): ts.Expression {
    const target = this.target(element.name);
    if (!element.initializer) return target;
    return ts.factory.createAssignment(target, this.#initializer(element.name, element.initializer));
  }

  /** Only a computed name refers to anything. */
  #propertyName(name: ts.PropertyName): ts.PropertyName {
    if (!ts.isComputedPropertyName(name)) return name;
    return ts.factory.updateComputedPropertyName(name, this.#visit(name.expression));
  }
}

/** Gives a new node the place of the one it stands for, which the source map needs. */
export function placed<Node extends ts.Node>(node: Node, original: ts.Node): Node {
  return ts.setTextRange(node, original);
}

function isAnonymous(node: ts.Expression): boolean {
  if (ts.isArrowFunction(node)) return true;
  return (ts.isFunctionExpression(node) || ts.isClassExpression(node)) && node.name === undefined;
}
