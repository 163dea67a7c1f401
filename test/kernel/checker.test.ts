import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Checker } from "../../kernel/language/checker.js";
import { Compiler } from "../../kernel/language/compiler.js";
import { completeness } from "../../kernel/language/completeness.js";
import { fromCodePoints, toCodePoints } from "../../kernel/language/cursor.js";
import { filterDeclarations } from "../../kernel/language/declarations.js";
import { asScript, withoutExports } from "../../kernel/language/source.js";

const folder = mkdtempSync(join(tmpdir(), "phasebook-checker-"));
const checker = new Checker(folder);

/** Checks cells one after the other and returns the messages of the last one. */
function mistakes(...cells: string[]): string[] {
  let messages: string[] = [];
  for (const cell of cells) {
    const result = checker.check(asScript(cell));
    messages = "errors" in result ? result.errors.map(({ message }) => message) : [];
    if (!("errors" in result)) checker.accept(result.declarations);
  }
  return messages;
}

test("what adapting tslab is to give: options that fit a notebook", () => {
  expect(mistakes("[1, 2].toSorted(); [3].findLast(() => true)")).toEqual([]);
  expect(mistakes("console.log(process.version, fs.readFileSync, path.join, os.cpus, Buffer.from('a'))")).toEqual([]);
  expect(mistakes("[crypto.randomUUID(), new File(['a'], 'name'), new CustomEvent('done'), WebAssembly]")).toEqual([]);
  expect(mistakes("await Promise.resolve(1); for await (const x of [1]) { x }")).toEqual([]);
  expect(mistakes("import { displaySymbol } from 'phasebook'; displaySymbol")).toEqual([]);
  expect(mistakes("import seedrandom from 'seedrandom'; seedrandom('a')()")).toEqual([]);
  expect(mistakes("export const shared = 1; export default 3")).toEqual([]);
  expect(mistakes("shared.toUpperCase()")[0]).toContain("toUpperCase");
  expect(mistakes("nowhere")).toEqual(["Cannot find name 'nowhere'."]);
});

test("the types of Node are loaded when a cell needs them, and help is never without them", () => {
  const fresh = (): Checker => new Checker(folder);
  const right = { warnings: [] };
  expect(fresh().check("const a = [1, 2].map(String)")).toMatchObject({
    ...right,
    declarations: expect.stringMatching(/a: string\[\]/),
  });
  expect(fresh().check("const b = Buffer.from('a')")).toMatchObject({
    ...right,
    declarations: expect.stringMatching(/b: Buffer/),
  });
  expect(fresh().check("const c = [1].toSorted()")).toMatchObject({
    ...right,
    declarations: expect.stringMatching(/c: number\[\]/),
  });
  expect(fresh().check("const d = globalThis.process")).toMatchObject({
    ...right,
    declarations: expect.stringMatching(/d: NodeJS.Process/),
  });
  expect(fresh().check("missing")).toMatchObject({ errors: [{ message: "Cannot find name 'missing'." }] });
  expect(fresh().complete("proce", 5).candidates).toContainEqual(expect.objectContaining({ name: "process" }));
  expect(fresh().inspect("process", 3)?.signature).toContain("NodeJS.Process");
});

test("a module is not believed where its declarations take the types of Node for granted", () => {
  const at = join(folder, "bytes");
  writeFileSync(`${at}.d.ts`, "export declare function bytes(): Buffer;");
  const found = new Checker(folder, ["phasebook"]).check(`import { bytes } from "${at}"; const n: number = bytes()`);
  expect(found).toMatchObject({ errors: [{ message: "Type 'Buffer' is not assignable to type 'number'." }] });
});

test("a signal is believed to be one before the types of Node are loaded", () => {
  const fresh = (code: string) =>
    new Checker(folder, ["phasebook"]).check(`import { simulate } from "phasebook"; ${code}`);
  expect(fresh("const run = (signal: Parameters<typeof simulate>[1]['signal']) => signal?.aborted")).toMatchObject({
    declarations: expect.stringContaining(
      "declare const run: (signal: Parameters<typeof simulate>[1]['signal']) => boolean",
    ),
  });
  expect(fresh("const bad: Parameters<typeof simulate>[1] = { signal: 5 }")).toMatchObject({
    errors: [{ message: "Type 'number' is not assignable to type 'AbortSignal'." }],
  });
  expect(fresh("const good: Parameters<typeof simulate>[1] = { signal: AbortSignal.timeout(1000) }")).toMatchObject({
    warnings: [],
  });
});

