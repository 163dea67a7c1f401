import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { lognormal } from "../../src/distribution/lognormal.js";
import { fit as estimate } from "../../src/fit/fit.js";
import { judge } from "../../src/fit/judgement/judge.js";
import { stream } from "../../src/random/stream.js";
import { phasebook } from "../setup/parts.js";
import { temporaryFolder } from "../setup/temporaryFolder.js";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
const random = stream("command");
const values = Array.from({ length: 500 }, () => Math.round(lognormal(16, 1).sample(random)));
const asJson = (data: unknown) => JSON.parse(JSON.stringify(data));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe("phasebook fit", () => {
  const csv = `cpu,wait\n${values.map((value, index) => `${index % 4},${value}`).join("\n")}\n`;
  const only = ["--families", "lognormal, gamma"];
  const expected = asJson(estimate(values, { families: ["lognormal", "gamma"] }));

  it.each([
    ["one number a line", ["lines.txt", values.join("\n")], []],
    ["one column with its name, and \\r\\n", ["one.csv", `wait\r\n${values.join("\r\n")}\r\n`], []],
    ["a column of a CSV, by its name", ["two.csv", csv], ["--column", "wait"]],
    ["the same as .gz", ["two.csv.gz", gzipSync(csv)], ["--column", "wait"]],
    ["quoted cells", ["quoted.csv", csv.replaceAll(/^(\d),/gm, '"cpu $1, first",')], ["--column", "wait"]],
    ["a JSON array", ["array.json", JSON.stringify(values)], []],
    ["objects", ["objects.json", JSON.stringify(values.map((wait) => ({ cpu: 0, wait })))], ["--column", "wait"]],
    ["an object as fit takes it", ["data.json", JSON.stringify({ exact: values })], []],
  ] as const)("reads %s and prints as JSON what fit returns", async (_, [name, content], flags) => {
    const { code, stdout, stderr } = await phasebook(["fit", file(name, content), ...flags, ...only, "--json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual(expected);
  });

  it("says it as a table without --json, best first, and draws it", async () => {
    const picture = join(folder, "fits.svg");
    const { stdout } = await phasebook(["fit", file("a.txt", values.join("\n")), ...only, "--save", picture]);
    expect(stdout).toMatch(
      /^lognormal\(mu [\s\S]*\n *family +ΔAIC +estimate\nlognormal +0\.0 +mu [\s\S]*\n +gamma +\d/,
    );
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(readFileSync(picture, "utf8")).toMatch(/^<svg[\s\S]*share above it \(%\)[\s\S]*<\/svg>/);
  });

  it("judges the best by refits on all cores, the same as here", async () => {
    const path = file("judged.txt", values.join("\n"));
    const flags = [...only, "--judge", "40", "--seed", "s", "--json"];
    const { code, stdout, stderr } = await phasebook(["fit", path, ...flags]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const results = estimate(values, { families: ["lognormal", "gamma"] });
    const expected = await judge(values, results, { replicates: 40, seed: "s" });
    expect(expected[0]!.tests.ad!.method).toBe("parametric bootstrap, 40 refits");
    expect(JSON.parse(stdout)).toEqual(asJson(expected));
  });

  it("says so if there is nothing to judge", async () => {
    const path = file("moments.txt", values.join("\n"));
    const { stderr } = await phasebook(["fit", path, ...only, "--method", "moments", "--judge", "9"]);
    expect(stderr).toContain("--judge tests fits by maximum likelihood");
  });

  it("names the lines that it skips", async () => {
    const path = file("holes.csv", "wait,cpu\n5,0\nn/a,1\n\n7,0\n,2\n9,0\n8,1\n");
    const { code, stdout, stderr } = await phasebook(["fit", path, "--column", "wait", "--json"]);
    expect(code).toBe(0);
    expect(stderr).toContain(':3: skipped "n/a,1", which is no number\n');
    expect(stderr).toContain(':6: skipped ",2", which has no value there\n');
    expect(JSON.parse(stdout)[0].n).toBe(4);
  });

  it("takes what is above a threshold as all that was recorded", async () => {
    const path = file("slow.txt", values.join("\n"));
    const flags = ["--families", "lognormal", "--truncate-below", "10ms", "--json"];
    const { stdout, stderr } = await phasebook(["fit", path, ...flags]);
    const exact = values.filter((value) => value > 1e7);
    expect(stderr).toContain(`left out ${500 - exact.length} of 500 values, not above 10000000`);
    const data = { exact, truncation: { lower: 1e7 } };
    expect(JSON.parse(stdout)).toEqual(asJson(estimate(data, { families: ["lognormal"] })));
  });

  it("reads durations of flags in the unit of the file", async () => {
    const path = file("microseconds.txt", values.map((value) => value / 1000).join("\n"));
    const flags = "--families lognormal --unit us --truncate-below 10ms --json".split(" ");
    const { stdout } = await phasebook(["fit", path, ...flags]);
    const data = { exact: values.filter((v) => v > 1e7).map((v) => v / 1000), truncation: { lower: 1e4 } };
    expect(JSON.parse(stdout)).toEqual(asJson(estimate(data, { families: ["lognormal"] })));
  });

  it.each([
    ["--families lognormal,gama", 'cannot fit "gama"'],
    ["--method best", 'unknown method "best"'],
    ["--truncate-below 10_parsecs", '"10 parsecs"'],
    ["--column latency", 'has no column "latency"; its columns are cpu, wait'],
    ["", "choose with --column; its columns are cpu, wait"],
    ["--components two --column wait", '--components takes a number, got "two"'],
  ])("refuses %s in one sentence that names the value", async (flags, sentence) => {
    const given = flags.split(" ").filter(Boolean);
    const column = flags && !flags.includes("--column") ? ["--column", "wait"] : [];
    const all = [...given, ...column].map((flag) => flag.replace("_", " "));
    const { code, stdout, stderr } = await phasebook(["fit", file("refused.csv", csv), ...all]);
    expect(code).toBeGreaterThan(0);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^phasebook: /);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it("says what is wrong with a file", async () => {
    const said = async (path: string) => (await phasebook(["fit", path])).stderr;
    expect(await said(join(folder, "nowhere.csv"))).toContain("nowhere.csv: there is no such file");
    expect(await said(file("empty.txt", " \n"))).toContain("empty.txt is empty");
    expect(await said(file("broken.json", "[1, 2"))).toContain("broken.json is not JSON");
    expect(await said(file("cut.gz", gzipSync(csv).subarray(0, 200)))).toContain("cut.gz is no whole gzip file");
    const { code, stdout, stderr } = await phasebook(["fit", file("words.csv", "wait\nlong\n"), "--families", "gamma"]);
    expect(code).toBe(1);
    expect(stdout).toContain("no-data");
    expect(stderr).toContain("none of the families could be fitted");
  });
});
