import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { scheduler } from "../../src/program/scheduler.js";
import type { CalibrationReading } from "../../src/reader/kind/calibration.js";
import { read } from "../../src/reader/read.js";
import { samplePath } from "../reader/sample.js";
import { phasebook, root } from "../setup/parts.js";
import { temporaryFolder } from "../setup/temporaryFolder.js";

const programs = join(root, "src/calibration/programs");
const names = readdirSync(programs).sort();
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));

describe("phasebook calibrate", () => {
  test("prints every file under its name, or all as JSON", async () => {
    const { code, stdout } = await phasebook(["calibrate"]);
    expect(code).toBe(0);
    expect([...stdout.matchAll(/^==> (.*) <==$/gm)].map(([, name]) => name).sort()).toEqual(names);
    const { files } = JSON.parse((await phasebook(["calibrate", "--json"])).stdout);
    expect(Object.keys(files).sort()).toEqual(names);
    for (const name of names) expect(files[name]).toBe(readFileSync(join(programs, name), "utf8"));
  });

  test("writes them ready to run, again over the same ones, and over others only by force", async () => {
    const folder = join(temporaryFolder(), "calibration");
    const { code, stdout } = await phasebook(["calibrate", "--write", folder]);
    expect(code).toBe(0);
    expect(stdout).toContain(join(folder, "calibrate.sh"));
    expect(readdirSync(folder).sort()).toEqual(names);
    if (process.platform !== "win32") expect(statSync(join(folder, "calibrate.sh")).mode & 0o111).toBe(0o111);
    expect((await phasebook(["calibrate", "--write", folder])).code).toBe(0);

    writeFileSync(join(folder, "loop.h"), "mine\n");
    const refused = await phasebook(["calibrate", "--write", folder]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toBe(
      `phasebook: ${folder} has other files of these names: loop.h; --force writes over them\n`,
    );
    expect(readFileSync(join(folder, "loop.h"), "utf8")).toBe("mine\n");
    expect((await phasebook(["calibrate", "--write", folder, "--force"])).code).toBe(0);
    expect(readFileSync(join(folder, "loop.h"), "utf8")).not.toBe("mine\n");
  });
});

describe("phasebook calibrate --write into no folder", () => {
  test("a file is refused by its name", async () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    for (const folder of [file, join(file, "below")]) {
      const { code, stderr } = await phasebook(["calibrate", "--write", folder]);
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: `phasebook: --write: expected a folder, got a file or one within a file: ${folder}\n`,
      });
    }
  });

  // Node's own recursive mkdir does not come to an end there.
  test.runIf(process.platform === "linux")("a file system without new folders ends it at once", async () => {
    const { code, stderr } = await phasebook(["calibrate", "--write", "/proc/x/y"]);
    expect(code).toBe(1);
    expect(stderr).toContain("phasebook: --write: cannot make the folder /proc/x: ENOENT");
  });
});

describe("from measurements to a simulation", () => {
  const flags = "--cpus 2 --rate 2000/s --lifetime 500us --map measured-hash --until 0.2s --json".split(" ");

  test("read --save writes the profile, and --costs takes it", async () => {
    const file = join(temporaryFolder(), "my-kernel.json");
    const saved = await phasebook(["read", samplePath("calibration.json"), "--save", file]);
    expect({ code: saved.code, stderr: saved.stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(
      asJson((read(samplePath("calibration.json")) as CalibrationReading).costs),
    );
    const [own, usual] = await Promise.all(
      [["--costs", file], []].map(async (more) =>
        JSON.parse((await phasebook(["simulate", "scheduler", ...flags, ...more])).stdout),
      ),
    );
    expect(own.accounts.bpf).toBeGreaterThan(0);
    expect(own.accounts.bpf).not.toBe(usual.accounts.bpf);
    const article = await phasebook(["simulate", "article", "--map", "measured-hash", "--costs", file, "--json"]);
    expect(article.code).toBe(0);
  });

  test("compare takes two machines, and the costs of a model's choices", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "my-kernel.json");
    await phasebook(["read", samplePath("calibration.json"), "--save", file]);
    const other = join(folder, "other.json");
    writeFileSync(other, readFileSync(file, "utf8").replaceAll("AMD EPYC", "Other"));
    const how = ["--until", "0.1s", "--replications", "3", "--json"];
    const built = ["compare", "scheduler", "--rate", "2000/s", "--lifetime", "200us", "--map", "lru-hash"];
    const { code, stdout } = await phasebook([...built, "--costs", `${file},${other}`, ...how]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).differences).toMatchObject([{ name: `costs: ${other}`, mean: 0 }]);

    const model = join(folder, "model.json");
    const program = { map: "measured-hash" };
    writeFileSync(
      model,
      JSON.stringify(scheduler({ arrivals: { rate: "2000/s" }, lifetime: "200us", program, costs: file })),
    );
    const ofModel = ["compare", model, "--set", "map=measured-hash,lru-hash", ...how];
    const own = await phasebook([...ofModel, "--costs", file]);
    expect(own.code).toBe(0);
    expect(JSON.parse(own.stdout).differences).toMatchObject([{ name: "map: lru-hash" }]);
    expect((await phasebook(ofModel)).stderr).toContain("was made with the costs of AMD EPYC");
    expect((await phasebook([...ofModel, "--costs", `${file},${other}`])).stderr).toContain("are of one machine");
  });

  test("a profile that is none is refused in one sentence", async () => {
    const { code, stderr } = await phasebook([
      "simulate",
      "scheduler",
      ...flags,
      "--costs",
      samplePath("calibration.json"),
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain("phasebook read FILE --save my-kernel.json makes the profile of them");
    expect(stderr).not.toMatch(/^ +at /m);
  });
});
