import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { scheduler } from "../../src/program/scheduler.js";

const open = { arrivals: { rate: "500/s" }, lifetime: "exp:1 ms" } as const;

describe("scheduler", () => {
  it("spends on its CPUs what its accounts say, and nothing else", () => {
    const costs = { wakeUp: "20 us", contextSwitch: "5 us", fork: "50 us", program: { entry: "2 us" } };
    const run = simulate(scheduler({ ...open, cpus: 2, burst: "exp:0.3 ms", sleep: "exp:2 ms", ...costs }), {
      until: "20 s",
    });
    const { run: work, bpf, system } = run.accounts;
    const busy = run.resources.runqueue!.meanBusy * run.time;
    expect((work! + bpf! + system!) / busy).toBeCloseTo(1, 3);
    expect(bpf).toBeGreaterThan(0);
    expect(run.overhead).toBe(bpf! / work!);
  });

  it("gives every process the work of its life, in bursts", () => {
    const model = scheduler({
      arrivals: { rate: "10/s" },
      lifetime: "5 ms",
      burst: "1 ms",
      sleep: "10 ms",
      slice: "0.4 ms",
    });
    const run = simulate(model, { until: "100 s" });
    expect(run.latencies.response!.count / run.entities.left).toBeCloseTo(5, 1);
    expect(run.accounts.run! / run.entities.arrived / 5e6).toBeCloseTo(1, 2);
  });

  it("keeps a record in the map for each process that waits", () => {
    const run = simulate(scheduler({ ...open, lifetime: "exp:1.8 ms", program: {} }), { until: "20 s" });
    expect(run.series.records).toEqual(run.series.runqueue_waiting);
    expect(Math.max(...run.series.records!)).toBeGreaterThan(1);
  });

  it("charges a program by its map: measured task storage is cheaper than the article's hash", () => {
    const overhead = (map: string) => simulate(scheduler({ ...open, program: { map } }), { until: "5 s" }).overhead;
    expect(overhead("measured-task-storage")).toBeLessThan(overhead("measured-hash"));
    expect(overhead("measured-hash")).toBeLessThan(overhead("hash"));
  });

  it("shares the work of a single queue as well as queues on each CPU can, or better", () => {
    const wait = (queue: "shared" | "per-cpu") =>
      simulate(scheduler({ arrivals: { rate: "3600/s" }, lifetime: "exp:1 ms", cpus: 4, queue }), { until: "20 s" })
        .latencies.response!.mean;
    expect(wait("shared")).toBeLessThan(wait("per-cpu"));
  });

  it.each<[object, string]>([
    [{}, "expected either processes, a closed population, or arrivals, an open one"],
    [{ ...open, processes: 3 }, "expected either processes, a closed population, or arrivals, an open one"],
    [{ arrivals: { rate: "1/s" } }, "lifetime: processes that arrive need the CPU work of their life"],
    [{ processes: 3 }, "burst: a closed population needs the CPU work between two sleeps"],
    [{ processes: 0, burst: 1 }, "processes: expected a whole number from 1, got 0"],
    [{ ...open, cpus: 1.5 }, "cpus: expected a whole number from 1, got 1.5"],
    [{ ...open, queue: "global" }, 'queue: expected "per-cpu" or "shared", got "global"'],
    [{ ...open, slice: 0 }, "slice: expected 1 ns or more, got 0"],
    [{ ...open, lifetime: "exp:soon" }, 'lifetime: expected a duration such as "3 ms"'],
    [{ ...open, lifetime: "exp:0 ms" }, "lifetime: the mean of an exponential duration is above 0"],
    [{ ...open, program: { map: "btree" } }, 'map: unknown map "btree"'],
    [{ ...open, program: { output: "pipe" } }, 'output: unknown output "pipe"'],
    [{ ...open, activeFor: "1 s" }, "activeFor: means nothing for processes that arrive"],
    [{ ...open, sleep: "1 ms" }, "sleep: means nothing without bursts to sleep between"],
  ])("refuses %j", (options, message) => {
    expect(() => scheduler(options)).toThrow(message);
  });
});
