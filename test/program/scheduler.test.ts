import { describe, expect, it } from "vitest";
import { constant } from "../../src/distribution/constant.js";
import { exponential } from "../../src/distribution/exponential.js";
import { uniform } from "../../src/distribution/uniform.js";
import { simulate } from "../../src/engine/simulate.js";
import type { Law } from "../../src/machine/law.js";
import { scheduler } from "../../src/program/scheduler.js";
import type { ProgramOptions } from "../../src/program/schedulerProgram.js";
import { Stream } from "../../src/random/stream.js";

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

  it("draws every slice from a law: short ones come to processor sharing, whose mean response is E(S) / (1 - load)", () => {
    const busy = { arrivals: { rate: "700/s" }, lifetime: "1 ms", wait: "emerges" } as const;
    const mean = (slice: Law) =>
      simulate(scheduler({ ...busy, slice }), { seed: 1, until: "60 s" }).latencies.response!.mean / 1e6;
    expect(Math.abs(mean(exponential(1 / 20_000)) * (1 - 0.7) - 1)).toBeLessThan(0.03);
    // In slices that nobody's work fills it is M/D/1, first come, first served: E(S) (1 + load / (2 (1 - load))).
    expect(mean(uniform(2e6, 4e6))).toBeCloseTo(1 + 0.7 / (2 * 0.3), 1);
    expect(mean(constant(50_000))).toBe(mean("50 us"));
  });

  it("never runs for less than 1 ns, whatever law its slices have", () => {
    const run = simulate(scheduler({ ...open, lifetime: 40, slice: uniform(-9, 9) }), { maxEvents: 9_000 });
    expect(run.accounts.run! / run.entities.left).toBeCloseTo(40, 0);
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
    [{ ...open, slice: constant(0.5) }, "slice: expected 1 ns or more, got 0.5"],
    [{ ...open, wait: "2 ms" }, 'wait: here it "emerges" from queueing and cannot be given, got "2 ms"'],
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

/** The share of the customers of an M/M/1 queue with mean service 1 who come when `most` of those before them are noted and wait. */
function lostByLindley(load: number, most: number): number {
  const stream = Stream.from("lindley");
  const customers = 300_000;
  let now = 0;
  let free = 0;
  let lost = 0;
  // When those who are noted begin to be served.
  let noted: number[] = [];
  for (let customer = 0; customer < customers; customer++) {
    now += stream.exponential() / load;
    const begins = Math.max(now, free);
    free = begins + stream.exponential();
    noted = noted.filter((each) => each > now);
    if (noted.length < most) noted.push(begins);
    else lost++;
  }
  return lost / customers;
}

describe("a scheduler's program", () => {
  const busy = { ...open, lifetime: "exp:1.8 ms" } as const;
  const runOf = (program: ProgramOptions) => simulate(scheduler({ ...busy, program }), { until: "20 s", seed: 3 });

  it("costs each run what its techniques do, and nothing else", () => {
    const plain = { map: "measured-task-storage", threshold: "1 h" } as const;
    const run = (techniques: ProgramOptions) => {
      const { accounts, latencies } = runOf({ ...plain, ...techniques });
      // Each wait is a run at its beginning and one at its end, but for those that have not ended.
      return accounts.bpf! / (2 * latencies.wait!.count);
    };
    const own = 16.2;
    const expectMore = (techniques: ProgramOptions, more: number) =>
      expect(run(techniques) / (own + more)).toBeCloseTo(1, 2);
    expectMore({}, 0);
    expectMore({ probe: "kprobe" }, 17.99);
    expectMore({ counters: true }, 60);
    expectMore({ calls: "tail-call:5" }, 5);
    expectMore({ pages: 3 }, 30);
    expectMore({ entry: 1000, isa: "v3" }, 959);
    expectMore({ bloom: 10_000 }, (69.7 + 54.7) / 2);
  });

  it("pays for making a new process' storage once in its life", () => {
    const run = runOf({ map: "created-task-storage", threshold: "1 h" });
    const operations = 16.2 * 2 * run.latencies.wait!.count;
    expect((run.accounts.bpf! - operations) / run.entities.arrived).toBeCloseTo(2026.5, 0);
  });

  it("loses the waits that a full map has no room for: as many as a queue that is followed customer by customer", () => {
    const maxEntries = 3;
    const program = { maxEntries, map: "measured-task-storage", threshold: "1 h" };
    const queue = { arrivals: { rate: "900/s" }, lifetime: "exp:1 ms", slice: "1 h", program } as const;
    const run = simulate(scheduler(queue), { until: "300 s", seed: 3 });
    expect(Math.max(...run.series.records!)).toBe(maxEntries);
    const lost = run.series.lost!.at(-1)!;
    const waits = run.latencies.wait!.count;
    expect(lost / waits / lostByLindley(0.9, maxEntries)).toBeCloseTo(1, 1);
    const cost = 2 * 16.2 * (waits - lost) + lost * (1820 + 16.2);
    expect(run.accounts.bpf! / cost).toBeCloseTo(1, 3);
    const roomy = simulate(scheduler({ ...queue, program: { ...program, maxEntries: 1e6 } }), { until: "1 s" });
    expect(roomy.series.lost!.at(-1)).toBe(0);
  });

  it("sampled one in N costs an N-th, beside what each run costs", () => {
    const threshold = "1 h";
    const every = runOf({ map: "measured-task-storage", threshold }).accounts.bpf!;
    const sampled = runOf({ map: "measured-task-storage", threshold, sampling: 10 });
    // 10,000 processes, of which 1,000 ± 30 are chosen.
    expect(Math.abs(sampled.accounts.bpf! / every - 0.1)).toBeLessThan(0.012);
    const probed = runOf({ map: "measured-task-storage", threshold, sampling: 1e9, probe: "fentry" });
    expect(probed.accounts.bpf! / (2 * probed.latencies.wait!.count) / 7.46).toBeCloseTo(1, 2);
  });

  it("sampling one in one and a map with room are what there was before, bit for bit", () => {
    const { accounts } = runOf({ threshold: "1 ms" });
    expect(runOf({ threshold: "1 ms", sampling: 1 }).accounts).toEqual(accounts);
    expect(runOf({ threshold: "1 ms", maxEntries: 1e9 }).accounts).toEqual(accounts);
  });

  it("is data, with its techniques in its labels", () => {
    const model = scheduler({ ...busy, program: { probe: "fentry", calls: "tail-call:2", sampling: 4, isa: "v2" } });
    expect(JSON.parse(JSON.stringify(model)).definitions).toEqual(model.definitions);
    expect(model.labels).toEqual({
      queue: "per-cpu",
      map: "measured-hash",
      output: "ring-buffer",
      probe: "fentry",
      calls: "tail-call:2",
      isa: "v2",
      sampling: "4",
    });
  });

  it.each<[ProgramOptions, string]>([
    [{ probe: "usb" }, 'probe: unknown probe "usb"; known: raw-tracepoint, fentry'],
    [{ isa: "v9" }, 'isa: unknown isa "v9"; known: v1, v2, v3'],
    [{ calls: "tail-call:0" }, "calls: expected a name"],
    [{ pages: -1 }, "pages: expected a number from 0, got -1"],
    [{ sampling: 0.5 }, "sampling: expected a whole number from 1, got 0.5"],
    [{ maxEntries: 0 }, "maxEntries: expected a whole number from 1, got 0"],
    [{ bloom: 0 }, "bloom.maxEntries: expected a whole number from 1, got 0"],
  ])("refuses %j", (program, message) => {
    expect(() => scheduler({ ...open, program })).toThrow(message);
  });
});
