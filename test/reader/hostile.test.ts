import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { read } from "../../src/reader/read.js";
import { hasSharedData, sharedData } from "../sharedData.js";
import { sample, samplePath } from "./sample.js";

const own = readdirSync(samplePath(""))
  .filter((name) => /^(?:bpftool|objdump|perf|remarks)/.test(name))
  .map((name) => ({ name, text: sample(name) }));

const formats = /^(?:bpf_bench|bpftool|ebpf_exporter|inspektor_gadget|perf_)/;
const folder = sharedData("bpf-tools/");
const captured = hasSharedData
  ? readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => formats.test(name) && statSync(join(folder, name)).isFile())
      .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }))
  : [];

/** What was read of a text, without what is said of it. */
function contentOf(text: string): Record<string, unknown> {
  const { skipped, notes, ...content } = read(text).toJSON();
  return content;
}

/** How many rows there are of the kind that the file is of. */
function rowsOf(text: string): number {
  const reading = read(text);
  return (reading.toJSON()[reading.kind] as unknown[]).length;
}

const isUnreadable = (error: unknown) => /is empty|not recognised/.test(String(error));

for (const [what, files] of [
  ["captures of our own", own],
  ["captures beside the repository", captured],
] as const)
  describe.skipIf(files.length === 0)(what, () => {
    test.each(files)("$name: other line ends and a byte order mark change nothing", ({ text }) => {
      const content = contentOf(text);
      expect(contentOf(text.replaceAll("\n", "\r\n"))).toEqual(content);
      expect(contentOf(`\ufeff${text}`)).toEqual(content);
    });

    test.each(files)("$name: cut short at every line and within, it is read up to there", ({ text }) => {
      const all = rowsOf(text);
      const lines = text.split("\n");
      const step = Math.ceil(lines.length / 60);
      for (let count = 1; count < lines.length; count += step)
        for (const end of ["\n", `\n${lines[count]!.slice(0, lines[count]!.length / 2)}`]) {
          const part = lines.slice(0, count).join("\n") + end;
          try {
            // The name of a metric that is cut off is one of its own: that cannot be told.
            expect(rowsOf(part)).toBeLessThanOrEqual(end === "\n" ? all : all + 1);
          } catch (error) {
            if (!isUnreadable(error)) throw error;
          }
        }
    });

    test.each(files)("$name: lines of the error stream change nothing, and are said to be skipped", ({ text }) => {
      const content = contentOf(text);
      const message = "libbpf: prog 'x': failed to load: -22";
      const lines = text.split("\n");
      const mixed = [message, ...lines.flatMap((line, index) => (index % 7 === 3 ? [line, message] : [line])), message];
      const reading = read(mixed.join("\n"));
      const { skipped, notes, ...rest } = reading.toJSON();
      expect(rest).toEqual(content);
      const said = (skipped as { text: string }[]).filter((each) => each.text === message).length;
      const isSwallowed = /call chains were not read|summaries are not read/.test((notes as string[]).join());
      // Below a remark or in a summary nothing tells it from a line of the source or a row.
      if (reading.kind !== "remarks" && !isSwallowed)
        expect(said).toBe(mixed.filter((line) => line === message).length);
      else expect(said).toBeGreaterThan(0);
    });

    // Below a remark on the terminal nothing tells two lines of rubbish from the source.
    test.each(files.filter(({ name }) => name !== "remarks.txt"))(
      "$name: rubbish in the middle does no harm",
      ({ text }) => {
        const middle = text.indexOf("\n", text.length / 2) + 1;
        const rubbish = '\u0000\u0001\ufffd{{{[[["\\\n%%%% 1 2 3 | <not counted> ---\n';
        const reading = read(text.slice(0, middle) + rubbish + text.slice(middle));
        expect(reading.skipped.length).toBeGreaterThan(0);
      },
    );
  });
