import { describe, expect, it } from "vitest";
import { costAt } from "../../src/cost/costAt.js";
import { atEnd, costsOf } from "../../src/cost/costsOf.js";
import { counters } from "../../src/cost/counters.js";
import { measuredHashMap } from "../../src/cost/measuredHashMap.js";
import { outputCost } from "../../src/cost/outputs.js";
import { probeCost } from "../../src/cost/probes.js";
import { programCost, type Techniques } from "../../src/cost/techniques.js";

describe("costsOf", () => {
  it("has the costs of those techniques alone that are given", () => {
    expect(costsOf({})).toEqual({});
    expect(costsOf({ counters: false, sampling: 3 })).toEqual({});
    expect(costsOf({ output: "ring-buffer-wake-up:4", probe: "kprobe", counters: true })).toEqual({
      output: outputCost("ring-buffer-wake-up:4"),
      probe: probeCost("kprobe"),
      counters,
    });
  });

  it("takes what bounds a map and stands in front of it for a part of it", () => {
    expect(costsOf({ maxEntries: 64 }).map).toMatchObject({ name: "measured-hash", maxEntries: 64 });
    expect(costsOf({ map: "lru-hash", bloom: 1000 }).map!.name).toBe("lru-hash-behind-bloom-filter");
  });

  it("refuses a choice that is not known", () => {
    expect(() => costsOf({ calls: "goto" })).toThrow('unknown calls "goto"');
  });
});

/** What a run costs in all, a record in a map of 1,024 and a report. */
function inAll(techniques: Techniques): number {
  const { definitions } = programCost(techniques, 100);
  const at = (name: string) => costAt(definitions[name]!, { records: 1024 });
  const instructions = 100 * at("instructionFactor");
  const run = instructions + at("probeCost") + at("callCost") + at("pageCost") + at("counterCost");
  return 2 * run + at("insertCost") + at("lookupAndDeleteCost") + at("outputCost");
}

describe("atEnd", () => {
  const low = (techniques: Techniques): number => inAll(atEnd(techniques, "low")) - inAll({});
  const high = (techniques: Techniques): number => inAll(atEnd(techniques, "high")) - inAll({});

  it("moves constants, formulas over records, a factor, pages and counters to the ends of their intervals", () => {
    // By hand: the interval of each, on what it stands for.
    expect([low({ probe: "fentry" }), high({ probe: "fentry" })]).toEqual([
      expect.closeTo(2 * 7.46),
      expect.closeTo(2 * 7.46 * 3.22),
    ]);
    expect(high({ pages: 3 })).toBeCloseTo(2 * 30 * 1.28);
    expect([low({ counters: true }), high({ counters: true })]).toEqual([
      expect.closeTo(2 * 60 * 0.66),
      expect.closeTo(2 * 60 * 1.21),
    ]);
    expect([low({ isa: "v3" }), high({ isa: "v3" })]).toEqual([
      expect.closeTo(200 * (0.959 * 0.94 - 1)),
      expect.closeTo(200 * (0.959 * 1.05 - 1)),
    ]);
    expect(high({ output: "perf-buffer" })).toBeCloseTo(198.9 * 1.07 - 32.4);
    const { insert, lookupAndDelete } = measuredHashMap.operations;
    const [inserted, found] = [insert, lookupAndDelete].map(({ nanoseconds }) =>
      costAt(nanoseconds, { records: 1024 }),
    );
    expect(low({ map: "measured-hash" })).toBeCloseTo((0.87 - 1) * inserted! + (0.36 - 1) * found!);
    expect(high({ map: "measured-hash" })).toBeCloseTo((1.45 - 1) * inserted! + (1.45 - 1) * found!);
  });

  it("leaves what has no interval, and how many are looked at and kept", () => {
    expect(low({ probe: "kretprobe" })).toBeCloseTo(2 * 44.69);
    expect(atEnd({ sampling: 10 }, "high")).toEqual({ sampling: 10 });
    const { map, maxEntries } = atEnd({ maxEntries: 64 }, "high");
    expect(maxEntries).toBe(64);
    expect(map).toMatchObject({ operations: { failedInsert: { nanoseconds: 1820 * 34.4 } } });
  });

  it("keeps the factor of a map that of its operations", () => {
    const { map } = atEnd({ map: "measured-hash" }, "high");
    expect(costAt(map!.factor, { records: 0 })).toBeCloseTo(1);
    expect(costAt(map!.factor, { records: 2 ** 20 })).toBeCloseTo(
      costAt(measuredHashMap.factor, { records: 2 ** 20 }),
      2,
    );
  });
});
