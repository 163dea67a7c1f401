import { execFile } from "node:child_process";
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { LatenciesReading } from "../../src/reader/kind/latencies.js";
import { read } from "../../src/reader/read.js";
import { root } from "../setup/parts.js";
import { temporaryFolder } from "../setup/temporaryFolder.js";
import { sample, samplePath } from "./sample.js";

describe("read", () => {
  test("takes a path, a text, bytes, or what can only be a path", () => {
    const path = samplePath("runqlat.txt");
    const text = sample("runqlat.txt");
    const content = read(text).content();
    for (const source of [path, Buffer.from(text), gzipSync(text), { path }])
      expect(read(source).content()).toEqual(content);
    expect([read(path).name, read(text).name]).toEqual([path, "the text"]);
  });

  test.each(["runqlat.txt", "runqslower.txt", "bpftoolProgShow.txt", "bpftraceHist.txt", "perfScript.txt"])(
    "%s in the colours of a terminal",
    (name) => {
      const text = sample(name);
      const coloured = text.replace(/^.*\S.*$/gm, "\u001b[?25l\u001b[1;32m$&\u001b[0m\u001b[K\r");
      expect(read(coloured).toJSON()).toEqual(read(text).toJSON());
    },
  );

  test("says what is wrong with a file", () => {
    const folder = temporaryFolder();
    const file = (name: string, content: string | Uint8Array) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    mkdirSync(join(folder, "sub"));
    const noise = Uint8Array.from({ length: 5000 }, (_, n) => (n * n * 31 + n * 7) % 256);
    for (const [path, sentence] of [
      [join(folder, "nowhere.txt"), "there is no such file"],
      [join(folder, "sub"), "is a folder, not a file"],
      [file("empty.txt", ""), "is empty"],
      [file("blank.txt", " \n\n"), "is empty"],
      [file("noise.bin", noise), "is binary, not the output of a tool that can be read"],
      [file("noise.gz", gzipSync(noise)), "is binary, not the output of a tool that can be read"],
      [
        file("prose.txt", "Call me Ishmael.\nSome years ago, never mind how long.\n"),
        'it begins with "Call me Ishmael."',
      ],
    ] as const)
      expect(() => read(path)).toThrow(
        new RegExp(`^${path.replaceAll(/[\\.]/g, "\\$&")}.*${sentence.replaceAll(/[.]/g, "\\.")}`),
      );
    expect(() => read("1\n2\n", { tool: "runqlatt" })).toThrow(
      /^read: there is no reader for the tool "runqlatt"; known: .*runqlat, runqlen/,
    );
  });

  test("a gzip file that is cut off is read as far as it goes, and says so", () => {
    const text = `${sample("runqslower.txt")}${"10:00:09 java             42                 9000\n".repeat(50_000)}`;
    const packed = gzipSync(text, { level: 1 });
    const reading = read(packed.subarray(0, packed.length / 2)) as LatenciesReading;
    expect(reading.length).toBeGreaterThan(5000);
    expect(reading.length).toBeLessThan(50_000);
    expect(reading.notes[0]).toMatch(/^the text is no whole gzip file: unexpected end of file/);
  });

  test("a tool that is named is taken at its word, with the format of it that fits", () => {
    expect(read("  2 -> 3 : 5 |**|\n", { tool: "runqlat" }).toJSON()).toMatchObject({
      tool: "runqlat",
      histograms: [{ count: 5 }],
    });
    expect(read(sample("bpftrace.json"), { tool: "bpftrace" }).kind).toBe("histograms");
    expect(read(sample("biolatencyDict.txt"), { tool: "biolatency" }).kind).toBe("histograms");
    expect(read(sample("runqlat.txt"), { tool: "runqslower" }).skipped).toHaveLength(12);
  });
});

describe("a file of 200 MB", () => {
  const header = "Tracing run queue latency higher than 10000 us\nTIME     COMM             TID           LAT(us)\n";
  const bucket = (index: number, count: number) =>
    `${String(index && 2 ** index).padStart(10)} -> ${String(2 ** (index + 1) - 1).padEnd(10)} : ${String(count).padEnd(8)} |${"*".repeat(40)}|\n`;
  const big = [
    {
      name: "runqslower",
      header,
      piece: (n: number) =>
        `10:${String(n % 60).padStart(2, "0")}:00 ${`task-${n % 997}`.padEnd(16)} ${String(1 + (n % 4_000_000)).padEnd(6)} ${String(10_001 + ((n * 7919) % 100_000)).padStart(14)}\n`,
      count: (pieces: number) => `${pieces.toLocaleString("en")} latencies`,
    },
    {
      name: "runqlat --pids",
      header: "",
      piece: (n: number) =>
        `\npid = ${n % 5000}\n     usecs               : count     distribution\n${Array.from({ length: 16 }, (_, index) => bucket(index, n % 7)).join("")}`,
      count: (pieces: number) => `${pieces.toLocaleString("en")} histograms`,
    },
    {
      name: "what nobody knows",
      header,
      piece: (n: number) => `warning ${n}: nothing that anybody would have wanted to be printed\n`,
      count: () => "no latencies",
    },
  ];
  // A process of its own, for what this one has in memory is not the reader's.
  test.each(big)("of $name takes less than 300 MB of memory", async ({ name, header, piece, count }) => {
    const path = join(temporaryFolder(), `${name}.txt`);
    const file = openSync(path, "w");
    let [size, pieces] = [writeSync(file, header), 0];
    while (size < 200e6) {
      let text = "";
      while (text.length < 1 << 20) text += piece(pieces++);
      size += writeSync(file, text);
    }
    closeSync(file);
    const program = `
      import { read } from ${JSON.stringify(pathToFileURL(join(root, "dist/src/reader/read.js")).href)};
      const summary = read(process.argv[1]).summary();
      console.log(JSON.stringify({ summary, megabytes: process.resourceUsage().maxRSS / 1024 }));`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program, path]);
    const { summary, megabytes } = JSON.parse(stdout) as { summary: string; megabytes: number };
    expect(summary).toContain(count(pieces));
    expect(megabytes).toBeLessThan(300);
  });
});