test("warming up ends with the types of Node and of the modules", () => {
  const fresh = new Checker(folder, ["phasebook"]);
  for (const _ of fresh.warmUp()) expect(fresh.check("1 + 1")).toMatchObject({ warnings: [] });
  expect(fresh.check("const b: string = process.version; fs.existsSync(b)")).toMatchObject({ warnings: [] });
  expect(fresh.check('import { normal } from "phasebook"; const mean: string = normal(0, 1).mean')).toMatchObject({
    errors: [{ message: "Type 'number' is not assignable to type 'string'." }],
  });
});

test("a cell that is run again is checked again when a module has changed", () => {
  const module = join(folder, "changing.ts");
  const cell = `import { value } from ${JSON.stringify(module.replace(/\.ts$/, ""))}; value.toFixed()`;
  writeFileSync(module, "export const value = 1;");
  expect(mistakes(cell, cell)).toEqual([]);
  writeFileSync(module, "export const value = 'a text';");
  expect(mistakes(cell)[0]).toContain("toFixed");
  const begun = cell.replace("toFixed()", "toUp");
  expect(checker.complete(begun, begun.length).candidates.map(({ name }) => name)).toEqual(["toUpperCase"]);
  rmSync(module);
  expect(mistakes(cell)[0]).toContain("Cannot find module");
});

test("types follow redeclarations", () => {
  expect(mistakes("let a = 1", "let a = 'text'", "a.toUpperCase()")).toEqual([]);
  expect(mistakes("class A { one = 1 }", "class A { two = 2 }", "new A().two")).toEqual([]);
  expect(mistakes("interface I { a: number }", "const i: I = { a: 1 }; i.a")).toEqual([]);
});

test("namespaces, aliases and imports by require are known in all later cells", () => {
  const cells = [
    "namespace Plane { export interface Point { x: number } export namespace In { export class C { v = 2 } } }",
    "import Inner = Plane.In; import files = require('fs')",
    "0",
    "let p: Plane.Point = { x: 1 }; new Inner.C().v + files.readFileSync.length",
  ];
  expect(mistakes(...cells)).toEqual([]);
  expect(mistakes("namespace Plane { export const z = 1 }", "0", "Plane.z")).toEqual([]);
  expect(mistakes("Plane.In")[0]).toContain("Property 'In' does not exist");
});

test("nothing is known of a name that is not declared", () => {
  expect(checker.inspect("undeclared", 3)).toBeUndefined();
});

test("what a cell adds to the global scope is known in all later cells, and may be declared anew", () => {
  const adding = (type: string): string =>
    `declare global { interface Array<T> { final(): ${type} } var widely: ${type} }\nArray.prototype.final = () => null!`;
  expect(mistakes(adding("string"), "0", "[1].final().toUpperCase() + widely.toUpperCase()")).toEqual([]);
  expect(mistakes(adding("number"), adding("number"), "[1].final().toFixed() + widely.toFixed()")).toEqual([]);
  expect(
    mistakes("declare global { interface Array<T> { other(): 1 } }", "[1].final().toFixed(); [1].other()"),
  ).toEqual([]);
  expect(mistakes("declare module 'there-is-none' { export const a: number }")).toEqual([
    "Invalid module name in augmentation, module 'there-is-none' cannot be found.",
  ]);
});

test("names that begin with underscores", () => {
  expect(mistakes("let _a = 1, __b = 2, ___c = 3", "_a + __b + ___c")).toEqual([]);
});

test("what only a file has is taken out of a cell, and nothing moves", () => {
  for (const [source, script] of [
    ["#!/usr/bin/env node\n1", "                   \n1"],
    ["import a from './a.json' with { type: 'json' }; a", "import a from './a.json'                       ; a"],
    ["export default function () {}", "function _default          () {}"],
    ["export default async function* () {}", "async function* _default         () {}"],
    ["export default abstract class extends A {}", "abstract class _default               extends A {}"],
    ["let a = 1;\nexport default\nclass {}", "let a = 1;\nclass _default      \n {}"],
    ["with_({}); '#! no'", "with_({}); '#! no'"],
  ]) {
    expect(asScript(source!)).toHaveLength(source!.length);
    expect(asScript(source!).replace(/ +/g, " ")).toBe(script!.replace(/ +/g, " "));
  }
});

