import { describe, expect, test } from "vitest";
import { displaySymbol } from "../../src/display/mime.js";
import type { Distribution } from "../../src/distribution/distribution.js";
import { exponential } from "../../src/distribution/exponential.js";
import { pareto } from "../../src/distribution/pareto.js";
import type { Model } from "../../src/machine/model.js";
import { article } from "../../src/program/article.js";
import { scheduler } from "../../src/program/scheduler.js";
import { meanField } from "../../src/theory/meanField.js";
import { stabilityBound } from "../../src/theory/stabilityBound.js";
import { theoryBorder } from "../../src/theory/theoryBorder.js";

const stay = (law: Distribution, count = 100): Model => ({
  name: "stay",
  accounts: {},
  draws: { pause: { distribution: law.toJSON() } },
  arrivals: [{ state: "stay", count }],
  states: { stay: { draw: ["pause"], schedule: [{ state: "stay", after: "pause" }] } },
});

describe("where the mean field ends", () => {
  test("a law without a mean has no mean field", () => {
    const field = meanField(stay(pareto(100, 0.9)));
    expect(field.applies).toBe(false);
    expect(field.reasons.join()).toMatch(/mean of pause \(pareto\) is Infinity/);
    expect(field.fixedPoints).toEqual([]);
    expect(() => field.trajectory()).toThrow(/Infinity/);
  });

  test("few entities", () => {
    expect(meanField(stay(exponential(1), 9)).reasons).toEqual([
      "few entities: 9.00 at a time, which chance changes by about 3.0",
    ]);
    expect(meanField(stay(exponential(1), 100)).applies).toBe(true);
  });

  test("a formula that names the CPU", () => {
    const model = stay(exponential(1));
    const field = meanField({
      ...model,
      states: { stay: { draw: ["pause"], schedule: [{ state: "stay", after: "pause * (cpu + 1)" }] } },
    });
    expect(field.reasons).toEqual(["a formula names the CPU of an entity; here all CPUs are alike"]);
  });

  test("a crowd whose lives end by what they have drawn", () => {
    const crowd = scheduler({ cpus: 4, processes: 100, burst: "exp:1 ms", lifetime: "exp:10 ms", sleep: "1 ms" });
    expect(meanField(crowd).reasons).toEqual([
      "lives of a crowd end by what they have drawn, so that it has no state to stay in until then",
    ]);
  });

  test("a queue that is asked for too much has no fixed point, and says so", () => {
    const field = meanField(scheduler({ cpus: 2, arrivals: { every: "1 ms", batch: 3 }, lifetime: "1 ms" }));
    expect(field.fixedPoints).toEqual([]);
    expect(field[displaySymbol]()["text/plain"]).toMatch(/No fixed point: more is asked of a resource/);
  });

  test("what is assumed is said", () => {
    expect(meanField(article({ processes: 100 }), { stability: false }).assumptions.join("; ")).toMatch(
      /load is the mean over the CPUs/,
    );
    expect(meanField(stay(exponential(1))).assumptions).toContain("the model has no overhead");
  });

  test("wrong names and models are named", () => {
    expect(() => meanField(article(), { offset: { record: 1 } })).toThrow(
      'offset: unknown variable "record"; known: alive, records, load',
    );
    const field = meanField(article({ processes: 100 }), { stability: false });
    expect(() => field.overheadAt({ recrds: 1 })).toThrow('state: unknown variable "recrds"');
    const queue = scheduler({ processes: 40, burst: "exp:1 ms", sleep: "exp:10 ms" });
    expect(() => meanField(queue, { stability: false }).trajectory()).toThrow(/wait for a resource are not followed/);
    expect(() => stabilityBound(queue)).toThrow(/arrive over time/);
    expect(() => stabilityBound(article())).toThrow('the model has none named ""; known: none');
    expect(() =>
      theoryBorder(() => article(), {
        x: { name: "processes", from: 10, to: 5 },
        y: { name: "lifetime", from: 1, to: 2 },
      }),
    ).toThrow(/x: expected a range of processes from less to more/);
  });

  test("it shows its fixed points as a table", () => {
    const shown = meanField(article({ processes: 400 }))[displaySymbol]();
    expect(shown["text/plain"]).toMatch(/Mean field of article\n.*records.*overhead.*kind/);
    expect(shown["text/plain"]).toMatch(/Assumed: all CPUs are alike/);
    expect(shown["text/html"]).toMatch(/<table>/);
  });
});
