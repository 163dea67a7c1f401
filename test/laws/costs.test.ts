import { describe, expect, it } from "vitest";
import { costProfileOf } from "../../src/calibration/costProfileOf.js";
import { batchedMap } from "../../src/cost/batchedMap.js";
import { batching } from "../../src/cost/batching.js";
import { bloomFilter, bloomOperations } from "../../src/cost/bloomFilter.js";
import { callCost, callCosts } from "../../src/cost/calls.js";
import { coldPages } from "../../src/cost/coldPages.js";
import type { Cost, InstructionCost, MapCost, OperationCost } from "../../src/cost/cost.js";
import { costAt } from "../../src/cost/costAt.js";
import { counters } from "../../src/cost/counters.js";
import { fullMap } from "../../src/cost/fullMap.js";
import { instructionSets } from "../../src/cost/instructionSets.js";
import { mapCosts } from "../../src/cost/maps.js";
import { measuredHashMap } from "../../src/cost/measuredHashMap.js";
import { outputCost, outputCosts } from "../../src/cost/outputs.js";
import { probeCosts } from "../../src/cost/probes.js";
import { scale } from "../../src/cost/scale.js";
import { simulate } from "../../src/engine/simulate.js";
import type { Model } from "../../src/machine/model.js";
import { synthetic } from "../calibration/synthetic.js";
import { overRecords } from "../cost/evaluate.js";

const calibrated = costProfileOf(synthetic()).costs;
const isMap = (cost: Cost): cost is MapCost => (cost as MapCost).kind === "map";

const maps: readonly MapCost[] = [
  ...mapCosts.values(),
  fullMap(measuredHashMap, 1024),
  bloomFilter(measuredHashMap, { maxEntries: 10_240 }),
  ...calibrated.filter(isMap),
  scale(measuredHashMap, { l3: 2 ** 24, entry: 128 }, { operation: "lookup", records: 10, nanoseconds: 50 }),
];

const costs: readonly Cost[] = [
  ...maps,
  ...outputCosts.values(),
  ...["perf-buffer-wake-up:7", "ring-buffer-wake-up:1000"].map((name) => outputCost(name)),
  batchedMap(256),
  ...probeCosts.values(),
  ...callCosts.values(),
  ...["tail-call:33", "bpf-to-bpf:4"].map((name) => callCost(name)),
  counters,
  coldPages(0),
  coldPages(2.5),
  batching,
  bloomOperations,
  ...instructionSets.values(),
  ...calibrated.filter((cost) => !isMap(cost)),
];

/** Powers of the square root of 2 up to 2^20, and 0. */
const grid = [0, ...Array.from({ length: 41 }, (_, step) => 2 ** (step / 2))];

/** The state variable of a cost, and whether more of it costs more or less. */
const variableOf = (cost: Cost) =>
  cost.name === batching.name
    ? ({ name: "batch", grows: false } as const)
    : ({ name: "records", grows: true } as const);

/** From 0, where every run begins, to the end of the range in which the cost is known. */
const valuesOf = (cost: Cost): number[] => {
  const { name } = variableOf(cost);
  const [from, to] = cost.validity?.[name] ?? [0, Number.POSITIVE_INFINITY];
  return grid.filter((value) => value <= to && (name === "records" || value >= from));
};

const operationsOf = (cost: Cost): [string, OperationCost][] => Object.entries(cost.operations);

const formulasOf = (cost: Cost): ((value: number) => number)[] => {
  const { name } = variableOf(cost);
  return operationsOf(cost).map(
    ([, { nanoseconds }]) =>
      (value) =>
        costAt(nanoseconds, { [name]: value }),
  );
};

/** A model that charges a formula once, with the state variable as a counter. */
const charging = (formula: OperationCost["nanoseconds"], name: string, value: number): Model => ({
  name: "charging",
  accounts: { cost: 0 },
  counters: { global: { [name]: value } },
  definitions: { formula },
  arrivals: [{ state: "once", count: 1 }],
  states: { once: { charge: { cost: "formula" }, end: true } },
});

