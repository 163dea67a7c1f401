import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { costProfileOf } from "../../src/calibration/costProfileOf.js";
import type { InstructionCost } from "../../src/cost/cost.js";
import { costAt } from "../../src/cost/costAt.js";
import type { CostProfile } from "../../src/cost/costProfile.js";
import { atEnd, costsOf } from "../../src/cost/costsOf.js";
import { costProfile } from "../../src/cost/loadCostProfile.js";
import { mapCost } from "../../src/cost/maps.js";
import { outputCost } from "../../src/cost/outputs.js";
import { probeCost } from "../../src/cost/probes.js";
import { simulate } from "../../src/engine/simulate.js";
import { compare } from "../../src/experiment/compare.js";
import { inline } from "../../src/job/inline.js";
import { article } from "../../src/program/article.js";
import { scheduler } from "../../src/program/scheduler.js";
import { withTechnique } from "../../src/program/withTechnique.js";
import { synthetic } from "../calibration/synthetic.js";
import { temporaryFolder } from "../setup/temporaryFolder.js";

const profile = costProfileOf(synthetic());
const asJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));
const copy = (): CostProfile => asJson(profile);

function fileOf(text: string): string {
  const path = join(temporaryFolder(), "my-kernel.json");
  writeFileSync(path, text);
  return path;
}

describe("names stand for the costs of the profile", () => {
  it("those that a calibration measures", () => {
    const insert = (map: string) => costAt(mapCost(map, profile).operations.insert.nanoseconds, { records: 0 });
    expect(["measured-hash", "lru-hash", "per-cpu-hash", "measured-task-storage"].map(insert)).toEqual([
      90, 190, 130, 17,
    ]);
    const output = (name: string) => outputCost(name, profile).operations.output.nanoseconds;
    expect(output("ring-buffer")).toBe(36);
    expect(output("ring-buffer-wake-up:100")).toBeCloseTo(36 + 6.51, 6);
    expect(output("perf-buffer-wake-up")).toBe(205 + 651);
    expect(output("batched-map:256")).toBeCloseTo(90 + 250 + 900 / 256, 0);
  });

  it("not those that it does not: they stay", () => {
    expect(mapCost("hash", profile)).toBe(mapCost("hash"));
    expect(outputCost("article-output", profile)).toBe(outputCost("article-output"));
    expect(costsOf({ probe: "kprobe" }, profile).probe).toBe(probeCost("kprobe"));
  });

  it("in all techniques, and at the ends of what is known", () => {
    const techniques = { map: "measured-hash", bloom: 1024, calls: "bpf-to-bpf:2", isa: "v3", counters: true } as const;
    const { map, calls, isa, counters } = costsOf(techniques, profile);
    expect(costAt(map!.operations.insert.nanoseconds, { records: 0 })).toBeCloseTo(90 + 63, 6);
    expect(calls!.operations.run.nanoseconds).toBe(14);
    expect((isa as InstructionCost).factor).toBe(0.75);
    expect(counters!.operations.run.nanoseconds).toBe(62);
    expect(atEnd({ output: "ring-buffer" }, "high", profile).output!.operations.output.nanoseconds).toBeCloseTo(
      36 * 1.19,
      6,
    );
  });

  it("refuses the name of what could not be measured there", () => {
    const poor: CostProfile = {
      ...copy(),
      costs: profile.costs.filter(({ name }) => name !== "ring-buffer"),
      missing: { "ring-buffer": "ring buffer output: Operation not permitted" },
    };
    expect(() => outputCost("ring-buffer", poor)).toThrow(
      'costs: "ring-buffer" was not measured on Some CPU, Linux 6.12.1, 2026-02-03T04:05:06: ring buffer output: Operation not permitted',
    );
    expect(outputCost("perf-buffer", poor).operations.output.nanoseconds).toBe(205);
  });
});

describe("a model with costs", () => {
  const options = { cpus: 2, arrivals: { rate: "1000/s" }, lifetime: "exp:1 ms" } as const;
  const program = { map: "measured-task-storage", threshold: "1 s" } as const;
  const bpf = (costs?: string | CostProfile) =>
    simulate(scheduler({ ...options, program, ...(costs === undefined ? {} : { costs }) }), { seed: 1, until: "1 s" });

  it("charges what they say: no report, so each wait takes two operations", () => {
    const [own, usual] = [bpf(profile), bpf()];
    // Both see the same processes; each is charged 17 or 16.2 ns for each operation.
    expect(own.accounts.bpf! % 17).toBe(0);
    expect(own.accounts.bpf! / 17).toBeCloseTo(usual.accounts.bpf! / 16.2, -1);
    expect(own.model.labels).toMatchObject({ map: "measured-task-storage", costs: profile.name });
    expect(usual.model.labels).not.toHaveProperty("costs");
  });

  it("takes the path of a file, and a model of them is data as any other", () => {
    const path = fileOf(JSON.stringify(profile));
    const model = scheduler({ ...options, program, costs: path });
    expect(asJson(model)).toEqual(asJson(scheduler({ ...options, program, costs: profile })));
    const how = { seed: 1, until: "0.1 s" };
    expect(simulate(asJson(model), how).accounts).toEqual(simulate(model, how).accounts);
  });

  it("the article's takes them too", () => {
    const factor = (map: string) => article({ map, costs: profile }).definitions!.mapFactor!;
    expect(costAt(factor("measured-hash"), { records: 2 ** 20 })).toBeCloseTo(
      costAt(mapCost("measured-hash", profile).factor, { records: 2 ** 20 }),
      9,
    );
    expect(article({ output: "perf-buffer", costs: profile }).definitions!.outputCost).toBe(205);
  });

  it("mean nothing without a program", () => {
    expect(() => scheduler({ ...options, costs: profile })).toThrow("costs: mean nothing without a program");
  });

  it("is not mixed with the costs of another machine", () => {
    const model = scheduler({ ...options, program, costs: profile });
    const changed = withTechnique(model, "map", "measured-hash", profile);
    expect(asJson(changed)).toEqual(
      asJson(scheduler({ ...options, program: { ...program, map: "measured-hash" }, costs: profile })),
    );
    expect(() => withTechnique(model, "map", "hash")).toThrow(`made with the costs of ${profile.name}: give the same`);
    expect(() => withTechnique(scheduler({ ...options, program }), "map", "hash", profile)).toThrow(
      "the default machine",
    );
  });

  it("is compared by choices of the same machine", async () => {
    const model = scheduler({ ...options, program, costs: profile });
    const maps = ["measured-task-storage", "lru-hash"];
    const how = { replications: 3, until: "0.2 s", seed: 4, runner: inline() };
    const ofModel = await compare(model, { map: maps }, { ...how, costs: profile });
    const ofProgram = await compare(
      ({ map }: { map: string }) => scheduler({ ...options, program: { ...program, map }, costs: profile }),
      { map: maps },
      how,
    );
    expect(ofModel.rows).toEqual(ofProgram.rows);
    await expect(compare(model, { map: maps }, how)).rejects.toThrow("give the same");
    await expect(compare(() => model, { map: maps }, { ...how, costs: profile })).rejects.toThrow(
      "among its own options",
    );
  });
});

