import type ts from "@tslab/typescript-for-tslab";
import { parseCell } from "./source.js";

/** Whether a console should run what has been typed or ask for more. */
export type Completeness = { status: "complete" } | { status: "invalid" } | { status: "incomplete"; indent: string };

/** "Unterminated template literal", "'*\/' expected", "Unterminated regular expression" do not: a line cannot mend them. */
const openEnded = new Set([1160, 1010]);

/** Code is incomplete if its first error lies at its end: what is missing may still come. */
export function completeness(code: string): Completeness {
  const file = parseCell(code) as ts.SourceFile & { parseDiagnostics: readonly ts.DiagnosticWithLocation[] };
  const [first] = file.parseDiagnostics;
  if (!first) return { status: "complete" };
  const missing = first.start >= code.trimEnd().length || openEnded.has(first.code);
  return missing ? { status: "incomplete", indent: indentAfter(code) } : { status: "invalid" };
}

function indentAfter(code: string): string {
  const line = code.trimEnd().split("\n").at(-1) ?? "";
  const current = /^\s*/.exec(line)?.[0] ?? "";
  return /[[({]$/.test(line) ? `${current}  ` : current;
}
