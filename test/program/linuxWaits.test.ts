// The scheduler's waiting, which nobody has drawn, against that of a real kernel: 132 runs on Linux 6.18 (see the README beside the
// data for how they were made). Each row is simulated with its own mean burst, begins as it did, and ends as it did: a process
// stops so long after its own first burst, so the load fades in and out by a mean sleep.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { LatencyHistogram } from "../../src/engine/latency.js";
import { simulate } from "../../src/engine/simulate.js";
import { scheduler } from "../../src/program/scheduler.js";
import { hasSharedData, sharedData } from "../sharedData.js";

interface Row {
  processes: number;
  burst: number;
  sleep: number;
  law: "exp" | "det";
  seconds: number;
  bursts: number;
  demand: number;
  utilisation: number;
  mean: number;
  p90: number;
}

function rows(): Row[] {
  const [head, ...lines] = readFileSync(sharedData("linux-waits/waits.csv"), "utf8").trim().split("\n");
  const columns = head!.split(",");
  return lines.map((line) => {
    const cell = (name: string): string => line.split(",")[columns.indexOf(name)]!;
    return {
      processes: Number(cell("processes")),
      burst: Number(cell("burst_us")),
      sleep: Number(cell("sleep_us")),
      law: cell("burst_law") as Row["law"],
      seconds: Number(cell("seconds")),
      bursts: Number(cell("bursts")),
      demand: Number(cell("mean_demand_us")),
      utilisation: Number(cell("utilisation")),
      mean: Number(cell("response_mean_us")),
      p90: Number(cell("response_p90_us")),
    };
  });
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/**
 * What a wake-up costs on that machine, us, from the rows where nobody else is there to wait for: the CPU time of a burst beyond
 * its demand, and the time by which a response is longer than that.
 */
function wakeUpCosts(all: readonly Row[]): { wakeUp: number; delay: number } {
  const alone = all.filter(({ processes, burst }) => processes === 1 && burst === 200);
  const wakeUp = median(alone.map((row) => (row.utilisation * row.seconds * 1e6) / row.bursts - row.demand));
  return { wakeUp, delay: median(alone.map((row) => row.mean - row.demand)) - wakeUp };
}

/** Simulated against measured, as ratios minus 1. */
function errors(row: Row, { wakeUp, delay }: { wakeUp: number; delay: number }): { mean: number; p90: number } {
  const model = scheduler({
    processes: row.processes,
    burst: `${row.law === "exp" ? "exp" : "const"}:${row.demand} us`,
    sleep: `exp:${row.sleep} us`,
    wakeUp: `${wakeUp} us`,
    wakeUpDelay: `${delay} us`,
    activeFor: `${row.seconds} s`,
  });
  const responses = Array.from({ length: 60 }, (_, seed) => {
    const run = simulate(model, { seed, windows: 2 });
    return run.latencies.response!;
  }).reduce((all: LatencyHistogram, each) => all.plus(each));
  return { mean: responses.mean / 1000 / row.mean - 1, p90: responses.quantile(0.9) / 1000 / row.p90 - 1 };
}

describe.skipIf(!hasSharedData)("scheduler against Linux 6.18", () => {
  const all = hasSharedData ? rows() : [];
  const costs = hasSharedData ? wakeUpCosts(all) : { wakeUp: 0, delay: 0 };

  /** The shares of rows whose mean and 90th percentile are within bounds. */
  const within = (chosen: readonly Row[], meanBound: number, p90Bound: number) => {
    const found = chosen.map((row) => errors(row, costs));
    const share = (holds: (error: { mean: number; p90: number }) => boolean) =>
      found.filter(holds).length / found.length;
    return {
      rows: found.length,
      mean: share(({ mean }) => Math.abs(mean) <= meanBound),
      p90: share(({ p90 }) => Math.abs(p90) <= p90Bound),
    };
  };

  it("takes what a wake-up costs from the rows with one process: tens of microseconds", () => {
    expect(costs.wakeUp).toBeGreaterThan(15);
    expect(costs.wakeUp).toBeLessThan(40);
    expect(costs.delay).toBeGreaterThan(40);
    expect(costs.delay).toBeLessThan(80);
  });

  it("has the mean within 10 % and the 90th percentile within 15 % on 95 % of the rows with exponential bursts from 2 ms", () => {
    const found = within(
      all.filter(({ law, burst }) => law === "exp" && burst >= 2000),
      0.1,
      0.15,
    );
    expect(found.rows).toBe(44);
    expect(found.mean).toBeGreaterThanOrEqual(0.95);
    expect(found.p90).toBeGreaterThanOrEqual(0.95);
  });

  it("has both within 20 % on 90 % of the rows with constant bursts from 2 ms", () => {
    const found = within(
      all.filter(({ law, burst }) => law === "det" && burst >= 2000),
      0.2,
      0.2,
    );
    expect(found.rows).toBe(44);
    expect(found.mean).toBeGreaterThanOrEqual(0.9);
    expect(found.p90).toBeGreaterThanOrEqual(0.9);
  });

  it("has both within 20 % on 90 % of the rows with bursts of 0.2 ms", () => {
    const found = within(
      all.filter(({ burst }) => burst === 200),
      0.2,
      0.2,
    );
    expect(found.rows).toBe(44);
    expect(found.mean).toBeGreaterThanOrEqual(0.9);
    expect(found.p90).toBeGreaterThanOrEqual(0.9);
  });
});
