import { describe, expect, it } from "vitest";
import type { Run } from "../../src/engine/run.js";
import { compareDesigns } from "../../src/measure/compareDesigns.js";
import { meanInterval } from "../../src/measure/interval.js";
import { mm1 } from "../../src/measure/queueing/mm1.js";
import { replicate } from "../../src/measure/replicate.js";
import { queueModel } from "./queueModel.js";

const measure = (run: Run): number => run.resources.server!.waits.mean;

describe("compareDesigns", () => {
  it("pairs the replications that replicate runs", async () => {
    const [slow, fast] = [queueModel(0.6), queueModel(0.5)];
    const found = await compareDesigns(slow, fast, { measure, windows: 2, replications: 20 });
    const alone = { measure, windows: 2, minimum: 20, maximum: 20 };
    const [first, second] = [await replicate(slow, alone), await replicate(fast, alone)];
    expect(found.values).toEqual({ first: first.values, second: second.values });
    expect(found.first).toEqual(first.interval);
    expect(found.second).toEqual(second.interval);
    expect(found.difference).toEqual(meanInterval(first.values.map((value, index) => value - second.values[index]!)));
    expect(found.stopped).toBe("done");
  });

  it("knows a small difference by common random numbers long before independent runs would", async () => {
    const found = await compareDesigns(queueModel(0.52), queueModel(0.5), { measure, replications: 30 });
    const wait = (arrivalRate: number) => 1000 * mm1({ arrivalRate, serviceRate: 1 }).meanWait;
    expect(found.difference.low).toBeGreaterThan(0);
    expect(Math.abs(found.difference.mean - (wait(0.52) - wait(0.5)))).toBeLessThan(2 * found.difference.halfWidth);
    expect(found.correlation).toBeGreaterThan(0.9);
    expect(found.varianceReduction).toBeGreaterThan(10);
    // With equal spreads the reduction is 1 / (1 - correlation).
    expect(found.varianceReduction * (1 - found.correlation)).toBeGreaterThan(0.7);
    expect(found.varianceReduction * (1 - found.correlation)).toBeLessThan(1.3);
    // The intervals of each alone overlap: they could not tell.
    expect(found.first.low).toBeLessThan(found.second.high);
  });

  it("finds no difference of a design from itself", async () => {
    const found = await compareDesigns(queueModel(0.5), queueModel(0.5), { measure, replications: 3 });
    expect(found).toMatchObject({ difference: { mean: 0, halfWidth: 0 }, varianceReduction: Infinity });
    expect(found.correlation).toBeCloseTo(1, 12);
  });

  it("keeps whole pairs when aborted, and needs three", async () => {
    const abortedAfter = (pairs: number) => {
      const controller = new AbortController();
      const onProgress = ({ done }: { done: number }) => {
        if (done === pairs) controller.abort();
      };
      return compareDesigns(queueModel(0.6), queueModel(0.5), { signal: controller.signal, onProgress });
    };
    expect(await abortedAfter(3)).toMatchObject({ stopped: "aborted", difference: { n: 3 } });
    await expect(abortedAfter(2)).rejects.toThrow("aborted after 2 pairs; a comparison needs at least 3");
    await expect(compareDesigns(queueModel(0.6), queueModel(0.5), { replications: 2 })).rejects.toThrow(
      "replications: expected a whole number of replications from 3, got 2",
    );
  });
});
