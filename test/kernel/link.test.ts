// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cells hold templates
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Notebook } from "./notebook.js";

const programs: Record<string, [cells: string[], expected: unknown]> = {
  "a function sees the newest value": [["let rate = 0.1; function f() { return rate * 100 }", "rate = 0.2; f()"], 20],
  "a redeclared variable replaces the old one": [["let a = 1; const f = () => a", "let a = 2", "f()"], 2],
  "a redeclared const replaces the old one": [["const a = 1; const f = () => a", "const a = 2", "f()"], 2],
  "a redeclared function replaces the old one everywhere": [
    ["function g() { return 1 } function f() { return g() }", "function g() { return 2 }", "f()"],
    2,
  ],
  "a redeclared class replaces the old one everywhere": [
    ["class A { n = 1 } const make = () => new A().n", "class A { n = 2 }", "make()"],
    2,
  ],
  "an import may be replaced by a variable": [
    ["import { join } from 'node:path'", "const join = () => 7", "join()"],
    7,
  ],
  "shorthand properties": [["const a = 1, b = 2", "({ a, b })"], { a: 1, b: 2 }],
  "shorthand in the same cell": [["const a = 1; ({ a })"], { a: 1 }],
  "shorthand of a parameter": [["const a = 1", "((a: number) => ({ a }))(5)"], { a: 5 }],
  "destructuring an object": [
    ["let x = 1, { a, b: [c = 2], ...rest } = { a: 5, b: [undefined], d: 6, e: 7 } as any", "[x, a, c, rest]"],
    [1, 5, 2, { d: 6, e: 7 }],
  ],
  "destructuring an array": [
    ["const [a, , b = 9, ...rest] = [1, 2, undefined, 4, 5]", "[a, b, rest]"],
    [1, 9, [4, 5]],
  ],
  "destructuring with a computed key": [["const key = 'a'", "const { [key]: value } = { a: 3 }", "value"], 3],
  "destructuring with a default that is used": [
    ["const base = 4", "const { a = base, ...others } = {} as any", "a"],
    4,
  ],
  "assignment by destructuring": [["let a = 1, b = 2", "[a, b] = [b, a]", "({ a, b })"], { a: 2, b: 1 }],
  "assignment by destructuring an object": [
    ["let a = 1, b = 2", "({ a, b = 5 } = { a: 3 } as any)", "[a, b]"],
    [3, 5],
  ],
  "increments and compound assignments": [["let n = 1", "n++; ++n; n += 10; n **= 2; n ??= 0; n"], 169],
  "a call has no this": [["function self(this: unknown) { return this }", "self()"], undefined],
  "a call in parentheses has no this": [["function self(this: any) { return this }", "(self)()"], undefined],
  "an optional call": [["let f: any", "f?.(1)"], undefined],
  "a tagged template": [["const tag = (s: any, v: number) => s.join('-') + v", "tag`a${1}b`"], "a-b1"],
  new: [["class Point { constructor(public x: number) {} }", "new Point(3).x"], 3],
  typeof: [["let n = 1", "typeof n + typeof nowhere"], "numberundefined"],
  "a hoisted function": [["const r = f(); function f() { return 4 }; r"], 4],
  "a recursive function": [["function fact(n: number): number { return n < 2 ? 1 : n * fact(n - 1) }", "fact(5)"], 120],
  "overloads of a function": [
    ["function f(a: string): string; function f(a: number): number; function f(a: any) { return a }", "f(3)"],
    3,
  ],
  "a class that refers to itself": [["class A { static one = new A(); static n = 3 }", "A.one instanceof A && A.n"], 3],
  "a class that extends one of an earlier cell": [
    ["class A { a() { return 1 } }", "class B extends A { b() { return super.a() + 1 } }", "new B().b()"],
    2,
  ],
  "a class that implements an interface": [
    [
      "interface Shape { area(): number }",
      "class Square implements Shape { area() { return 4 } }",
      "new Square().area()",
    ],
    4,
  ],
  "a decorated class": [
    [
      "const seen: string[] = []; function mark(target: any) { seen.push(target.name) }",
      "@mark class Marked { static self() { return Marked } }",
      "[seen[0], Marked.self() === Marked]",
    ],
    ["Marked", true],
  ],
  "an enum": [
    ["enum Colour { red, green = red + 5, blue }", "[Colour.green, Colour[6]]"],
    [5, "blue"],
  ],
  "an enum that uses a variable": [["const base = 3", "enum E { a = base }", "E.a"], 3],
  "a const enum": [["const enum E { a = 1, b }", "E.b"], 2],
  "a redeclared enum": [["enum E { a }", "enum E { b = 7 }", "E"], { 7: "b", b: 7 }],
  "a namespace": [["namespace N { export const a = 1; export const b = () => N.a + a }", "N.b()"], 2],
  "a namespace of types alone": [["namespace N { export type A = number }", "let a: N.A = 3; a"], 3],
  "an import alias": [["namespace N { export namespace M { export const a = 1 } }", "import M = N.M; M.a"], 1],
  "types of the same name as a value": [["const Foo = 3", "interface Foo { a: number }", "Foo"], 3],
  "a declared name is global": [["declare const structuredClone: any; structuredClone(3)"], 3],
  "var in a block": [["if (true) { var deep = 3 }", "deep"], 3],
  "var alone keeps the value": [["var a = 3", "var a; a"], 3],
  "let alone starts anew": [["let a: any = 3", "let a: any; a"], undefined],
  "var without braces": [
    ["if (true) var p = 1, q = 2", "[p, q]"],
    [1, 2],
  ],
  "for with var": [
    ["for (var i = 0, n = 3; i < n; i++) {}", "[i, n]"],
    [3, 3],
  ],
  "for of with var": [
    ["for (var [k, v] of [[1, 2], [3, 4]]) {}", "[k, v]"],
    [3, 4],
  ],
  "for in with var": [["for (var key in { a: 1 }) {}", "key"], "a"],
  "for with let stays local": [
    ["let i = 'mine'", "const fs_ = []; for (let i = 0; i < 2; i++) fs_.push(() => i)", "[i, fs_[1]()]"],
    ["mine", 1],
  ],
  "for of with an outer variable": [["let x = 0", "for (x of [1, 2]) {}", "x"], 2],
  "top-level await": [["const a = await Promise.resolve(3)", "a"], 3],
  "top-level for await": [["let s = 0; for await (const x of [1, Promise.resolve(2)]) s += x", "s"], 3],
  "await in a nested function makes nothing asynchronous": [["let a = 0; (async () => { await null; a = 1 })(); a"], 0],
  "a promise is awaited": [["Promise.resolve(5)"], 5],
  null: [["null"], null],
  "a trailing semicolon and comment": [["3; // three"], 3],
  "an empty statement at the end": [["4;;"], 4],
  "a statement has no value": [["let a = 3"], undefined],
  "an object literal": [["({ a: 1 })"], { a: 1 }],
  "exports are ignored": [["export const a = 1; export function f() { return a } export { a as b }", "f()"], 1],
  "a default export": [["export default class Thing { n = 3 }", "new Thing().n"], 3],
  "a default expression": [["export default 1 + 1"], 2],
  "a default function without a name": [["export default function () { return 4 }", "_default()"], 4],
  "a CommonJS module": [["module.exports = { a: 1 }; exports.b = 2; require.main === module"], false],
  "a thenable is awaited": [["({ then(done: any) { done(42) } })"], 42],
  "a name in a label, a property and a method": [
    ["const a = 1", "a: for (;;) break a; ({ a: 2, b: { a() { return a } } }).b.a()"],
    1,
  ],
  "names that look like the linker's": [
    ["const __box_a = 1, a = 2, __proto = 3", "[__box_a, a, __proto]"],
    [1, 2, 3],
  ],
  "names with underscores": [["let __x = 1; const get = () => __x", "__x = 2; get()"], 2],
  "a catch variable": [["const e = 1", "try { throw 2 } catch (e) { (() => e)() }", "e"], 1],
  "a function keeps its name": [
    ["const arrow = () => 1, named = class {}", "[arrow.name, named.name]"],
    ["arrow", "named"],
  ],
  "a generator": [
    ["function* count() { yield 1; yield 2 }", "[...count()]"],
    [1, 2],
  ],
  "type assertions": [["const v: unknown = 3", "(v as number) + <number>v + (v satisfies unknown as number)"], 9],
  "a non-null call": [["const f: (() => number) | undefined = () => 8", "f!()"], 8],
  "named imports": [["import { join as glue } from 'node:path'", "glue('a', 'b')"], "a/b"],
  "a default import of CommonJS": [
    ["import ts from '@tslab/typescript-for-tslab'", "typeof ts.createSourceFile"],
    "function",
  ],
  "a namespace import": [["import * as os from 'node:os'", "typeof os.cpus"], "function"],
  "import and require": [["import path = require('node:path')", "path.join('a')"], "a"],
  "a dynamic import": [["const { join } = await import('node:path')", "join('a', 'b')"], "a/b"],
  "an import of types": [["import type { Stats } from 'nowhere'; import { type Foo } from 'nowhere-either'; 1"], 1],
  "import.meta": [["import.meta.url.startsWith('file:')"], true],
  "modules of Node by require": [["require('node:path').join('a')"], "a"],
  "a text that knows the variables": [
    [
      "let a = 1, b = 2",
      "eval('a + b') + ((b: number) => eval('a = 5; a + b'))(30) + a",
      "await null; eval('[a, typeof c, b]')",
    ],
    [5, "undefined", 2],
  ],
  "a text that knows what is local": [["let a = 1", "(() => { const c = 3; return eval('a + c') })()"], 4],
  "a text of the whole world knows no variables": [["let a = 1", "(0, eval)('typeof a')"], "undefined"],
  "a getter and a setter": [
    ["let store = 1; const o = { get a() { return store }, set a(v) { store = v } }", "o.a = 5; store"],
    5,
  ],
  "a default parameter": [["let base = 1; const f = (x = base) => x", "base = 2; f()"], 2],
  "strict mode": [
    ["(() => { try { (undefinedName as any) = 1 } catch (e) { return (e as Error).name } })()"],
    "ReferenceError",
  ],
  "loops that call nothing": [
    [
      "let s = 0.5, t = 1, n: number | undefined; outer: for (var i = 0; i < 9; i++) { for (let j = 0; j < 3; j++) { if (j === i % 3) continue outer; s += Math.sqrt(j) * i; [s, t] = [t, s] } n ??= i }",
      "do { t++ } while (t < 50); const o = { s }; for (const k in o) { const { [k as 's']: u } = o; n! += u } while (i) { i--; if (i === 4) break }",
      "[s, t, n, i]",
    ],
    (() => {
      let [s, t, n, i]: [number, number, number | undefined, number] = [0.5, 1, undefined, 0];
      outer: for (; i < 9; i++) {
        for (let j = 0; j < 3; j++) {
          if (j === i % 3) continue outer;
          s += Math.sqrt(j) * i;
          [s, t] = [t, s];
        }
        n ??= i;
      }
      do t++;
      while (t < 50);
      return [s, t, n === undefined ? Number.NaN : n + s, 4];
    })(),
  ],
  "a loop over what a getter uses": [
    [
      "let s = 1; const o = { get s() { return s }, set s(value) { s = value } }",
      "for (let i = 0; i < 3; i++) { s += 1; o.s *= 2 } s",
    ],
    22,
  ],
  "a loop over what an evaluated text uses": [
    [
      "let s = 1; const o = { get s() { return eval('s') } }",
      "let t = 0; for (let i = 0; i < 3; i++) { s += 1; t += o.s } t",
    ],
    9,
  ],
  "a regular expression and a template": [["const a = 1", "`${a}${/a/.test('a')}`"], "1true"],
  "static blocks and private fields": [
    ["class C { static #n = 1; static { C.#n++ } static get n() { return C.#n } }", "C.n"],
    2,
  ],
};

