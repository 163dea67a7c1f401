import { commandIn, isFurniture } from "./furniture.js";
import { type Remark, Remarks, RemarksReading } from "./kind/remarks.js";
import type { Reader } from "./reader.js";

const begins = /^--- !(Passed|Missed|Analysis\w*|Failure)\s*$/;
const field = /^(Pass|Name|DebugLoc|Function|Hotness):\s*(.*)$/;
const argument = /^ {2}- ([\w.]+):\s*(.*)$/;
const place = /^\{ File: (.*), Line: (\d+), Column: (\d+) \}$/;
const types: Readonly<Record<string, Remark["type"]>> = { Passed: "passed", Missed: "missed", Failure: "failure" };

interface Open {
  readonly type: Remark["type"];
  readonly fields: Map<string, string>;
  readonly parts: [name: string, text: string][];
  /** The line it began at, and whether all in it was understood. */
  readonly line: number;
  /** A text over several lines goes on. */
  block: boolean;
}

/**
 * The record that clang writes with -fsave-optimization-record: a document of YAML for each remark, always in the same layout, which is
 * read strictly: no other YAML. Source: llvm/lib/Remarks/YAMLRemarkSerializer.cpp.
 */
export const optimisationRecord: Reader<RemarksReading> = {
  tools: ["clang-optimisation-record", "opt-record"],
  kinds: ["remarks"],
  recognises: (head) => (head.some((line) => begins.test(line)) ? 0.95 : 0),
  read(lines) {
    const remarks = new Remarks();
    let open: Open | undefined;
    const cutOff = () => {
      if (open) lines.report.leaveOut(open.line, `--- !${open.type}`, "begins a remark that is cut off");
    };
    for (const line of lines) {
      const type = begins.exec(line)?.[1];
      if (type !== undefined) {
        cutOff();
        open = { type: types[type] ?? "analysis", fields: new Map(), parts: [], line: lines.number, block: false };
      } else if (line.trim() === "..." && open) {
        const remark = remarkOf(open);
        if (remark) remarks.push(remark);
        else lines.report.leaveOut(open.line, `--- !${open.type}`, "begins a remark without Pass or Name");
        open = undefined;
      } else if (!open) {
        if (commandIn(line) !== undefined || !isFurniture(line, lines)) lines.skip("is in no remark");
      } else if (!isTaken(line, open)) lines.skip("is no line of a remark that is known");
    }
    cutOff();
    return new RemarksReading(lines, remarks);
  },
};

/** Takes a line into the remark; whether it has a place there. */
function isTaken(line: string, open: Open): boolean {
  const last = open.parts.at(-1);
  if (open.block && last && /^\s{4,}|^\s*$/.test(line)) {
    last[1] += `${last[1] === "" ? "" : "\n"}${line.trim()}`;
    return true;
  }
  open.block = false;
  const [, name, text] = field.exec(line) ?? [];
  if (name !== undefined) {
    open.fields.set(name, scalar(text!));
    return true;
  }
  const [, key, value = ""] = argument.exec(line) ?? [];
  if (key !== undefined) {
    open.block = /^[|>][-+]?$/.test(value);
    open.parts.push([key, open.block ? "" : scalar(value)]);
    return true;
  }
  return /^Args:\s*(?:\[\s*\])?$|^ {4}DebugLoc:|^\s*$/.test(line);
}

function remarkOf({ type, fields, parts }: Open): Remark | undefined {
  const [pass, name] = [fields.get("Pass"), fields.get("Name")];
  if (pass === undefined || name === undefined) return undefined;
  const [, file, line, column] = place.exec(fields.get("DebugLoc") ?? "") ?? [];
  const hotness = fields.get("Hotness");
  return {
    type,
    pass,
    name,
    function: fields.get("Function") ?? null,
    file: file === undefined ? null : scalar(file),
    line: line === undefined ? null : Number(line),
    column: column === undefined ? null : Number(column),
    message: parts.map(([, text]) => text).join(""),
    values: Object.fromEntries(parts.filter(([key]) => key !== "String")),
    hotness: hotness === undefined ? null : Number(hotness),
  };
}

/** A scalar of YAML: plain, in single quotes with '' for one, or in double quotes with escapes as in JSON. */
function scalar(text: string): string {
  const plain = text.trim();
  if (/^'.*'$/.test(plain)) return plain.slice(1, -1).replaceAll("''", "'");
  if (!/^".*"$/.test(plain)) return plain;
  try {
    return JSON.parse(plain) as string;
  } catch {
    return plain.slice(1, -1);
  }
}
