import { describe, expect, it } from "vitest";
import type { OperationCost } from "../../src/cost/cost.js";
import { measuredTaskStorage } from "../../src/cost/measuredTaskStorage.js";
import { perfBuffer } from "../../src/cost/perfBuffer.js";
import { ringBuffer } from "../../src/cost/ringBuffer.js";
import { hasSharedData } from "../sharedData.js";
import { allMapSizes, median, published, quietMapSizes, stretches, technique } from "./data.js";
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

  it("the perf buffer", () => {
    expectMeasured(perfBuffer.operations.output, "perf-event-output", [technique("perf_event_output 32 B")]);
    expect([published("c048"), published("c049")]).toEqual([1074, 101.1]);
  });

  it("the ring buffer", () => {
    expectMeasured(ringBuffer.operations.output, "ringbuf-output", [technique("ringbuf output 32 B (no wake-up)")]);
    expect([published("c051"), published("c052")]).toEqual([52.9, 664]);
  });
});
