import { describe, expect, test } from "vitest";
import type { Run } from "../../src/engine/run.js";
import { simulate } from "../../src/engine/simulate.js";
import { overhead } from "../../src/plot/overhead.js";
import { article } from "../../src/program/article.js";
import { shortRun } from "./runs.js";

function numbers(run: Run | readonly Run[], trace: number, column: "x" | "y"): (number | null)[] {
  return overhead(run).data[trace]?.[column] as (number | null)[];
}

describe("the overhead of a run", () => {
  test("since the start ends at the overhead of the run", () => {
    const run = shortRun();
    expect(numbers(run, 1, "y").at(-1)).toBeCloseTo(run.overhead * 100, 9);
  });

  test("of each window holds for all of the window, from time 0 on", () => {
    const run = shortRun();
    const [x, y] = [numbers(run, 0, "x"), numbers(run, 0, "y")];
    expect([x[0], x.length]).toEqual([0, 2 * run.series.time.length]);
    expect(x[1]).toBe(x[2]);
    expect(y[0]).toBe(y[1]);
  });

  test("a window without work is a gap, and one between two such is still seen", () => {
    const run = shortRun();
    const series = { ...run.series, overhead: run.series.overhead!.with(3, Number.NaN).with(5, Number.NaN) };
    const y = numbers({ ...run, series }, 0, "y");
    expect(y.slice(6, 12).map((value) => value === null)).toEqual([true, true, false, false, true, true]);
  });

  test("a run that ended at time 0 says why there is nothing to see", () => {
    const run = simulate(article({ processes: 5000 }), { maxEvents: 100 });
    expect(run.time).toBe(0);
    expect(JSON.stringify(overhead(run).layout.annotations)).toContain("no time passed in this run");
    expect(overhead(shortRun()).layout.annotations).toBeUndefined();
  });

  test("the title names model and parameters, the subtitle says that the run was cut off", () => {
    const { title } = overhead(shortRun()).layout as { title: { text: string; subtitle: { text: string } } };
    expect(title.text).toBe("article: 200 processes, lifetime 100 µs, threshold 1 µs, map hash, 8 CPUs");
    expect(title.subtitle.text).toMatch(/^overhead .* % over 1,000 events, .*; cut off by its number of events$/);
  });

  test.each([
    ["until", "cut off by its time"],
    ["aborted", "aborted, so incomplete"],
  ] as const)("stopped by %s", (stopped, words) => {
    expect(JSON.stringify(overhead({ ...shortRun(), stopped }).layout.title)).toContain(words);
  });

  test("time is read in the unit that fits it", () => {
    const long = simulate(article({ processes: 10, lifetime: "100 ms" }), { maxEvents: 2000, windows: 16 });
    const { xaxis } = overhead(long).layout as { xaxis: { title: { text: string } } };
    expect(xaxis.title.text).toBe("time (ms)");
  });

  test("several runs: the median of each window with most of them, their mean since the start with its interval", () => {
    const runs = [1, 2, 3, 4].map(shortRun);
    const { data, layout } = overhead(runs);
    expect(data.map(({ name }) => name).filter(Boolean)).toEqual([
      "each window, 10 to 90 % of the runs",
      "each window, median of 4 runs",
      "95 % interval of the mean",
      "since the start, mean of 4 runs",
    ]);
    const end = Math.min(...runs.map(({ series }) => series.time.at(-1)!));
    const [, , , high, low, mean] = data.map(({ y }) => (y as number[]).at(-1)!);
    // At the end of the shortest run its own value is the whole of its overhead.
    expect([low! < mean!, mean! < high!]).toEqual([true, true]);
    expect((data[5]!.x as number[]).at(-1)).toBeCloseTo(end, 9);
    expect(JSON.stringify(layout.title)).toMatch(/overhead .* % ± .* % over 4 runs; all cut off before their end/);
  });

  test("the windows of runs are compared at the same times, by hand", () => {
    const base = shortRun();
    const model = { ...base.model, accounts: { bpf: 0, run: 0 } };
    const runOf = (time: number[], bpf: number[], run: number[]): Run => {
      const overhead = bpf.map((spent, index) => spent / run[index]!);
      const columns = Object.entries({ time, bpf, run, overhead });
      const series = Object.fromEntries(columns.map(([name, values]) => [name, Float64Array.from(values)]));
      return { ...base, model, series: series as unknown as Run["series"] };
    };
    // In the first half 10 %, 20 %, 60 %; in the second 30 % each.
    const runs = [
      runOf([100, 200], [10, 30], [100, 100]),
      runOf([50, 100, 200], [10, 10, 30], [50, 50, 100]),
      runOf([100, 200], [60, 30], [100, 100]),
    ];
    const [high, low, median, , , mean] = overhead(runs).data.map(({ y }) => y as number[]);
    // Type 7 quantiles of 10, 20, 60 at 0.1, 0.5 and 0.9.
    expect([low![50], median![50], high![50]]).toEqual([12, 20, 52].map((value) => expect.closeTo(value, 9)));
    expect([low![150], median![150], high![150]]).toEqual([30, 30, 30].map((value) => expect.closeTo(value, 9)));
    // Over all time (40 + 50 + 90) / 2 / 3.
    expect(mean!.at(-1)).toBeCloseTo(30, 9);
  });

  test("the level of a classification is a line with its interval", () => {
    const classification = {
      regime: "oscillating",
      evidence: { level: { value: 0.12, low: 0.11, high: 0.13 }, confidence: 0.95 },
    } as const;
    const { data } = overhead(shortRun(), { classification });
    expect(data.slice(-3).map(({ y }) => (y as number[])[0])).toEqual(
      [13, 11, 12].map((value) => expect.closeTo(value, 9)),
    );
    expect(data.at(-1)!.name).toBe("oscillating: level 12 % (11 to 13), 95 % interval");
    expect(overhead(shortRun(), { classification: { regime: "undecided", evidence: {} } }).data).toHaveLength(2);
  });

  test("no runs, or a model without an overhead, are errors", () => {
    expect(() => overhead([])).toThrow("expected a run or several");
    const { overhead: _, ...model } = article();
    const { overhead: __, ...series } = shortRun().series;
    expect(() => overhead({ ...shortRun(), model, series: series as unknown as Run["series"] })).toThrow(
      'the model "article" does not say what its overhead is',
    );
  });
});
