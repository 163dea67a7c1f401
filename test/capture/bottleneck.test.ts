import { describe, expect, test } from "vitest";
import { bottleneck } from "../../src/capture/bottleneck.js";
import { helperGroups } from "../../src/capture/helpers.js";
import { slotKinds } from "../../src/capture/slots.js";
import { exchangeable } from "../../src/cost/techniques.js";
import { meanInterval } from "../../src/measure/interval.js";
import { read } from "../../src/reader/read.js";
import { hasSharedData, sharedData } from "../sharedData.js";
import { samplePath } from "./sample.js";

const codes = (found: { readonly warnings: readonly { readonly code: string }[] }) =>
  found.warnings.map(({ code }) => code);
const one = (shares: Record<string, number>, options = {}) =>
  bottleneck([{ time: null, section: null, shares }], options);

describe("one measurement", () => {
  test("names the greatest share, its part, and what to look at", () => {
    const found = one({
      ...{ retiring: 0.15, badSpeculation: 0.03, frontendBound: 0.13, backendBound: 0.69 },
      ...{ memoryBound: 0.49, coreBound: 0.2, fetchLatency: 0.08, fetchBandwidth: 0.05 },
    });
    expect(found.sections[0]).toMatchObject({
      ...{ dominates: "back end", share: 0.69, next: "retiring", nextShare: 0.15 },
      ...{ part: "memory", partShare: 0.49, doubt: null, low: null, measurements: 1 },
      techniques: ["map", "maxEntries", "bloom", "output"],
    });
    expect(found.summary).toContain("back end, 69 % of the slots: results are waited for, of which memory 49 %");
    expect(found.warnings).toEqual([]);
  });

  test.each([
    ["retiring", "isa"],
    ["frontendBound", "pages"],
    ["backendBound", "map"],
    ["badSpeculation", "calls"],
  ])("%s is answered by %s", (name, technique) => {
    const rest = { retiring: 0.1, badSpeculation: 0.1, frontendBound: 0.1, backendBound: 0.1, [name]: 0.7 };
    expect(one(rest).sections[0]!.techniques).toContain(technique);
  });

  test("two that are near leave a doubt, at either level", () => {
    const shares = { retiring: 0.33, badSpeculation: 0.05, frontendBound: 0.32, backendBound: 0.3 };
    expect(one(shares).sections[0]!.doubt).toBe("retiring and front end are only 1 percentage points apart");
    expect(one(shares, { near: 0.005 }).sections[0]!.doubt).toBeNull();
    const split = { retiring: 0.7, badSpeculation: 0.1, frontendBound: 0.1, backendBound: 0.1 };
    expect(one({ ...split, lightOperations: 0.36, heavyOperations: 0.34 }).sections[0]!.doubt).toContain(
      "light operations and heavy",
    );
  });

  test("shares that cannot be are said", () => {
    expect(codes(one({ retiring: 0.5, badSpeculation: 0.3, frontendBound: 0.3, backendBound: 0.2 }))).toEqual(["sum"]);
    expect(codes(one({ retiring: 0.6, frontendBound: 0.4 }))).toEqual(["missing"]);
    expect(codes(one({ retiring: 1.2, badSpeculation: -0.2, frontendBound: 0, backendBound: 0 }))).toEqual([
      "outside",
      "outside",
    ]);
    expect(
      codes(
        one({
          retiring: 0.6,
          badSpeculation: 0.1,
          frontendBound: 0.2,
          backendBound: 0.1,
          lightOperations: 0.1,
          heavyOperations: 0.1,
        }),
      ),
    ).toEqual(["levels"]);
  });
});

describe("intervals of two CPUs", () => {
  const found = bottleneck(read(samplePath("topDown.txt")));

  test("each CPU has its mean share with Student's interval", () => {
    const { low, high, mean } = meanInterval([0.45, 0.48, 0.46]);
    expect(found.sections[0]).toMatchObject({
      section: "S0-D0-C0",
      dominates: "back end",
      share: mean,
      low,
      high,
      doubt: null,
    });
  });

  test("a lead that the differences do not bear out is in doubt", () => {
    // 3, -3 and 1 percentage points: Student's interval of the mean holds 0.
    expect(found.sections[1]).toMatchObject({ section: "S0-D0-C1", dominates: "retiring" });
    expect(found.sections[1]!.doubt).toMatch(
      /^over 3 measurements the lead over front end is between -7\.256 and 7\.922/,
    );
  });

  test("each measurement is there by itself", () => {
    expect(found.table().column("dominates")).toEqual([
      "back end",
      "retiring",
      "back end",
      "front end",
      "back end",
      "retiring",
    ]);
  });
});

test("measurements that lack a share are judged by those they have", () => {
  const found = bottleneck([
    { time: 1, section: null, shares: { retiring: 0.2, badSpeculation: 0.1, frontendBound: 0.3, backendBound: 0.4 } },
    {
      time: 2,
      section: null,
      shares: { retiring: 0.2, badSpeculation: Number.NaN, frontendBound: 0.2, backendBound: 0.5 },
    },
  ]);
  expect(codes(found)).toEqual(["missing"]);
  expect(found.sections[0]).toMatchObject({ dominates: "back end", share: expect.closeTo(0.45, 12), measurements: 2 });
});

test("counters that took turns", () => {
  const text = `{"counter-value" : "100.0", "event" : "cycles", "event-runtime" : 100, "pcnt-running" : 40.00}
{"metric-value" : "69.9", "metric-unit" : "%  tma_backend_bound"}
{"metric-value" : "2.8", "metric-unit" : "%  tma_bad_speculation"}
{"metric-value" : "12.0", "metric-unit" : "%  tma_frontend_bound"}
{"metric-value" : "15.3", "metric-unit" : "%  tma_retiring"}
`;
  const found = bottleneck(read(text));
  expect(codes(found)).toEqual(["multiplexed"]);
  expect(found.warnings[0]!.message).toContain("40 %");
});

test("what has no shares is refused", () => {
  expect(() => bottleneck([])).toThrow("there are no Top-Down shares");
  expect(() => bottleneck(read(samplePath("perfReport.txt")))).toThrow(
    "expected a reading of kind topDown or counters, got profile",
  );
  expect(() => one({ retiring: 1 }, { near: 5 })).toThrow("near: expected a share from 0 to 1, got 5");
});

test("every technique that is advised is one of a program", () => {
  const known = [...exchangeable, "maxEntries", "bloom", "sampling"];
  const advised = [...slotKinds.flatMap(({ parts }) => parts), ...helperGroups].flatMap(({ techniques }) => techniques);
  expect(advised.filter((name) => !known.includes(name))).toEqual([]);
});

describe.skipIf(!hasSharedData)("captures of others", () => {
  test("both levels of perf stat", () => {
    const { sections } = bottleneck(read(sharedData("bpf-tools/perf_stat/spr_plain_topdown.txt")));
    expect(sections[0]).toMatchObject({
      dominates: "back end",
      share: 0.687,
      part: "memory",
      partShare: 0.491,
      doubt: null,
    });
  });

  test("four intervals of perf stat --topdown", () => {
    const { sections } = bottleneck(read(sharedData("bpf-tools/perf_topdown/I1000.txt")));
    expect(sections[0]).toMatchObject({
      dominates: "front end",
      share: expect.closeTo((0.296 + 0.466 + 0.46 + 0.476) / 4, 12),
    });
    expect(sections[0]!.doubt).toContain("the lead over back end");
  });
});
