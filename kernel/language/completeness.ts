import ts = require("@tslab/typescript-for-tslab");

import { withoutImportAttributes } from "./importAttributes.js";
import { parseCell } from "./source.js";

/** Whether a console should run what has been typed or ask for more. */
export type Completeness = { status: "complete" } | { status: "invalid" } | { status: "incomplete"; indent: string };

/** "Unterminated template literal", "'*\/' expected", "Unterminated regular expression" do not: a line cannot mend them. */
const openEnded = new Set([1160, 1010]);

/** "Unterminated string literal": a string goes on in the next line only after a backslash. */
const openString = 1002;

/** Code is incomplete if its first error lies at its end: what is missing may still come. */
export function completeness(code: string): Completeness {
  const file = parseCell(withoutImportAttributes(ts, code)) as ts.SourceFile & {
    parseDiagnostics: readonly ts.DiagnosticWithLocation[];
  };
  const [first] = file.parseDiagnostics;
  if (!first) return lacksBody(file) ? { status: "incomplete", indent: "" } : { status: "complete" };
  if (first.code === openString && !code.endsWith("\\")) return { status: "invalid" };
  const missing = first.start >= code.trimEnd().length || openEnded.has(first.code);
  return missing ? { status: "incomplete", indent: indentAfter(code) } : { status: "invalid" };
}

/** `function f()` and no more: for TypeScript an overload, of which the function itself is to follow. */
function lacksBody(file: ts.SourceFile): boolean {
  const last = file.statements.at(-1);
  if (!last || !ts.isFunctionDeclaration(last) || last.body) return false;
  return (ts.getCombinedModifierFlags(last) & ts.ModifierFlags.Ambient) === 0 && !last.getText().endsWith(";");
}

function indentAfter(code: string): string {
  const line = code.trimEnd().split("\n").at(-1) ?? "";
  const current = /^\s*/.exec(line)?.[0] ?? "";
  return /[[({]$/.test(line) ? `${current}  ` : current;
}
