import fc from "fast-check";
import { evaluate } from "mathjs";
import { describe, expect, it } from "vitest";
import { compileExpression, ExpressionError, expressionRuntime } from "../../src/machine/expression.js";

const names = ["a", "b", "records"];

const compiled = (text: string): string =>
  compileExpression(
    text,
    (name) => (names.includes(name) ? name : undefined),
    () => names,
  );

function value(text: string, scope: Record<string, number> = {}): unknown {
  return new Function(...names, `${expressionRuntime} return ${compiled(text)};`)(...names.map((name) => scope[name]));
}

describe("expressions", () => {
  it.each([
    "1 + (records / 1024)^2",
    "(records / 2^10)^2",
    "a > 4 ? a - 4 : 1",
    "-a^2 + b",
    "2 ^ 3 ^ 2",
    "a % 7 - (-b) % 5",
    "max(a, b, 3) - min(a, b) * abs(-b)",
    "not (a < b) ? 1 : 2",
    "1 < a < 10 ? 1 : 0",
    "a >= 3 and b <= 4 or a == b ? 1 : 0",
    "sqrt(a) + exp(-b) + log(a) + log2(a) + log10(a) + floor(b) + ceil(b) + sign(-a)",
    "sin(a) + cos(b) + pi * e",
    "a != b ? 2 a : 3 b",
  ])("%s means what mathjs says", (text) => {
    for (const scope of [
      { a: 5, b: 2.5, records: 3000 },
      { a: 12, b: 12, records: 0 },
      { a: 0.25, b: 7, records: 1024 },
    ])
      expect(Number(value(text, scope))).toBeCloseTo(Number(evaluate(text, scope)), 12);
  });

  it("mean what mathjs says, whatever is written", () => {
    const { expression } = fc.letrec<{ expression: string }>((tie) => ({
      expression: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.constantFrom("a", "b", "records", "0", "1", "2", "3.7", "10", "1e3", "pi", "2a", "3 b"),
        fc
          .tuple(tie("expression"), fc.constantFrom(..."+ - * / < <= > >= != and or".split(" ")), tie("expression"))
          .map((parts) => parts.join(" ")),
        tie("expression").map((inner) => `(${inner})`),
        // Of other powers and roots mathjs makes complex numbers, which are NaN here.
        tie("expression").map((inner) => `${inner} ^ 2`),
        tie("expression").map((inner) => `${inner} % 4`),
        fc.tuple(fc.constantFrom("-", "+", "not "), tie("expression")).map((parts) => parts.join("")),
        fc
          .tuple(fc.constantFrom("(abs", "(ceil", "(floor", "(sign", "(exp", "sqrt(abs", "log(abs"), tie("expression"))
          .map(([name, inner]) => `${name}(${inner}))`),
        fc
          .tuple(fc.constantFrom("max", "min"), tie("expression"), tie("expression"))
          .map(([name, left, right]) => `${name}(${left}, ${right})`),
        fc
          .tuple(tie("expression"), tie("expression"), tie("expression"))
          .map(([condition, yes, no]) => `${condition} ? ${yes} : ${no}`),
      ),
    }));
    let compared = 0;
    fc.assert(
      fc.property(expression, (text) => {
        const scope = { a: 5.25, b: -2.5, records: 3000 };
        let expected: unknown;
        try {
          expected = evaluate(text, scope);
        } catch {
          return;
        }
        compared += 1;
        const actual = Number(value(text, scope));
        const close = Math.abs(actual - Number(expected)) <= 1e-9 * Math.abs(actual);
        if (!Object.is(actual, Number(expected)) && !close) expect(actual, text).toBe(Number(expected));
      }),
      { seed: 1, numRuns: 3000 },
    );
    expect(compared).toBeGreaterThan(2000);
  });

  it("knows the units of time", () => {
    expect(value("3 ms + 2 us")).toBe(3_002_000);
  });

  it("holds what is true for 1, and what is false for 0", () => {
    expect(value("(a > 1) == 1", { a: 2 })).toBe(true);
    expect(value("(a > 1) != 0", { a: 0 })).toBe(false);
    expect(value("a % (a > 1)", { a: 0.5 })).toBe(0.5);
    // Never one of the numbers, as in JavaScript.
    expect(value("a and b", { a: 2, b: 3 })).toBe(true);
    expect(value("a or b", { a: 0, b: 3 })).toBe(true);
    expect(value("a and b or 0", { a: 2, b: 0 })).toBe(false);
  });

  it("may be 1,000 operations deep, and is refused beyond", () => {
    expect(value(Array.from({ length: 500 }, () => "a").join(" + "), { a: 2 })).toBe(1000);
    expect(value(`${"(".repeat(100)}a${")".repeat(100)}`, { a: 2 })).toBe(2);
    expect(() => compiled(`${"(".repeat(4900)}a${")".repeat(4900)}`)).toThrow("it is nested too deeply");
    expect(() => compiled(Array.from({ length: 2000 }, () => "a").join(" + "))).toThrow(
      "an expression is at most 1000 operations deep",
    );
  });

  it("rounds halves to the even number, as the original program does", () => {
    const rounded = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 2.4, 2.6, 1e300].map((a) => value("round(a)", { a }));
    expect(rounded.map(Number)).toEqual([-2, -2, -0, 0, 2, 2, 2, 3, 1e300]);
  });

  it.each([
    ["", "empty"],
    ["   ", "empty"],
    ["a +", "cannot read"],
    ["((a)", "cannot read"],
    ["c + 1", 'unknown name "c"'],
    ["constructor", 'unknown name "constructor"'],
    ["__proto__", 'unknown name "__proto__"'],
    ["globalThis", 'unknown name "globalThis"'],
    ["process", 'unknown name "process"'],
    ["while (true) {}", "cannot read"],
    ["constructor.constructor(1)", "not allowed"],
    ["a.constructor", "not allowed"],
    ['a["constructor"]', "not allowed"],
    ["constructor(1)", 'unknown function "constructor"'],
    ["toString()", 'unknown function "toString"'],
    ["eval(1)", 'unknown function "eval"'],
    ["import({})", 'unknown function "import"'],
    ["a = 3", "not allowed"],
    ["f(x) = x", "not allowed"],
    ["a; b", "not allowed"],
    ["[1, 2]", "not allowed"],
    ["{a: 1}", "not allowed"],
    ['"text"', "not allowed"],
    ["a!", "not allowed"],
    ["a to b", "not allowed"],
    ["1:3", "not allowed"],
    ["sqrt(1, 2)", "takes 1 values, not 2"],
    ["max()", "takes any values, not 0"],
  ])("refuses %s", (text, message) => {
    expect(() => compiled(text)).toThrow(ExpressionError);
    expect(() => compiled(text)).toThrow(message);
  });

  it("refuses what is too long to be a formula", () => {
    expect(() => compiled("1".repeat(20_000))).toThrow("at most 10000 characters, this one 20000");
  });

  it("lets nothing but numbers, its variables and Math into the code, whatever is tried", () => {
    const pieces = fc.constantFrom(
      ..."a b records + - * / ^ ( ) . [ ] { } ' \" ` $ ; = => , ? : ! constructor __proto__ this new Function eval 1 2.5 max".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        let code: string;
        try {
          code = compiled(parts.join(" "));
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
          return;
        }
        const words = code.match(/[A-Za-z_$][\w$.]*/g) ?? [];
        const allowed = /^(a|b|records|square|modulo|roundHalfEven|Infinity|Math\.\w+|e\d*|E)$/;
        expect(words.filter((word) => !allowed.test(word))).toEqual([]);
        expect(code).not.toMatch(/[[\]{}'"`;=]/);
      }),
      { numRuns: 2000 },
    );
  });
});
