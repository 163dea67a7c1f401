import { describe, expect, test } from "vitest";
import type { Figure } from "../../src/plot/figure.js";
import { phasePortrait } from "../../src/plot/phasePortrait.js";
import { queueRun, shortRun } from "./runs.js";

const run = shortRun();
const { series } = run;

function named(figure: Figure, name: string) {
  const trace = figure.data.find((candidate) => candidate.name === name);
  if (!trace) throw new Error(`no trace is called ${name}`);
  return trace as unknown as { x: number[]; y: number[]; marker: { color: number[]; symbol: string }; line: object };
}

describe("the way of a run", () => {
  test("is bookkeeping against useful work, each charged per time, unless others are named", () => {
    const { x, y } = named(phasePortrait(run), "each window");
    const long = series.time[5]! - series.time[4]!;
    expect([x[5], y[5]]).toEqual([series.run![5]! / long, series.bpf![5]! / long]);
    expect(x).toHaveLength(series.time.length);
    // Their ratio is the windowed overhead.
    expect(y[7]! / x[7]!).toBeCloseTo(series.overhead![7]!, 12);
  });

  test("counters are what they are at the end of a window, and shares are in percent", () => {
    const figure = phasePortrait(run, { x: "records", y: "overhead" });
    // A window without work has no overhead.
    const worked = series.overhead!.findIndex(Number.isFinite);
    expect(named(figure, "each window").x[0]).toBe(series.records![worked]);
    expect(named(figure, "each window").y[0]).toBeCloseTo(100 * series.overhead![worked]!, 9);
    const load = named(phasePortrait(run, { x: "load", y: "records" }), "each window");
    expect(load).toMatchObject({ x: [...series.load!], y: [...series.records!] });
    expect(figure.layout).toMatchObject({
      xaxis: { title: { text: "records (count)" } },
      yaxis: { title: { text: "overhead (%)" } },
    });
  });

  test("is coloured by time, whose unit the bar names, from its start to its end", () => {
    const figure = phasePortrait(run);
    const whole = named(figure, "each window");
    expect(whole.marker).toMatchObject({ colorbar: { title: { text: expect.stringMatching(/^time \(.s\)$/) } } });
    expect(whole.marker.color).toEqual(whole.marker.color.toSorted((a, b) => a - b));
    expect(named(figure, "start").x).toEqual([whole.x[0]]);
    expect(named(figure, "end").y).toEqual([whole.y.at(-1)]);
  });

  test("windows without a value are left out, as are those before `from`", () => {
    const shown = phasePortrait(run, { x: "records", y: "overhead" });
    const worked = series.overhead!.filter(Number.isFinite).length;
    expect(worked).toBeLessThan(series.time.length);
    expect(named(shown, "each window").x).toHaveLength(worked);
    const late = phasePortrait(run, { from: series.time[10]! });
    expect(named(late, "each window").x).toHaveLength(series.time.length - 10);
    expect(() => phasePortrait(run, { from: "1 h" })).toThrow(
      "no window of the run from 3,600 s on has both run and bpf",
    );
  });
});

describe("theory over it", () => {
  const figure = phasePortrait(run, {
    trajectories: [{ series: { time: [1e6, 2e6], run: [2e6, 4e6], bpf: [1e6, 1e6] } }, { name: "slow start", series }],
    fixedPoints: [
      { stable: true, state: {}, rates: { run: 4, bpf: 1 } },
      { stable: false, state: {}, rates: { run: 2, bpf: 3 } },
      { stable: undefined, state: {}, rates: { run: 1, bpf: 3 } },
    ],
  });

  test("a trajectory is read as the series of a run is", () => {
    expect(named(figure, "mean field")).toMatchObject({ x: [2, 4], y: [1, 1] });
    expect(named(figure, "slow start").y).toEqual(named(figure, "each window").y);
  });

  test("fixed points are full where they are stable, hollow where not", () => {
    expect(named(figure, "stable fixed point")).toMatchObject({ x: [4], y: [1], marker: { symbol: "diamond" } });
    expect(named(figure, "unstable fixed point")).toMatchObject({ x: [2], marker: { symbol: "diamond-open" } });
    expect(named(figure, "fixed point")).toMatchObject({ x: [1], marker: { symbol: "diamond-open-dot" } });
  });

  test("counters of CPUs are means there and sums in a run, an overhead is a share", () => {
    const point = { stable: true, state: { load: 12.5, records: 30 }, overhead: 0.2 };
    const shown = phasePortrait(run, { x: "load", y: "overhead", fixedPoints: [point] });
    expect(named(shown, "stable fixed point")).toMatchObject({ x: [12.5 * 8], y: [20] });
  });

  test("what lacks a column is named", () => {
    expect(() => phasePortrait(run, { trajectories: [{ series: { time: [1], run: [1] } }] })).toThrow(
      'trajectories[0] has no column "bpf"',
    );
    expect(() => phasePortrait(run, { fixedPoints: [{ stable: true, state: { bpf: 1 }, rates: { run: 1 } }] })).toThrow(
      'fixedPoints[0] has no number for "bpf", got undefined',
    );
  });
});

test("an unknown column, or a model without an overhead, is named with what there is", () => {
  expect(() => phasePortrait(run, { x: "forks" })).toThrow(
    /the run has no column "forks"; its columns are alive, .*overhead/,
  );
  expect(() => phasePortrait(queueRun())).toThrow(
    'the model "two servers" does not say what its overhead is; name x and y',
  );
  const queues = queueRun();
  const { data } = phasePortrait(queues, { x: "disk_waiting", y: "network_busy" });
  expect(data[0]).toMatchObject({ x: [...queues.series.disk_waiting!], y: [...queues.series.network_busy!] });
});