describe("a program of several cells", () => {
  for (const [name, [cells, expected]] of Object.entries(programs)) {
    test(name, async () => {
      expect(await new Notebook().runAll(...cells)).toEqual(expected);
    });
  }
});

test("a value that throws when it is asked for `then` is a value", async () => {
  const value = await new Notebook().run("({ inside: new Proxy({}, { get() { throw new Error('trap') } }) })");
  expect(Object.keys(value as object)).toEqual(["inside"]);
});

test("what was assigned before an error stays", async () => {
  const notebook = new Notebook();
  await expect(notebook.run("let a = 1; var b = 2; throw new Error('stop'); let c = 3")).rejects.toThrow("stop");
  expect(await notebook.run("[a, b, typeof c]")).toEqual([1, 2, "undefined"]);
});

test("what a loop had come to before an error stays", async () => {
  const notebook = new Notebook();
  await expect(
    notebook.run("let n = 0; for (;;) { n += 0.5; if (n > 3000) (undefined as any).nothing }"),
  ).rejects.toThrow("undefined");
  expect(await notebook.run("n")).toBe(3000.5);
});

test("a redeclaration that fails leaves the old value", async () => {
  const notebook = new Notebook();
  await notebook.run("let a = 1; const f = () => a");
  await expect(notebook.run("let a = (() => { throw new Error('stop') })()")).rejects.toThrow("stop");
  expect(await notebook.run("f()")).toBe(1);
});