/** What each cost is held to. */
const laws: Readonly<Record<string, (cost: Cost) => void>> = {
  "is data"(cost) {
    expect(JSON.parse(JSON.stringify(cost))).toEqual(cost);
  },

  "says where it comes from"(cost) {
    expect(cost.name).toMatch(/^[a-z]+\d?(-[a-z]+)*(:\d+)?$/);
    expect(cost.source.length).toBeGreaterThan(10);
  },

  "says on what it holds"(cost) {
    expect(cost.conditions ?? "").not.toBe("");
    for (const [from, to] of Object.values(cost.validity ?? {})) expect(from).toBeLessThan(to);
  },

  "is finite and not negative wherever a run may come, and does not fall as records are added"(cost) {
    for (const nanoseconds of formulasOf(cost)) {
      const values = [...valuesOf(cost), 1e7, 2 ** 40].map(nanoseconds);
      expect(values.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
      const rising = variableOf(cost).grows ? values : values.reverse();
      for (const [index, value] of rising.slice(1).entries()) expect(value).toBeGreaterThanOrEqual(rising[index]!);
    }
  },

  "where it was measured, is bounded: beyond its range it hardly grows"(cost) {
    if (!cost.machine) return;
    for (const nanoseconds of formulasOf(cost))
      expect(nanoseconds(2 ** 40) / (nanoseconds(valuesOf(cost).at(-1)!) || 1)).toBeLessThan(1.05);
  },

  "has intervals that hold what they are around"(cost) {
    const intervals = [...operationsOf(cost).map(([, { interval }]) => interval), (cost as InstructionCost).interval];
    for (const interval of intervals) {
      if (!interval) continue;
      expect(interval[0]).toBeGreaterThan(0);
      expect(interval[0]).toBeLessThanOrEqual(1);
      expect(interval[1]).toBeGreaterThanOrEqual(1);
      expect(interval[1]).toBeLessThan(Number.POSITIVE_INFINITY);
    }
  },

  "is the same in a model as worked out directly"(cost) {
    const { name } = variableOf(cost);
    for (const [, { nanoseconds }] of operationsOf(cost))
      for (const value of [1, 100, 65_536]) {
        const run = simulate(charging(nanoseconds, name, value), { seed: 1, windows: 2 });
        expect(run.accounts.cost).toBe(costAt(nanoseconds, { [name]: value }));
      }
  },

  "says what its formula is made of, where it says so"(cost) {
    for (const [, { nanoseconds, cached }] of operationsOf(cost)) {
      if (!cached) continue;
      const sum = (records: number): number =>
        cached.steps.reduce((all, { entries, rise }) => all + rise * -Math.expm1(-records / entries), cached.base);
      for (const records of grid) expect(overRecords(nanoseconds)(records) / sum(records)).toBeCloseTo(1, 9);
      expect(cost.memory).toBeDefined();
    }
  },
};

describe.each(
  costs.map((cost): [string, Cost] => [calibrated.includes(cost) ? `${cost.name}, calibrated` : cost.name, cost]),
)("%s", (_, cost) => {
  it.each(Object.entries(laws))("%s", (_law, check) => check(cost));
});

it("is known under its name, and no name twice", () => {
  const registries = [mapCosts, outputCosts, probeCosts, callCosts, instructionSets];
  for (const registry of registries)
    for (const [name, cost] of registry as ReadonlyMap<string, Cost>) expect(cost.name).toBe(name);
  const names = registries.flatMap((registry) => [...registry.keys()]);
  expect(new Set(names).size).toBe(names.length);
});

it.each(maps)("$name: the factor is what both operations cost by what they cost at first", (cost) => {
  const { insert, lookupAndDelete } = cost.operations;
  const both = [insert, lookupAndDelete].map(({ nanoseconds }) => overRecords(nanoseconds));
  const sum = (records: number): number => both.reduce((total, nanoseconds) => total + nanoseconds(records), 0);
  const factor = overRecords(cost.factor);
  for (const records of valuesOf(cost)) expect(factor(records) / (sum(records) / sum(0))).toBeCloseTo(1, 12);
});