/** A profile with another value at a place, or none; a cost is found by its name. */
function wrong(place: string, value?: unknown): CostProfile {
  const made = copy();
  const path = place.split("/");
  const last = path.pop()!;
  const at = path.reduce<Record<string, unknown>>(
    (within, step) => (Array.isArray(within) ? within.find(({ name }) => name === step) : within[step]),
    made as unknown as Record<string, unknown>,
  );
  if (value === undefined) delete at[last];
  else at[last] = value;
  return made;
}

describe("a bad profile is refused by name and place", () => {
  it.each([
    ["phasebook", undefined, 'phasebook: expected "costs": this is no cost profile, got nothing'],
    ["version", 2, "version: expected version 1, the one that this Phasebook knows, got 2"],
    ["costs", {}, "costs: expected a list of costs, got {}"],
    [
      "costs/ring-buffer/operations/output/nanoseconds",
      -3,
      "costs, ring-buffer: operations.output.nanoseconds: expected a number from 0, got -3",
    ],
    [
      "costs/ring-buffer/operations/output/nanoseconds",
      Number.NaN,
      "costs, ring-buffer: operations.output.nanoseconds: expected ns, a number from 0, or a formula, got null",
    ],
    [
      "costs/measured-hash/operations/insert/nanoseconds",
      "90 - records",
      'costs, measured-hash: operations.insert.nanoseconds: expected a number from 0, got "90 - records", -38 at 128',
    ],
    [
      "costs/batching/operations/lookup/nanoseconds",
      "250 + processes",
      'costs, batching: operations.lookup.nanoseconds: "250 + processes": ',
    ],
    ["costs/measured-hash/factor", 'import("fs")', "costs, measured-hash: factor: "],
    [
      "costs/ring-buffer/operations/output/interval",
      [1.2, 1],
      "costs, ring-buffer: operations.output.interval.0: expected at most 1, got 1.2",
    ],
    ["costs/bloom-filter/operations/peek", undefined, "costs, bloom-filter: operations.peek: is not there"],
    ["costs/v2/kind", "run", 'costs, v2: kind: expected "instructions", got "run"'],
    ["costs/v2/factor", undefined, "costs, v2: factor: is not there"],
    [
      "costs",
      profile.costs.slice(1),
      'costs: "measured-hash" is not there, nor among the missing: the file is not whole',
    ],
    ["costs", [...profile.costs, profile.costs[0]], 'costs.16: "measured-hash" is there twice'],
    ["costs/measured-hash/name", "tree", 'costs.0: no calibration measures "tree"'],
    ["missing", { v1: "refused" }, "missing.v1: is among the costs too"],
  ])("%s: %j", (place, value, message) => {
    const path = fileOf(JSON.stringify(wrong(place, value)));
    expect(() => costProfile(path)).toThrow(`${path}: ${message}`);
  });

  it("a number that is none, given as an object", () => {
    const given = wrong("costs/counters/operations/run/nanoseconds", Number.NaN);
    expect(() => costProfile(given)).toThrow("costs: costs, counters: operations.run.nanoseconds: expected");
  });

  it("cut short, wherever", () => {
    const text = JSON.stringify(profile, null, 1);
    for (let end = 1; end < text.length - 1; end += 997)
      expect(() => costProfile(fileOf(text.slice(0, end)))).toThrow(
        /my-kernel.json is no cost profile: it is not JSON to its end/,
      );
  });

  it("a path where there are no files, as in a browser", () => {
    vi.stubGlobal("process", undefined);
    expect(() => costProfile("my-kernel.json")).toThrow('there are no files here, so "my-kernel.json" cannot be read');
    expect(costProfile(profile)).toBe(profile);
  });

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("no file, and the measurements in place of the profile", () => {
    expect(() => scheduler({ processes: 1, burst: "1 ms", program: {}, costs: "nowhere.json" })).toThrow(
      "costs: nowhere.json: there is no such file",
    );
    expect(() => costProfile(fileOf('{"phasebook":"calibration","version":1}\n{"end":true}\n'))).toThrow(
      "phasebook read FILE --save my-kernel.json makes the profile of them",
    );
  });
});