test("an import that fails leaves everything as it was", async () => {
  const notebook = new Notebook();
  await notebook.run("let a = 1");
  await expect(notebook.run("import { b } from 'there-is-no-such-package'; let a = 2")).rejects.toThrow(
    "Cannot find module",
  );
  expect(await notebook.run("a")).toBe(1);
});

test("a loop at the top level is about as fast as one in a function", async () => {
  const notebook = new Notebook();
  const time = async (code: string): Promise<number> => {
    const start = performance.now();
    await notebook.run(code);
    return performance.now() - start;
  };
  await notebook.run("let sum = 0");
  // Fractions, which are slow in a property.
  const inside = await time("(() => { let s = 0; for (let i = 0; i < 5e7; i++) s += i * 0.5; return s })()");
  const outside = await time("for (let i = 0; i < 5e7; i++) sum += i * 0.5");
  expect(outside).toBeLessThan(inside * 8 + 50);
});

const names = ["a", "b", "c"] as const;
const name = fc.constantFrom(...names);
const operand = fc.oneof(
  name,
  fc.integer({ min: -9, max: 9 }).map((n) => `(${n})`),
);
const statement = fc.oneof(
  fc.tuple(name, operand, operand).map(([x, y, z]) => `var ${x} = ${y} - ${z};`),
  fc.tuple(name, operand).map(([x, y]) => `${x} += ${y};`),
  fc.tuple(name, name).map(([x, y]) => `[${x}, ${y}] = [${y}, ${x}];`),
  fc.tuple(name, operand).map(([x, y]) => `var { ${x} = ${y}, ...others } = { a, d: 1 };`),
  fc.tuple(name, name, operand).map(([x, y, z]) => `if (${x} > ${y}) { var ${x} = ${z}; } else ${y}--;`),
  fc.tuple(name, name).map(([x, y]) => `for (var i = 0; i < 3; i++) ${x} = ((${y}) => ${y} + i)(${x});`),
  fc.tuple(name, operand).map(([x, y]) => `f = (${x}) => ({ ${x}, c }).c + ${y};`),
  name.map((x) => `${x} = f(${x});`),
  fc
    .tuple(name, operand)
    .map(([x, y]) => `for (var i = 0; i < 3; i++) { ${x} += i * ${y}; if (${x} > 5) continue; b++ }`),
);

test("where a program is cut into cells makes no difference", async () => {
  const property = fc.asyncProperty(fc.array(fc.array(statement), { maxLength: 6 }), async (cells) => {
    const start = "var a = 1, b = 2, c = 3, f = (x) => x;";
    const end = "[a, b, c, f(1)]";
    const plain = new Function(`${start} ${cells.flat().join(" ")} return ${end}`) as () => unknown;
    const notebook = new Notebook();
    const value = await notebook.runAll(start, ...cells.map((cell) => cell.join("\n")), end);
    expect(value).toEqual(plain());
  });
  await fc.assert(property, { numRuns: 60 });
});
