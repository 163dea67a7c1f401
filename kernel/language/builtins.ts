import { builtinModules } from "node:module";

/** Modules of Node that nobody should reach for, or whose names are better left to the user. */
const unwanted = new Set(["constants", "domain", "module", "punycode", "repl", "sys", "test", "wasi"]);
const inherited = new Set(Object.getOwnPropertyNames(globalThis));

/**
 * The modules of Node that a cell knows by name without an import, as in Node's own prompt: `fs`, `path`, `os`, … Names
 * that are global already (`process`, `crypto`) stay what they are.
 */
export const builtinNames: readonly string[] = builtinModules.filter(
  (name) => /^[a-z]\w*$/.test(name) && !unwanted.has(name) && !inherited.has(name),
);

/** What arrays can do since ES2023 and Node 20, but not yet in the library of TypeScript 5.0. */
const arrayDeclarations: readonly string[] = [
  ...["Array", "ReadonlyArray"].map(
    (array) => `interface ${array}<T> {
      toReversed(): T[];
      toSorted(compare?: (a: T, b: T) => number): T[];
      toSpliced(start: number, deleteCount?: number, ...items: T[]): T[];
      with(index: number, value: T): T[];
    }`,
  ),
  ...[
    "Int8",
    "Uint8",
    "Uint8Clamped",
    "Int16",
    "Uint16",
    "Int32",
    "Uint32",
    "Float32",
    "Float64",
    "BigInt64",
    "BigUint64",
  ].map((kind) => {
    const element = kind.startsWith("Big") ? "bigint" : "number";
    return `interface ${kind}Array {
        toReversed(): ${kind}Array;
        toSorted(compare?: (a: ${element}, b: ${element}) => number): ${kind}Array;
        with(index: number, value: ${element}): ${kind}Array;
      }`;
  }),
];

/** Declarations of everything that a cell knows by name beside the language and Node itself. */
export const globalDeclarations: string = [
  ...arrayDeclarations,
  "interface ImportMeta { dirname: string; filename: string; }",
  "interface ImportCallOptions { with?: Record<string, string>; }",
  ...builtinNames.map((name) => `declare const ${name}: typeof import("${name}");`),
  "/** Asks the user for a line of text, or for a password, and waits for the answer. */",
  "declare function input(prompt?: string, options?: { password?: boolean }): string;",
  "",
].join("\n");
