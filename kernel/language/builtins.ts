import { builtinModules } from "node:module";
import { recentDeclarations } from "./recent.js";

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

/** Globals of which neither TypeScript 5.0 nor the types of Node 20 know anything. */
const untypedNames = [
  "WebAssembly",
  "navigator",
  "Iterator",
  "Float16Array",
  "DisposableStack",
  "AsyncDisposableStack",
  "SuppressedError",
  "EventSource",
  "URLPattern",
].filter((name) => inherited.has(name));

/**
 * What stands for the types of Node until they are loaded: the names that modules loaded in advance take for granted, each with so little
 * that a cell that does more with it than to pass it on finds a mistake, for which all is loaded.
 */
export const firstDeclarations = [
  "interface AbortSignal { readonly aborted: boolean; }",
  "interface URL { readonly href: string; }",
].join("\n");

/** Declarations of everything that a cell knows by name beside the language and Node itself. */
export const globalDeclarations: string = [
  ...recentDeclarations,
  "interface ImportMeta { dirname: string; filename: string; }",
  "interface ImportCallOptions { with?: Record<string, string>; }",
  ...untypedNames.map((name) => `declare var ${name}: any;`),
  ...builtinNames.map((name) => `declare const ${name}: typeof import("${name}");`),
  "/** Asks the user for a line of text, or for a password, and waits for the answer. */",
  "declare function input(prompt?: string, options?: { password?: boolean }): string;",
  "",
].join("\n");