test("an object literal that is exported is no block", () => {
  expect(asScript("export default { a: 1 }; 2")).toBe("              ({ a: 1 }); 2");
  expect(asScript("const a = 1\nexport default {\n  a,\n} as const\nexport { a }").split("\n").slice(1, 4)).toEqual([
    "              ({",
    "  a,",
    "} as const)",
  ]);
});

test("a cell that begins with @ts-nocheck is not checked, and what it declares is known", () => {
  expect(mistakes("// A comment.\n// @ts-nocheck\nlet loose: number = 'x'; nowhere;")).toEqual([]);
  expect(mistakes("// @ts-nocheck\nlet = ;")).not.toEqual([]);
  expect(mistakes("loose.toFixed(); let strict: string = loose; '@ts-nocheck'")).toEqual([
    "Type 'number' is not assignable to type 'string'.",
  ]);
});

test("attributes of an import, static or not", () => {
  expect(mistakes("await import('node:path', { with: { type: 'json' } })")).toEqual([]);
  expect(completeness("import a from './a.json' with { type: 'json' }").status).toBe("complete");
});

test("what Node has and TypeScript 5.0 does not know yet has types", () => {
  const programs: [present: boolean, cell: string, wrong: string][] = [
    [true, "new Float32Array(2).toSorted().with(0, 1)", "[1].with('a', 1)"],
    ["isWellFormed" in String.prototype, "'a'.isWellFormed() === true", "'a'.isWellFormed().x"],
    [
      "resize" in ArrayBuffer.prototype,
      "new ArrayBuffer(1, { maxByteLength: 2 }).resize(2)",
      "new ArrayBuffer(1).resize('')",
    ],
    [
      "groupBy" in Object,
      "Object.groupBy([1, 2], (n) => (n % 2 ? 'odd' : 'even')).odd?.at(0)?.toFixed()",
      "Object.groupBy(1)",
    ],
    [
      "withResolvers" in Promise,
      "Promise.withResolvers<number>().resolve(3)",
      "Promise.withResolvers<number>().resolve('')",
    ],
    ["union" in Set.prototype, "new Set([1]).union(new Set(['a'])).has('a')", "new Set([1]).union([1])"],
    ["fromAsync" in Array, "(await Array.fromAsync([Promise.resolve(1)]))[0]!.toFixed()", "Array.fromAsync(1)"],
    ["Iterator" in globalThis, "[1].values().map(String).toArray()[0]!.at(0)", "[1].values().map(1)"],
  ];
  for (const [present, cell, wrong] of programs) {
    if (!present) continue;
    expect([cell, ...mistakes(cell)]).toEqual([cell]);
    expect([wrong, ...mistakes(wrong)]).toHaveLength(2);
  }
  expect(mistakes("using handle = null")[1]).toMatch(/TypeScript 5\.0.* has no using declarations/);
});

test("a type that no declaration can name is no mistake, and what it is of is known", () => {
  const hidden = "interface Hidden { a: number }\nexport const make = (): Hidden => ({ a: 1 });\n";
  writeFileSync(join(folder, "hidden.ts"), `${hidden}export const inner = class { private own = 1 };`);
  for (const [cell, later] of [
    ["const Nameless = class { private own = 1; get() { return this.own } }", "new Nameless().get()"],
    ["function local() { class Local { private own = 1; shown = 2 } return new Local() }", "local().shown"],
    [
      "const mix = (Base: new () => object) => class extends Base { protected own = 1 }",
      "class Mixed extends mix(Object) {}",
    ],
    [
      `import { make, inner } from ${JSON.stringify(join(folder, "hidden"))}; const made = make(), [first] = [make()]`,
      "made.a + first.a; new inner()",
    ],
    ["class Holder { held = make(); get got() { return make() } give() { return make() } }", "new Holder().held.a"],
  ] as const) {
    expect([cell, ...mistakes(cell, later)]).toEqual([cell]);
  }
  const wrong = checker.check(
    "const bad: number = 'x', alsoNameless = class { private own = 1 }; let good = 'a'",
    false,
  );
  expect(wrong).toMatchObject({ warnings: [{ code: 2322 }], declarations: expect.stringMatching(/good: string/) });
});

