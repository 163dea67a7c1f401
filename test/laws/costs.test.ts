import { describe, expect, it } from "vitest";
import type { Cost } from "../../src/cost/cost.js";
import { mapCosts } from "../../src/cost/maps.js";
import { outputCosts } from "../../src/cost/outputs.js";
import { overRecords } from "../cost/evaluate.js";

/** Powers of the square root of 2 up to 2^20, and 0. */
const grid = [0, ...Array.from({ length: 41 }, (_, step) => 2 ** (step / 2))];

/** From 0, where every run begins, to the end of the range in which the cost is known. */
const sizesOf = (cost: Cost): number[] => grid.filter((size) => size <= (cost.validity?.records?.[1] ?? Infinity));

const formulasOf = (cost: Cost): ((records: number) => number)[] =>
  Object.values(cost.operations).map(({ nanoseconds }) => overRecords(nanoseconds));

/** What each cost is held to. */
const laws: Readonly<Record<string, (cost: Cost) => void>> = {
  "is data"(cost) {
    expect(JSON.parse(JSON.stringify(cost))).toEqual(cost);
  },

  "says where it comes from"(cost) {
    expect(cost.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(cost.source).not.toBe("");
  },

  "is finite and not negative wherever a run may come, and does not fall as records are added"(cost) {
    for (const nanoseconds of formulasOf(cost)) {
      const values = [...sizesOf(cost), 1e7, 2 ** 40].map(nanoseconds);
      expect(values.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
      for (const [index, value] of values.slice(1).entries()) expect(value).toBeGreaterThanOrEqual(values[index]!);
    }
  },

  "where it was measured, is bounded: beyond its range it hardly grows"(cost) {
    if (!cost.machine) return;
    for (const nanoseconds of formulasOf(cost))
      expect(nanoseconds(2 ** 40) / nanoseconds(cost.validity?.records?.[1] ?? 0)).toBeLessThan(1.05);
  },

  "where it was measured, has an interval around it"(cost) {
    for (const { interval } of Object.values(cost.operations)) {
      expect(interval !== undefined).toBe(cost.machine !== undefined);
      if (!interval) continue;
      expect(interval[0]).toBeGreaterThan(0);
      expect(interval[0]).toBeLessThanOrEqual(1);
      expect(interval[1]).toBeGreaterThanOrEqual(1);
    }
  },
};

const costs: readonly Cost[] = [...mapCosts.values(), ...outputCosts.values()];

describe.each(costs.map((cost): [string, Cost] => [cost.name, cost]))("%s", (_, cost) => {
  it.each(Object.entries(laws))("%s", (_law, check) => check(cost));
});

it("is known under its name, and no name twice", () => {
  for (const registry of [mapCosts, outputCosts])
    for (const [name, cost] of registry as ReadonlyMap<string, Cost>) expect(cost.name).toBe(name);
  expect(new Set(costs.map(({ name }) => name)).size).toBe(costs.length);
});

it.each([...mapCosts.values()])("$name: the factor is what both operations cost by what they cost at first", (cost) => {
  const { insert, lookupAndDelete } = cost.operations;
  const both = [insert, lookupAndDelete].map(({ nanoseconds }) => overRecords(nanoseconds));
  const sum = (records: number): number => both.reduce((total, nanoseconds) => total + nanoseconds(records), 0);
  const factor = overRecords(cost.factor);
  for (const records of sizesOf(cost)) expect(factor(records) / (sum(records) / sum(0))).toBeCloseTo(1, 12);
});
