import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { measureOf } from "../../src/experiment/measures.js";
import { article } from "../../src/program/article.js";
import { scheduler } from "../../src/program/scheduler.js";

const run = simulate(scheduler({ cpus: 2, arrivals: { rate: "500/s" }, lifetime: "exp:3 ms" }), { until: "2 s" });

describe("measureOf", () => {
  it("finds accounts, what is left at the end, and parts of latencies and resources", () => {
    const { wait } = run.latencies;
    const { runqueue } = run.resources;
    const expected = {
      run: run.accounts.run,
      records: run.series.records!.at(-1),
      alive: run.series.alive!.at(-1),
      runqueue_waiting: run.series.runqueue_waiting!.at(-1),
      wait_mean: wait!.mean,
      wait_max: wait!.max,
      wait_count: wait!.count,
      wait_p50: wait!.quantile(0.5),
      "wait_p99.9": wait!.quantile(0.999),
      runqueue_utilisation: runqueue!.utilisation,
      runqueue_meanWaiting: runqueue!.meanWaiting,
      residence_mean: run.entities.residence.mean,
      run_per_wait: run.accounts.run! / wait!.count,
      run_per_residence: run.accounts.run! / run.entities.residence.count,
    };
    for (const [name, value] of Object.entries(expected)) {
      expect(value, name).toEqual(expect.any(Number));
      expect(measureOf(run, name), name).toBe(value);
    }
    expect(measureOf(run, "wait_p99")).toBeGreaterThan(measureOf(run, "wait_p50"));
  });

  it("says NaN of a latency that was never recorded", () => {
    const nobody = simulate(article({ processes: 3, lifetime: "1 s" }), { maxEvents: 5 });
    for (const name of ["residence_mean", "residence_max", "residence_p99", "bpf_per_residence"])
      expect(measureOf(nobody, name)).toBeNaN();
    expect(measureOf(nobody, "residence_count")).toBe(0);
  });

  it.each([
    "waits_p99",
    "wait",
    "wait_p101",
    "wait_p",
    "time",
    "overhead",
    "runqueue_p50",
    "constructor",
    "run_per_run",
  ])("knows no %s, and what there is", (name) => {
    expect(() => measureOf(run, name)).toThrow(
      `measures: a run of scheduler has no "${name}"; it has run, bpf, system, `,
    );
  });
});
