import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import type { CalibrationFile } from "../../src/calibration/programs.js";
import { calibratedCosts } from "../../src/cost/calibratedCosts.js";
import type { MapCost } from "../../src/cost/cost.js";
import { costAt } from "../../src/cost/costAt.js";
import type { CostProfile } from "../../src/cost/costProfile.js";
import type { CalibrationReading } from "../../src/reader/kind/calibration.js";
import { read } from "../../src/reader/read.js";
import { built } from "../setup/built.js";
import { type Ended, root, run } from "../setup/parts.js";
import { laws } from "./synthetic.js";

const folder = join(root, "src/calibration/programs");
const script = join(root, "dist/src/calibration/programs/calibrate.sh");

describe("the programs", () => {
  it("are all there, as they are in the sources", async () => {
    const { calibrationFiles } = await built<{ calibrationFiles: () => CalibrationFile[] }>("calibration/programs.js");
    const files = calibrationFiles();
    expect(files.map(({ name }) => name).sort()).toEqual(readdirSync(folder).sort());
    for (const { name, text } of files) expect(text).toBe(readFileSync(join(folder, name), "utf8"));
    expect(files.filter(({ executable }) => executable).map(({ name }) => name)).toEqual(["calibrate.sh"]);
  });
});

/** Where the machine or its kernel does not allow it, and no package would change that: the script says why. */
const cannot = 77;

/** Skips the test, by name and with the script's own reason, where it cannot be done here. */
function skipWhereItCannot({ code, stderr }: Pick<Ended, "code" | "stderr">, skip: (reason: string) => void): void {
  // `npm test` has installed what could be; with PHASEBOOK_REQUIRE_ALL nothing that can be installed may be missing.
  const mayBeMissing = process.env.PHASEBOOK_REQUIRE_ALL === "1" ? [cannot] : [cannot, 1];
  if (!mayBeMissing.includes(code)) return;
  console.log(`This kernel is not measured: ${stderr.trim()}`);
  skip(stderr.trim());
}

const onLinux = test.skipIf(process.platform !== "linux");

onLinux("measures the costs of this kernel", { timeout: 300_000 }, async ({ skip }) => {
  const ended = await run("bash", [script, "--quick"]);
  skipWhereItCannot(ended, skip);
  const { code, stdout, stderr } = ended;
  expect({ code, refusals: stderr.match(/.*left out.*/g) }).toEqual({ code: 0, refusals: null });

  const reading = read(stdout) as CalibrationReading;
  expect(reading.skipped).toEqual([]);
  expect(reading.notes).toEqual(["a quick trial, not to be relied on: measure without --quick"]);
  const { machine, runs, operations, costs } = reading;
  expect(machine).toMatchObject({
    kernel: expect.stringMatching(/^\d+\.\d+/),
    cpus: expect.any(Number),
    quick: true,
  });
  expect(new Set(operations.map(({ operation }) => operation))).toEqual(
    new Set([...Object.keys(laws), "tail call chain", "batched update", "batched lookup"]),
  );
  expect(operations.map(({ repetitions, failures }) => [repetitions, failures])).toEqual(operations.map(() => [3, 0]));
  // In an order that is drawn anew for each repetition.
  const order = (repetition: number) =>
    runs.flatMap((each) => (each.repetition === repetition ? [each.operation] : []));
  expect(order(1)).not.toEqual(order(2));

  expect(costs.missing).toEqual({});
  expect(costs.costs.map(({ name }) => name)).toEqual(calibratedCosts.map(({ name }) => name));
  expectSane(costs);
});

onLinux("interrupted, it ends at once and has said what it had measured", { timeout: 300_000 }, async ({ skip }) => {
  skipWhereItCannot(await run("bash", [script, "--check"]), skip);
  const child = spawn("bash", [script], { stdio: ["ignore", "pipe", "ignore"] });
  let output = "";
  for await (const chunk of child.stdout) {
    const before = output.includes('"nanoseconds"');
    output += chunk;
    if (!before && output.includes('"nanoseconds"')) child.kill("SIGINT");
  }
  if (child.exitCode === null) await once(child, "exit");
  expect(child.exitCode).toBe(130);
  const reading = read(output) as CalibrationReading;
  expect(reading.notes).toContain("the measurement did not get to its end: what it had not reached is missing");
  expect(reading.runs.length).toBeGreaterThan(0);
  expect(reading.runs.length).toBeLessThan(9 * Object.keys(laws).length);
  expect(Object.keys(reading.costs.missing)).not.toEqual([]);
});

/** What any machine of these years takes, however busy its neighbours are. */
function expectSane({ costs }: CostProfile): void {
  const ns = (name: string, operation: string, values = {}): number =>
    costAt(costs.find((cost) => cost.name === name)!.operations[operation]!.nanoseconds, values);
  const within = (value: number, low: number, high: number) => {
    expect(value).toBeGreaterThan(low);
    expect(value).toBeLessThan(high);
  };
  // Two clock reads.
  within(ns("counters", "run"), 10, 400);
  within(ns("measured-hash", "lookup", { records: 16 }), 5, 500);
  within(ns("measured-hash", "insert", { records: 16 }), 20, 2000);
  within(ns("measured-hash", "lookupAndDelete", { records: 16 }), 20, 2000);
  within(ns("measured-task-storage", "insert"), 2, 500);
  within(ns("created-task-storage", "create"), 50, 50_000);
  within(ns("bloom-filter", "peek"), 5, 1000);
  within(ns("bloom-filter", "push"), 5, 1000);
  within(ns("ring-buffer", "output"), 5, 1000);
  within(ns("perf-buffer", "output"), 20, 5000);
  within(ns("bpf-to-bpf", "run"), 0.3, 200);
  within(ns("tail-call", "run"), 0.1, 200);
  within(ns("batching", "lookup", { batch: 1024 }), 20, 20_000);
  // One call for each element costs more than one for a thousand.
  expect(ns("batching", "lookup", { batch: 1 })).toBeGreaterThan(ns("batching", "lookup", { batch: 1024 }));
  // A larger map is not cheaper, and a task's own storage cheaper than a hash map that insertions go to.
  const { factor } = costs.find(({ name }) => name === "measured-hash") as MapCost;
  expect(costAt(factor, { records: 2 ** 18 })).toBeGreaterThanOrEqual(1);
  expect(ns("measured-hash", "insert", { records: 2 ** 18 })).toBeGreaterThan(ns("measured-task-storage", "insert"));
}
