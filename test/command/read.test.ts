import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fit as estimate } from "../../src/fit/fit.js";
import { read } from "../../src/reader/read.js";
import { samplePath } from "../reader/sample.js";
import { phasebook, root, run } from "../setup/parts.js";
import { temporaryFolder } from "../setup/temporaryFolder.js";

const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));
const only = ["--families", "lognormal,gamma", "--json"];
const families = ["lognormal", "gamma"];

describe("phasebook read", () => {
  test.each(["runqslower.txt", "cpudistByPid.txt", "bpftrace.json", "table.csv"])(
    "prints of %s as JSON what read returns",
    async (name) => {
      const path = samplePath(name);
      const { code, stdout, stderr } = await phasebook(["read", path, "--json"]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(JSON.parse(stdout)).toEqual(asJson(read(path)));
      expect(Object.keys(JSON.parse(stdout)).slice(0, 2)).toEqual(["tool", "kind"]);
    },
  );

  test("says it in words", async () => {
    const { stdout } = await phasebook(["read", samplePath("cpudistByPid.txt")]);
    expect(stdout).toMatch(
      /^cpudist: 3 histograms of 42 values in all, usecs\nnote: 3 histograms[\s\S]*pid=4711 {2}10:00:02/,
    );
  });

  test("prints more than goes into one piece", async () => {
    const path = join(temporaryFolder(), "many.txt");
    writeFileSync(path, Array.from({ length: 200_000 }, (_, n) => n).join("\n"));
    const { stdout } = await phasebook(["read", path, "--json"]);
    expect(JSON.parse(stdout).table).toHaveLength(200_000);
  });

  test("takes a tool and a column", async () => {
    const waits = await phasebook(["read", samplePath("table.csv"), "--column", "wait", "--json"]);
    expect(JSON.parse(waits.stdout).table).toEqual([{ wait: 12.5 }, { wait: 7 }]);
    const forced = await phasebook(["read", samplePath("runqlat.txt"), "--tool", "biolatency", "--json"]);
    expect(JSON.parse(forced.stdout)).toMatchObject({ tool: "biolatency", kind: "histograms" });
  });

  test.skipIf(process.platform === "win32")("reads what a tool pipes into it", async () => {
    const main = join(root, "dist/src/command/main.js");
    const command = 'cat "$1" | "$2" "$3" read /dev/stdin --json';
    const { stdout } = await run("sh", ["-c", command, "sh", samplePath("runqlat.txt"), process.execPath, main]);
    expect(JSON.parse(stdout)).toEqual(asJson(read(samplePath("runqlat.txt"))));
  });

  test("refuses in one sentence", async () => {
    for (const [flags, sentence] of [
      [["nowhere.txt"], "nowhere.txt: there is no such file"],
      [[samplePath("runqlat.txt"), "--tool", "runqlatt"], 'no reader for the tool "runqlatt"; known: '],
      [[samplePath("runqlat.txt"), "--tool"], "argument missing"],
      [
        [samplePath("runqlat.txt"), "--column", "x"],
        'column: what bcc-histogram prints has no columns to choose from, got "x"',
      ],
      [[samplePath("calibration.json"), "--save", "p.csv"], 'cannot save "p.csv": its name must end in .json or .html'],
    ] as const) {
      const { code, stdout, stderr } = await phasebook(["read", ...flags]);
      expect(code).toBeGreaterThan(0);
      expect(stdout).toBe("");
      expect(stderr).toMatch(/^phasebook: /);
      expect(stderr).toContain(sentence);
      expect(stderr).not.toMatch(/^ +at /m);
    }
  });
});

describe("phasebook fit of what a tool printed", () => {
  test("a histogram: its buckets in ns, of a section and an interval if they are named", async () => {
    const path = samplePath("cpudistByPid.txt");
    const reading = read(path);
    const all = await phasebook(["fit", path, ...only]);
    expect(JSON.parse(all.stdout)).toEqual(asJson(estimate(reading, { families })));
    expect(all.stderr).toContain(`phasebook: ${path}: 3 histograms: fit takes them all together`);
    const one = await phasebook(["fit", path, "--section", "pid=4711", "--time", "10:00:02", "--unit", "us", ...only]);
    const data = reading.measurements({ section: "pid=4711", time: "10:00:02", unit: "us" });
    expect(JSON.parse(one.stdout)).toEqual(asJson(estimate(data, { families })));
  });

  test("waits above a threshold as truncated, and lines that were skipped by name", async () => {
    const path = join(temporaryFolder(), "waits.txt");
    writeFileSync(path, `libbpf: no BTF\n${readFileSync(samplePath("runqslower.txt"), "utf8")}`);
    const { stdout, stderr } = await phasebook(["fit", path, ...only]);
    expect(stderr).toContain('waits.txt:1: skipped "libbpf: no BTF", which is no row of runqslower\n');
    expect(JSON.parse(stdout)).toEqual(asJson(estimate(read(path), { families })));
  });

  test("refuses what holds no values", async () => {
    const path = join(temporaryFolder(), "calls.txt");
    writeFileSync(path, "Attached 1 probe\n\n@calls: 12\n");
    const { code, stderr } = await phasebook(["fit", path]);
    expect(code).toBe(1);
    expect(stderr).toContain("counters of bpftrace hold no values to fit a distribution to");
  });
});
