import { isFurniture } from "./furniture.js";
import { type Remark, Remarks, RemarksReading } from "./kind/remarks.js";
import type { Reader } from "./reader.js";

const remark = /^(.*?):(\d+):(\d+): remark: (.*?) \[-Rpass(-missed|-analysis)?=([^\]]+)\]\s*$/;
const unplaced = /^(?:remark|clang: remark): (.*?) \[-Rpass(-missed|-analysis)?=([^\]]+)\]\s*$/;
const diagnostic = /^\S.*?:\d+:\d+: (?:note|warning|error|fatal error): /;
const count = /^\d+ (?:remarks?|warnings?|errors?)(?: and \d+ \w+)* generated\.$/;
/** The mark below the line of the source, after the bar of newer versions. */
const mark = /^\s*(?:\|\s*)?[~^][~^\s]*$/;
const longestExcerpt = 4;
/** What no line of C begins with, and a message of a tool does. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: rubbish has them
const intruder = /^[\w.-]+: \S|[\0-\x08\ufffd]/;
const functions = [/^'(.*?)' (?:not )?inlined into '(.*?)'/, /^(?:.*?: )?Function: (\S+):/];

/** What clang says of its optimisation with -Rpass, -Rpass-missed and -Rpass-analysis, on the terminal. */
export const compilerRemarks: Reader<RemarksReading> = {
  tools: ["clang-remarks", "Rpass"],
  kinds: ["remarks"],
  recognises: (head) => (head.some((line) => remark.test(line) || unplaced.test(line)) ? 0.95 : 0),
  read(lines) {
    const remarks = new Remarks();
    /** What stands below a message: its line of the source, then a mark; and what was printed in between. */
    let below: { text: string; number: number }[] | undefined;
    const release = (hasSource: boolean) => {
      const source = hasSource ? below?.findLast(({ text }) => !intruder.test(text)) : undefined;
      for (const each of below ?? [])
        if (each !== source && each.text.trim() !== "") lines.report.leaveOut(each.number, each.text, "is no remark");
      below = undefined;
    };
    for (const line of lines) {
      const [, file, row, column, message, kind, pass] = remark.exec(line) ?? [];
      const [, text, plainKind, plainPass] = unplaced.exec(line) ?? [];
      const isRemark = message !== undefined || text !== undefined;
      const isOther = !isRemark && diagnostic.test(line);
      if (isRemark || isOther || count.test(line)) release(false);
      if (isRemark) {
        const said = (message ?? text)!;
        remarks.push({
          type: typeOf(kind ?? plainKind),
          pass: (pass ?? plainPass)!,
          name: null,
          function: functions[0]!.exec(said)?.[2] ?? functions[1]!.exec(said)?.[1] ?? null,
          file: file ?? null,
          line: row === undefined ? null : Number(row),
          column: column === undefined ? null : Number(column),
          message: said,
          values: null,
          hotness: null,
        });
        below = [];
      } else if (isOther) {
        if (!/: note: /.test(line)) lines.skip("is no remark but a message of the compiler");
        below = [];
      } else if (below) {
        if (mark.test(line)) release(true);
        else below.push({ text: line, number: lines.number });
        if (below && below.length > longestExcerpt) release(false);
      } else if (!count.test(line) && !isFurniture(line, lines)) lines.skip("is no remark");
    }
    release(false);
    return new RemarksReading(lines, remarks);
  },
};

function typeOf(suffix: string | undefined): Remark["type"] {
  return suffix === "-missed" ? "missed" : suffix === "-analysis" ? "analysis" : "passed";
}
