import { describe, expect, test } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { stays } from "../../src/engine/stays.js";
import { type GanttOptions, gantt } from "../../src/plot/gantt.js";
import { article } from "../../src/program/article.js";
import { scheduler } from "../../src/program/scheduler.js";
import { queueRun, shortRun } from "./runs.js";

/** Three processes on two CPUs for 40 ms. */
const machine = scheduler({ cpus: 2, processes: 3, burst: "exp:5 ms", sleep: "exp:4 ms" });
const run = simulate(machine, { until: "40 ms", trace: true });

interface Bar {
  readonly name: string;
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly who: string;
}

/** The bars of a chart, times in the unit of its axis. */
function bars(of: typeof run, options?: GanttOptions): Bar[] {
  return gantt(of, options).data.flatMap((trace) => {
    const { base, x, y, customdata } = trace as unknown as Record<"base" | "x" | "y", number[]> & {
      customdata: string[][];
    };
    const name = String(trace.name ?? "");
    return base.map((from, index) => ({
      name,
      row: y[index]!,
      from,
      to: from + x[index]!,
      who: customdata[index]![0]!,
    }));
  });
}

function sum(all: readonly { readonly from: number; readonly to: number }[]): number {
  return all.reduce((total, { from, to }) => total + to - from, 0);
}

const subtitleOf = (...given: Parameters<typeof gantt>): string =>
  (gantt(...given).layout as { title: { subtitle: { text: string } } }).title.subtitle.text;

describe("a row for each CPU", () => {
  test("holds those that have it, one after the other", () => {
    const all = bars(run);
    expect(new Set(all.map(({ row }) => row)).size).toBe(2);
    for (const each of new Set(all.map(({ row }) => row))) {
      const own = all.filter(({ row }) => row === each).sort((first, second) => first.from - second.from);
      for (const [index, bar] of own.slice(1).entries()) expect(bar.from).toBeGreaterThanOrEqual(own[index]!.to - 1e-9);
    }
    expect(sum(all)).toBeCloseTo((run.resources.runqueue!.meanBusy * run.time) / 1e6, 6);
  });

  test("is as many bars high as entities are on it at a time", () => {
    const crowd = simulate(article({ processes: 24, cpus: 2 }), { trace: true });
    const figure = gantt(crowd);
    expect(new Set(bars(crowd).map(({ row }) => row)).size).toBe(24);
    expect((figure.layout.yaxis as { ticktext: string[] }).ticktext).toEqual(["0", "1"]);
  });

  test("numbers the entities", () => {
    expect(gantt(run).data.map(({ text }) => new Set(text as string[]))).toEqual([
      new Set(["0"]),
      new Set(["1"]),
      new Set(["2"]),
    ]);
    expect(subtitleOf(run)).toBe("3 entities, their numbers in the bars");
  });
});

describe("a row for each entity", () => {
  test("is all that it did, waiting too", () => {
    const all = bars(run, { by: "entity" });
    expect(sum(all)).toBeCloseTo(sum(stays(run)) / 1e6, 6);
    expect(new Set(all.map(({ name }) => name))).toContain("wake, waits for runqueue");
    for (const bar of all) expect(bar.row).toBeCloseTo(0.5 + 1.3 * Number(bar.who[7]), 9);
  });

  test("is full, pale or hollow", () => {
    const marker = (name: string) => {
      const trace = gantt(run, { by: "entity" }).data.find((each) => each.name === name)!;
      return (trace.marker as { color: string }).color;
    };
    expect(marker("run, has runqueue")).toMatch(/^#/);
    expect(marker("wake, waits for runqueue")).toMatch(/^rgba/);
    expect(marker("start")).toBe("#ffffff");
  });
});

test("shows a part of the time, and of the states", () => {
  const part = bars(run, { by: "entity", from: "10 ms", to: 2e7, states: ["run"] });
  for (const { name, from, to } of part) {
    expect(name).toMatch(/^run/);
    expect(to).toBeGreaterThan(10);
    expect(from).toBeLessThan(20);
  }
  expect(gantt(run, { from: "10 ms", to: 2e7 }).layout.xaxis).toMatchObject({ range: [10, 20] });
  expect(() => gantt(run, { from: 5, to: 5 })).toThrow("from 5 ns to 5 ns there is no time");
  expect(() => gantt(run, { states: ["sleep"] })).toThrow('unknown state "sleep"; known: start, wake, run, stop');
});

test("says where it is cut", () => {
  const long = simulate(machine, { until: "20 s", trace: true });
  expect(bars(long)).toHaveLength(2000);
  expect(subtitleOf(long)).toMatch(/; the first 2,000 of [\d,]+ bars, to [\d.]+ s$/);
  const early = simulate(machine, { until: "20 s", trace: 50 });
  expect(subtitleOf(early)).toMatch(/; the trace ends at [\d.]+ ms, after 50 events$/);
});

test("a run without a trace says how to get one", () => {
  expect(() => gantt(shortRun())).toThrow("has no trace; ask for one: simulate(model, { trace: true })");
});

test("a place that entities share one after the other is one row", () => {
  const rows = new Set(bars(queueRun(), { by: "entity" }).map(({ row }) => row));
  expect(rows.size).toBeLessThan(queueRun().entities.arrived);
});