test("lines for the kernel are completed and explained", () => {
  const compiler = new Compiler({ folder, preload: [], strictTypes: true }, () => checker);
  const matches = (code: string, cursor_pos = code.length): unknown => {
    const { matches, cursor_start, cursor_end } = compiler.complete({ code, cursor_pos });
    return [matches, code.slice(Number(cursor_start), Number(cursor_end))];
  };
  expect(matches("%")).toEqual([["%types"], "%"]);
  expect(matches("\n  %ty")).toEqual([["%types"], "%ty"]);
  expect(matches("%types ")).toEqual([["on", "off"], ""]);
  expect(matches("%types of\n1", 9)).toEqual([["off"], "of"]);
  expect(matches("%types off\n%types on", 18)).toEqual([["on", "off"], "on"]);
  expect(matches("%other ")).toEqual([[], ""]);
  expect(matches("%types off\nparseFl")).toEqual([["parseFloat"], "parseFl"]);
  expect(matches("1\n%parseFl")).toEqual([["parseFloat"], "parseFl"]);
  expect(compiler.inspect({ code: "%types off", cursor_pos: 3 })).toMatchObject({ found: true });
});

test("after a failure, what was not reached keeps its type", () => {
  mistakes("let first = 1, second = 1; interface Shape { a: number }");
  const cell = checker.check("let first = 'x', second = 'y', third = 'z'; interface Other { b: number }");
  if ("errors" in cell) throw new Error("unexpected");
  checker.accept(cell.declarations, { declared: new Set(["first", "second", "third"]), changed: new Set(["first"]) });
  expect(mistakes("first.toUpperCase(); second.toFixed(); let s: Shape | Other")).toEqual([]);
  expect(mistakes("third")).toEqual(["Cannot find name 'third'."]);
});

test("declarations are filtered by value and type", () => {
  const text = [
    "declare let a: number, b: string;",
    "declare function f(): void;",
    "declare class C { }",
    "interface I { }",
    'import { x, y } from "m";',
    'import type { T } from "m";',
  ].join("\n");
  const lines = (types: boolean, ...names: string[]): string[] =>
    filterDeclarations(text, { types, value: (name) => names.includes(name) })
      .split("\n")
      .filter((line) => /\w/.test(line));
  expect(lines(false, "b", "C")).toEqual(["declare let b: string;", "declare class C {"]);
  expect(lines(false, "x")).toEqual(['import { x, y } from "m";']);
  expect(lines(true)).toEqual(["interface I {", 'import type { T } from "m";']);
});

test("exports are blanked and nothing moves", () => {
  const source = "export const a = 1;\nexport default a;\nexport { a };\nexport * from 'm';\nconst exported = 1;";
  const blanked = withoutExports(source);
  expect(blanked.length).toBe(source.length);
  expect(blanked.replace(/ +/g, " ").split("\n")).toEqual([" const a = 1;", " a;", " ", " ", "const exported = 1;"]);
});

test("incomplete code is told from wrong code", () => {
  const status = (code: string): string => completeness(code).status;
  for (const code of ["", "1", "let a = 1;", "async () => await 1", "`a`", "@a class B {}", "// comment"]) {
    expect([code, status(code)]).toEqual([code, "complete"]);
  }
  for (const code of [
    "f(",
    "class A {",
    "[1,",
    "const a =",
    "a +",
    "`a",
    "/* a",
    "if (a) {\n  b();",
    "function f()",
    "'a\\",
  ]) {
    expect([code, status(code)]).toEqual([code, "incomplete"]);
  }
  for (const code of ["let = = 1", ")", "'unterminated\n1", "'unterminated", "a b c"]) {
    expect([code, status(code)]).toEqual([code, "invalid"]);
  }
});

test("positions in code points and in UTF-16", () => {
  const text = "a🎈漢b";
  expect([0, 1, 2, 3, 4, 9].map((position) => fromCodePoints(text, position))).toEqual([0, 1, 3, 4, 5, 5]);
  expect([0, 1, 3, 4, 5].map((index) => toCodePoints(text, index))).toEqual([0, 1, 2, 3, 4]);
});
