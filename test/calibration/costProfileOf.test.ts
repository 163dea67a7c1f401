import { describe, expect, it } from "vitest";
import { costProfileOf } from "../../src/calibration/costProfileOf.js";
import { calibratedCosts } from "../../src/cost/calibratedCosts.js";
import type { Cost, InstructionCost, MapCost, OperationCost } from "../../src/cost/cost.js";
import { costAt } from "../../src/cost/costAt.js";
import { laws, machine, synthetic } from "./synthetic.js";

const profile = costProfileOf(synthetic());

const cost = (name: string): Cost => profile.costs.find((each) => each.name === name)!;
const operation = (name: string, of: string): OperationCost => cost(name).operations[of]!;

describe("a machine whose laws are known", () => {
  it("gives every cost, under the name, kind and operations of the default", () => {
    expect(profile.costs.map(({ name }) => name)).toEqual(calibratedCosts.map(({ name }) => name));
    expect(profile.missing).toEqual({});
    for (const known of calibratedCosts)
      expect(Object.keys(cost(known.name).operations)).toEqual(expect.arrayContaining(Object.keys(known.operations)));
    expect(JSON.parse(JSON.stringify(profile))).toEqual(profile);
  });

  it("says of each where it comes from", () => {
    expect(profile.name).toBe("Some CPU, Linux 6.12.1, 2026-02-03T04:05:06");
    for (const { source, machine } of profile.costs) {
      expect(source).toContain("2026-02-03T04:05:06Z");
      expect(machine).toMatch(/^Some CPU; 8 CPUs; bare metal; .*performance; 48 KiB L1d, 1024 KiB L2, 32768 KiB L3/);
    }
  });

  it.each([
    ["measured-task-storage", "insert", 17],
    ["created-task-storage", "create", 900],
    ["ring-buffer", "output", 36],
    ["perf-buffer", "output", 205],
    ["inlined", "run", 0.5],
    ["bpf-to-bpf", "run", 7],
    ["tail-call", "run", 0.75],
    ["counters", "run", 62],
    ["bloom-filter", "push", 63],
    ["bloom-filter", "peek", 61],
  ])("%s: %s takes %d ns, the least of its runs without the loop", (name, of, expected) => {
    expect(operation(name, of).nanoseconds).toBeCloseTo(expected, 6);
  });

  it("has the spread of the runs as its interval", () => {
    // Of 1, 1.1 and 1.2 times: nine in ten.
    expect(operation("ring-buffer", "output").interval).toEqual([1, 1.19]);
  });

  it("knows batches by an element and a call", () => {
    for (const [of, each, call] of [
      ["update", 400, 700],
      ["lookup", 250, 900],
    ] as const)
      for (const batch of [1, 64, 4096])
        expect(costAt(operation("batching", of).nanoseconds, { batch }) / (each + call / batch)).toBeCloseTo(1, 1);
  });

  it("takes instruction sets without the loop around them", () => {
    const factor = (name: string) => (cost(name) as InstructionCost).factor;
    expect([factor("v1"), factor("v2"), factor("v3")]).toEqual([1, 39 / 40, 30 / 40]);
  });

  it("has the hash map that the loops were made with, at every size", () => {
    const { operations, factor } = cost("measured-hash") as MapCost<"lookup">;
    const grown = (law: string, entries: number) => laws[law]!(entries) - laws[law]!(0);
    for (const records of [16, 1024, 8192, 65_536, 2 ** 20]) {
      const expected = {
        lookup: laws["hash lookup"]!(records),
        insert: 90 + grown("hash insert+lookup+delete", records),
        lookupAndDelete: 95 + grown("hash lookup", records),
      };
      for (const [name, ns] of Object.entries(expected))
        expect(costAt(operations[name as "lookup"].nanoseconds, { records }) / ns).toBeCloseTo(1, 1);
      const both = expected.insert + expected.lookupAndDelete;
      expect(costAt(factor, { records }) / (both / 185)).toBeCloseTo(1, 1);
    }
    expect(operations.insert.cached!.steps.map(({ leaves }) => leaves)).toEqual(["l2", "tlb", "l3"]);
    expect(operations.lookup.cached!.steps.map(({ leaves }) => leaves)).toEqual(["l1", "tlb", "l3"]);
  });

  it.each([
    ["lru-hash", 190, 97],
    ["per-cpu-hash", 130, 99],
  ])("%s grows as the hash map does, from its own base", (name, insert, lookupAndDelete) => {
    const at = (map: string, of: string, records: number) => costAt(operation(map, of).nanoseconds, { records });
    expect(at(name, "insert", 0)).toBeCloseTo(insert, 6);
    expect(at(name, "lookupAndDelete", 0)).toBeCloseTo(lookupAndDelete, 6);
    const growth = (map: string) => at(map, "insert", 2 ** 20) - at(map, "insert", 0);
    expect(growth(name)).toBeCloseTo(growth("measured-hash"), 6);
  });
});

describe("what is not there", () => {
  it("is missing with the reason, and what hangs on it too", () => {
    const { runs } = synthetic();
    const { costs, missing } = costProfileOf({
      machine,
      runs: runs
        .filter(({ operation }) => !/task storage|hash lookup$|clock/.test(operation))
        .map((run) => (run.operation === "perf buffer output" ? { ...run, failures: 7 } : run)),
      refused: new Map([["task storage get", "Operation not permitted"]]),
    });
    expect(missing).toEqual({
      "measured-hash": "hash lookup: the measurement ended before it",
      "lru-hash": "hash lookup: the measurement ended before it",
      "per-cpu-hash": "hash lookup: the measurement ended before it",
      "measured-task-storage": "task storage get: Operation not permitted",
      "created-task-storage": "task storage get: Operation not permitted",
      "perf-buffer": "perf buffer output: 7 of 1000 operations of a run failed",
      counters: "clock read: the measurement ended before it",
    });
    expect(costs).toHaveLength(calibratedCosts.length - 7);
  });

  it("is everything where nothing was measured", () => {
    const { costs, missing } = costProfileOf({ machine, runs: [], refused: new Map() });
    expect(costs).toEqual([]);
    expect(Object.keys(missing).sort()).toEqual(calibratedCosts.map(({ name }) => name).sort());
  });

  it("does not make a cost below 0 of noise", () => {
    const { machine, runs } = synthetic();
    const quick = runs.map((run) => (run.operation === "inlined call" ? { ...run, nanoseconds: 9 } : run));
    const { costs } = costProfileOf({ machine, runs: quick, refused: new Map() });
    expect(costs.find(({ name }) => name === "inlined")!.operations.run).toEqual({ nanoseconds: 0 });
  });

  it("a machine without L3, or of unknown caches, has a fit all the same", () => {
    for (const unknown of [{ l3: null }, { l1: null, l2: null, l3: null }]) {
      const { costs } = costProfileOf({ ...synthetic(), machine: { ...machine, ...unknown } });
      const { lookup } = costs[0]!.operations;
      expect(costAt(lookup!.nanoseconds, { records: 2 ** 20 }) / laws["hash lookup"]!(2 ** 20)).toBeCloseTo(1, 0);
    }
  });
});
