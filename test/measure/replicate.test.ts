import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { meanInterval } from "../../src/measure/interval.js";
import { mm1 } from "../../src/measure/queueing/mm1.js";
import { replicate } from "../../src/measure/replicate.js";
import { replicationSeed } from "../../src/random/replicationSeed.js";
import { queueModel } from "./queueModel.js";

const meanWait = (run: ReturnType<typeof simulate>): number => run.resources.server!.waits.mean;

describe("replicate", () => {
  it("stops as soon as the interval is short enough, not before the minimum", async () => {
    const model = queueModel(0.5);
    const { interval, values, stopped } = await replicate(model, { measure: meanWait, precision: 0.05 });
    expect(stopped).toBe("precision");
    expect(interval).toEqual(meanInterval(values));
    expect(interval.halfWidth).toBeLessThanOrEqual(0.05 * interval.mean);
    const before = meanInterval(values.subarray(0, -1));
    expect(before.halfWidth).toBeGreaterThan(0.05 * before.mean);
    const easy = await replicate(model, { measure: meanWait, precision: 10, minimum: 5 });
    expect(easy.values).toEqual(values.subarray(0, 5));
  });

  it("runs replication r under the seed that sweeps use, whatever the order", async () => {
    const model = queueModel(0.5);
    const { values } = await replicate(model, { measure: meanWait, minimum: 4, maximum: 4, seed: "p99" });
    expect([...values]).toEqual(
      [0, 1, 2, 3].map((index) => meanWait(simulate(model, { seed: replicationSeed("p99", index) }))),
    );
    expect(replicationSeed("p99", 3)).toBe("p99/3");
  });

  it("measures the overhead unless told, and passes on how a run ends", async () => {
    const { values } = await replicate(queueModel(0.5), { minimum: 2, maximum: 2, until: "100 us", maxEvents: 50 });
    const run = simulate(queueModel(0.5), { seed: "1/0", until: "100 us", maxEvents: 50 });
    expect(values[0]).toBe(run.overhead);
  });

  it("stops at the maximum, also where the mean is 0 and no precision can be relative", async () => {
    const noisy = await replicate(queueModel(0.5), { measure: meanWait, precision: 1e-9, minimum: 2, maximum: 3 });
    expect(noisy).toMatchObject({ stopped: "maximum", interval: { n: 3 } });
    let sign = 1;
    const measure = () => {
      sign = -sign;
      return sign;
    };
    expect(await replicate(queueModel(0.5), { measure, minimum: 2, maximum: 20 })).toMatchObject({
      stopped: "maximum",
    });
  });

  it("is content at once with what never varies", async () => {
    expect(await replicate(queueModel(0.5), { measure: () => 0, minimum: 2 })).toMatchObject({
      stopped: "precision",
      interval: { mean: 0, halfWidth: 0, n: 2 },
    });
  });

  it("keeps what it has when aborted, and says so", async () => {
    const controller = new AbortController();
    const result = await replicate(queueModel(0.5), {
      signal: controller.signal,
      precision: 1e-9,
      onProgress: ({ done, maximum, interval }) => {
        expect(maximum).toBe(1000);
        expect(interval.n).toBe(done);
        if (done === 3) controller.abort();
      },
    });
    expect(result).toMatchObject({ stopped: "aborted", interval: { n: 3 } });
    const none = await replicate(queueModel(0.5), { signal: AbortSignal.abort() });
    expect(none).toMatchObject({ stopped: "aborted", interval: { mean: Number.NaN, n: 0 } });
  });

  it("leaves turns to others", async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    const measure = () => {
      const begin = performance.now();
      while (performance.now() - begin < 20);
      return 1;
    };
    await replicate(queueModel(0.5, "10 us"), { measure, minimum: 10, maximum: 10 });
    clearInterval(timer);
    expect(turns).toBeGreaterThanOrEqual(3);
  });

  it("holds the mean wait of M/M/1 about as often as it says", async () => {
    const expected = mm1({ arrivalRate: 0.3, serviceRate: 1 }).meanWait * 1000;
    // The empty begin lasts some 5 of the 1,000 µs of a run: its bias is a twentieth of the half-width.
    const quick = { measure: meanWait, precision: 0.1, windows: 2 };
    let held = 0;
    for (let experiment = 0; experiment < 60; experiment += 1) {
      const { interval } = await replicate(queueModel(0.3), { ...quick, seed: experiment });
      if (interval.low <= expected && expected <= interval.high) held += 1;
    }
    // 57 on average at 95 %; 50 or fewer happen once in 200 times at 93 %.
    expect(held).toBeGreaterThan(50);
  });

  it("refuses options out of range, and names the run whose measure is no number", async () => {
    const model = queueModel(0.5);
    await expect(replicate(model, { precision: 0 })).rejects.toThrow(
      "precision: expected a positive share of the mean, got 0",
    );
    await expect(replicate(model, { minimum: 1 })).rejects.toThrow(
      "minimum: expected a whole number of replications from 2",
    );
    await expect(replicate(model, { maximum: 5 })).rejects.toThrow(
      "maximum: expected a whole number of replications from 10",
    );
    await expect(replicate(model, { confidence: 95 })).rejects.toThrow("confidence: expected a number between 0 and 1");
    await expect(replicate(model, { measure: () => Number.NaN })).rejects.toThrow(
      'measure: expected a finite number of each run, got NaN of that with seed "1/0"',
    );
  });
});
