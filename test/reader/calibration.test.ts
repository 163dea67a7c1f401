import { describe, expect, test } from "vitest";
import { calibratedCosts } from "../../src/cost/calibratedCosts.js";
import type { CalibrationReading } from "../../src/reader/kind/calibration.js";
import { read } from "../../src/reader/read.js";
import { sample } from "./sample.js";

const calibration = (text: string) => read(text) as CalibrationReading;
const text = sample("calibration.json");
const [head, ...lines] = text.trim().split("\n") as [string, ...string[]];
const run = { operation: "clock read", repetition: 1, count: 1000, nanoseconds: 40, failures: 0 };
const withRun = (change: object) => calibration(`${head}\n${JSON.stringify({ ...run, ...change })}\n{"end":true}\n`);

describe("the output of calibrate.sh", () => {
  test("is the machine, and each operation with the range of its repetitions", () => {
    const reading = calibration(text);
    expect(reading).toMatchObject({ kind: "calibration", tool: "phasebook-calibrate", skipped: [] });
    expect(reading.machine).toMatchObject({ cpu: "AMD EPYC", cpus: 2, virtualisation: "kvm", l1: 49_152, l3: 2 ** 25 });
    const times = lines.flatMap((line) => {
      const { operation, value, nanoseconds } = JSON.parse(line);
      return operation === "hash lookup" && value === 1024 ? [nanoseconds as number] : [];
    });
    const found = reading.operations.find(({ operation, value }) => operation === "hash lookup" && value === 1024)!;
    expect(found).toMatchObject({ parameter: "entries", repetitions: 3, failures: 0, refused: null });
    expect([found.least, found.most]).toEqual([Math.min(...times), Math.max(...times)]);
    expect(reading.runs).toHaveLength(lines.length - 1);
  });

  test("makes a cost profile of every cost that is measured", () => {
    const { costs } = calibration(text);
    expect(costs.costs.map(({ name }) => name)).toEqual(calibratedCosts.map(({ name }) => name));
    expect(costs.name).toMatch(/^AMD EPYC, Linux 6\.18\.44-fc-v657, 2026-/);
    expect(costs.costs[0]!.machine).toContain("a quick trial");
  });

  test("says what it is short of", () => {
    expect(calibration(`${text.slice(0, text.length / 2)}\n`).notes).toContain(
      "the measurement did not get to its end: what it had not reached is missing",
    );
    expect(calibration(lines.join("\n")).notes).toContain("the line that says which machine it was is missing");
    expect(calibration(text).notes).toEqual(["a quick trial, not to be relied on: measure without --quick"]);
  });

  test("what the kernel refused is there with its reason", () => {
    const refusal = '{"operation":"task storage get","skipped":"the kernel does not load it: Operation not permitted"}';
    const reading = calibration(
      [head, refusal, ...lines.filter((line) => !line.includes("task storage get"))].join("\n"),
    );
    expect(reading.notes).toContain(
      "task storage get was refused: the kernel does not load it: Operation not permitted",
    );
    expect(reading.operations.at(-1)).toMatchObject({ operation: "task storage get", repetitions: 0, least: null });
    expect(reading.costs.missing["measured-task-storage"]).toContain("Operation not permitted");
    expect(reading.summary()).toContain("1 refused");
  });
});

describe("what is wrong is left out by line", () => {
  test.each([
    [{ nanoseconds: -1 }, "has a time below 0"],
    [{ nanoseconds: null }, "has no number of nanoseconds"],
    [{ nanoseconds: "fast" }, "has no number of nanoseconds"],
    [{ count: 0 }, "has no number of repetition and count"],
    [{ repetition: 1.5 }, "has no number of repetition and count"],
    [{ failures: -1 }, "does not say how many operations failed"],
    [{ operation: 7 }, "is no run: it has no operation"],
    [{ parameter: "entries", value: "many" }, "has a parameter without a value"],
  ])("%j", (change, reason) => {
    const reading = withRun(change);
    expect(reading.runs).toEqual([]);
    expect(reading.skipped).toMatchObject([{ line: 2, reason }]);
    expect(reading.costs.missing.counters).toBe("empty loop: the measurement ended before it");
  });

  test("a machine of nonsense is one that is not known", () => {
    const { machine } = calibration(
      `${head
        .replace(/"cpu":"[^"]*"/, '"cpu":[]')
        .replace(/"l1":\d+/, '"l1":-4')
        .replace(/"cpus":\d+/, '"cpus":{}')}\n`,
    );
    expect(machine).toMatchObject({ cpu: null, l1: null, cpus: null });
  });

  test("a second calibration in one file", () => {
    const reading = calibration(`${text}${text}`);
    expect(reading.skipped).toMatchObject([{ reason: expect.stringContaining("begins another calibration") }]);
  });

  test("another version is not guessed at", () => {
    expect(() => read(text.replace('"version":1', '"version":2'))).toThrow(
      "the text is a calibration of version 2; this Phasebook reads version 1",
    );
  });
});
