import { describe, expect, it } from "vitest";
import type { OperationCost } from "../../src/cost/cost.js";
import { measuredTaskStorage } from "../../src/cost/measuredTaskStorage.js";
import { perfBuffer } from "../../src/cost/perfBuffer.js";
import { ringBuffer } from "../../src/cost/ringBuffer.js";
import { hasSharedData } from "../sharedData.js";
import { allMapSizes, calibrated, calls, median, published, quietMapSizes, stretches, technique } from "./data.js";
import { alone } from "./evaluate.js";

/** The value is the quietest stretch; the interval spans all of them and the other means, each to its last digit. */
function expectMeasured({ nanoseconds, interval }: OperationCost, file: string, others: readonly number[]): void {
  const means = stretches(file);
  expect(alone(nanoseconds)).toBeCloseTo(means[0]!, 1);
  const ratios = [...means, ...others].map((value) => value / alone(nanoseconds));
  expect(interval![0]).toBeCloseTo(Math.min(...ratios), 2);
  expect(interval![1]).toBeCloseTo(Math.max(...ratios), 2);
}

describe.skipIf(!hasSharedData)("costs of operations that were timed one by one", () => {
  it("the timer itself takes 30 ns", () => {
    expect(stretches("timer")[0]).toBe(0);
  });

  it("task-local storage, which costs the same for any number of tasks", () => {
    const { insert, lookupAndDelete } = measuredTaskStorage.operations;
    expect(lookupAndDelete).toBe(insert);
    const loops = allMapSizes("task storage get").map(([, run]) => run);
    expectMeasured(insert, "task-storage-get", loops);
    expect(median([...quietMapSizes("task storage get").values()])).toBeCloseTo(15.9, 1);
    expect(technique("task storage create+delete")).toBeCloseTo(2026.5, 1);
    expect([published("c024"), published("c025")]).toEqual([30.676, 25.988]);
  });

  it("the ring buffer", () => {
    const loops = calibrated("ring buffer output");
    expectMeasured(ringBuffer.operations.output, "ringbuf-output", [...loops, published("c051")]);
    expect([loops[0], loops.at(-1)]).toEqual([expect.closeTo(34.3, 1), expect.closeTo(37.4, 1)]);
    expect([published("c051"), published("c052")]).toEqual([52.9, 664]);
  });

  it("the ring buffer's calls fit into its 1 MiB, those of the loop of 200,000 do not", () => {
    // A record of 32 bytes has a header of 8.
    const records = Math.floor(2 ** 20 / 40);
    expect(records).toBe(26_214);
    expect(calls("ringbuf-output")).toBeLessThan(records);
    expect(technique("ringbuf output 32 B (no wake-up)")).toBeCloseTo(31.1, 1);
  });

  it("the perf buffer, whose calls that wrote nothing are beyond what is known of it", () => {
    const loops = calibrated("perf buffer output");
    const { nanoseconds, interval } = perfBuffer.operations.output;
    const known = alone(nanoseconds);
    expect(known).toBeCloseTo(loops[0]!, 1);
    expect(interval![0]).toBeCloseTo(published("c049") / known, 2);
    expect(interval![1]).toBeCloseTo(loops.at(-1)! / known, 2);
    expect([published("c048"), published("c049")]).toEqual([1074, 101.1]);
    expect(stretches("perf-event-output")[0]).toBeCloseTo(81.6, 1);
    expect(technique("perf_event_output 32 B")).toBeCloseTo(107.4, 1);
    expect(stretches("perf-event-output").at(-1)).toBeLessThan(interval![0] * known);
  });
});
