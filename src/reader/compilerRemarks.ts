import { isFurniture } from "./furniture.js";
import { type Remark, RemarksReading } from "./kind/remarks.js";
import type { Reader } from "./reader.js";

const remark = /^(.*?):(\d+):(\d+): remark: (.*?) \[-Rpass(-missed|-analysis)?=([^\]]+)\]\s*$/;
const unplaced = /^(?:remark|clang: remark): (.*?) \[-Rpass(-missed|-analysis)?=([^\]]+)\]\s*$/;
const diagnostic = /^\S.*?:\d+:\d+: (?:note|warning|error|fatal error): /;
const count = /^\d+ (?:remarks?|warnings?|errors?)(?: and \d+ \w+)* generated\.$/;
/** The mark below the line of the source, after the bar of newer versions. */
const mark = /^\s*(?:\|\s*)?[~^][~^\s]*$/;
const longestExcerpt = 4;
const functions = [/^'(.*?)' (?:not )?inlined into '(.*?)'/, /^(?:.*?: )?Function: (\S+):/];

/** What clang says of its optimisation with -Rpass, -Rpass-missed and -Rpass-analysis, on the terminal. */
export const compilerRemarks: Reader<RemarksReading> = {
  tools: ["clang-remarks", "Rpass"],
  kinds: ["remarks"],
  recognises: (head) => (head.some((line) => remark.test(line) || unplaced.test(line)) ? 0.95 : 0),
  read(lines) {
    const remarks: Remark[] = [];
    /** Below a message stand its line of the source and a mark. */
    let excerpt = 0;
    for (const line of lines) {
      const [, file, row, column, message, kind, pass] = remark.exec(line) ?? [];
      const [, text, plainKind, plainPass] = unplaced.exec(line) ?? [];
      if (message !== undefined || text !== undefined) {
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
        excerpt = longestExcerpt;
      } else if (diagnostic.test(line)) {
        if (!/: note: /.test(line)) lines.skip("is no remark but a message of the compiler");
        excerpt = longestExcerpt;
      } else if (count.test(line)) excerpt = 0;
      else if (excerpt > 0) excerpt = mark.test(line) ? 0 : excerpt - 1;
      else if (!isFurniture(line, lines)) lines.skip("is no remark");
    }
    return new RemarksReading(lines, remarks);
  },
};

function typeOf(suffix: string | undefined): Remark["type"] {
  return suffix === "-missed" ? "missed" : suffix === "-analysis" ? "analysis" : "passed";
}
