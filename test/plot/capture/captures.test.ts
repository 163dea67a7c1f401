import { describe, expect, test } from "vitest";
import { eventRates } from "../../../src/capture/eventRates.js";
import { plot } from "../../../src/plot/plot.js";
import { law, profile, rates, slots, slow, splitSlots, timed } from "./captures.js";

/** What of a trace is looked at here. */
interface Drawn {
  readonly name?: string;
  readonly x: number[];
  readonly y: (number | string | null)[];
  readonly error_x: { readonly array: number[]; readonly arrayminus: number[] };
  readonly error_y: { readonly array: number[]; readonly arrayminus: number[] };
  readonly marker?: { readonly color: string[]; readonly symbol?: string };
  readonly customdata: string[];
}

const traces = (figure: { readonly data: readonly object[] }): Drawn[] => figure.data as Drawn[];
const trace = (figure: { readonly data: readonly object[] }, name: string): Drawn =>
  traces(figure).find((each) => each.name === name)!;

describe("plot.runTimes", () => {
  const figure = plot.runTimes(timed());

  test("parts add up to what was measured, the longest on top; programs of one name are told apart", () => {
    const [own, clock] = [trace(figure, "the program"), trace(figure, "the clock")];
    expect(own.y).toEqual(["sched_wakeup (3) ", "sched_wakeup (2) ", "sched_switch "]);
    expect(own.x).toEqual([0, 84, 142]);
    expect(own.x.map((x: number, index: number) => x + clock.x[index]!)).toEqual([28, 114, 172]);
    expect(figure.layout.barmode).toBe("stack");
  });

  test("the mean has its interval, and is hollow where no more is known", () => {
    const mean = trace(figure, "true mean with its interval");
    const ends = mean.x.map((x: number, index: number) => [
      x - mean.error_x.arrayminus[index]!,
      x + mean.error_x.array[index],
    ]);
    expect(ends).toEqual(
      timed()
        .programs.toReversed()
        .map(({ low, high }) => [low, high].map((end) => expect.closeTo(end, 9))),
    );
    expect(mean.marker!.color).toEqual(["#ffffff", "#1f2430", "#1f2430"]);
  });
});

describe("plot.fullLaw", () => {
  test("draws counts with their intervals, the law, and what was asked for", () => {
    const found = law();
    const figure = plot.fullLaw(found, { at: ["10 ms"] });
    const points = found.points();
    expect(trace(figure, "counted, 95 % interval").y).toEqual(
      points.map(({ share }) => expect.closeTo(100 * share, 9)),
    );
    const asked = trace(figure, "asked for");
    const { share, low, high } = found.above("10 ms");
    expect(asked.y[0]).toBeCloseTo(100 * share, 9);
    expect(Number(asked.y[0]) + asked.error_y.array[0]!).toBeCloseTo(100 * high, 9);
    expect(Number(asked.y[0]) - asked.error_y.arrayminus[0]!).toBeCloseTo(100 * low, 9);
    const curve = trace(figure, "the law: mixture (lognormal)");
    const middle = Math.floor(curve.x.length / 2);
    expect(curve.y[middle]).toBeCloseTo(100 * found.distribution.survival(1000 * curve.x[middle]!), 9);
    expect(figure.layout).toMatchObject({ xaxis: { type: "log", title: { text: "wait (µs)" } } });
  });

  test("of what a threshold left, shares of those recorded", () => {
    const figure = plot.fullLaw(slow());
    expect(figure.layout).toMatchObject({ yaxis: { title: { text: "share of those recorded (%)" } } });
    expect(JSON.stringify(figure.layout.title)).toContain("only those above 8.19 ms");
  });
});

describe("plot.eventRates", () => {
  const figure = plot.eventRates(rates(8));

  test("a level for each interval, in events a second and in percent of all CPUs", () => {
    const levels = traces(figure).filter(({ name }) => name === "switch");
    expect(levels.map(({ x }) => x)).toEqual([0, 1].map(() => [0, 10, 10, 15, 15, 30]));
    expect(levels[0]!.y).toEqual(
      [30_000, 30_000, 32_000, 32_000, 440_000 / 15, 440_000 / 15].map((y) => expect.closeTo(y, 6)),
    );
    expect(levels[1]!.y[0]).toBeCloseTo((100 * 30_000 * 172e-9) / 8, 9);
  });

  test("a gap and a cross where counters fell", () => {
    const levels = trace(figure, "wakeup");
    expect(levels.y.slice(0, 6)).toEqual([15_000, 15_000, null, null, null, expect.closeTo(200_400 / 15, 6)]);
    const cross = traces(figure).find(({ marker }) => marker?.symbol === "x")!;
    expect([cross.x, cross.y]).toEqual([[12.5], [expect.closeTo(20, 9)]]);
    expect(cross.customdata).toEqual(["wakeup: reset, at least 100 events"]);
  });

  test("the busiest, and how many there are", () => {
    const { data, layout } = plot.eventRates(rates(), { most: 1 });
    expect(data.some((each) => each.name === "wakeup")).toBe(false);
    expect(JSON.stringify(layout.title)).toContain("the 1 busiest of 2");
    expect(layout).toMatchObject({ yaxis2: { title: { text: "load (CPUs)" } } });
  });

  test("nothing that was counted is refused", () => {
    const reading = (runCount: number) => [{ id: 1, name: "p", runCount }];
    const found = eventRates([
      { time: 0, reading: reading(9) },
      { time: "1 s", reading: reading(3) },
    ]);
    expect(() => plot.eventRates(found)).toThrow("no program was counted over a whole interval");
  });
});

describe("plot.bottleneck", () => {
  test("a bar for each measurement, the first on top, that adds up to all slots", () => {
    const figure = plot.bottleneck(slots());
    expect(figure.data.map(({ name }) => name)).toEqual(["retiring", "bad speculation", "back end", "front end"]);
    const bars = traces(figure);
    expect(bars[0]!.y.at(-1)).toBe("S0-D0-C0 1.00128 s ");
    for (const at of bars[0]!.x.keys()) expect(bars.reduce((sum, { x }) => sum + x[at]!, 0)).toBeCloseTo(100, 9);
    expect(bars[0]!.x.at(-1)).toBeCloseTo(21, 9);
  });

  test("shares of the second level take the place of theirs, with what they leave", () => {
    const figure = plot.bottleneck(splitSlots());
    expect(figure.data.map(({ name, x }) => [name, (x as number[])[0]])).toEqual([
      ["retiring", expect.closeTo(15, 9)],
      ["bad speculation", expect.closeTo(3, 9)],
      ["memory", expect.closeTo(49, 9)],
      ["execution units", expect.closeTo(15, 9)],
      ["back end, not split", expect.closeTo(5, 9)],
      ["front end", expect.closeTo(13, 9)],
    ]);
  });
});

describe("plot.hotHelpers", () => {
  test("the greatest share on top, by who takes the time, with intervals", () => {
    const figure = plot.hotHelpers(profile());
    expect((figure.layout.yaxis as { categoryarray: string[] }).categoryarray.at(-1)).toBe("own instructions ");
    const helpers = trace(figure, "helpers");
    expect(helpers.x[0]).toBeCloseTo(24, 9);
    const [, update] = profile().parts;
    expect(helpers.x[0]! + helpers.error_x.array[0]!).toBeCloseTo(100 * update!.high!, 9);
  });
});
