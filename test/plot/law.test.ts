import { describe, expect, test } from "vitest";
import { fit as estimate } from "../../src/fit/fit.js";
import { peaksOverThreshold } from "../../src/fit/methods/peaksOverThreshold.js";
import type { Figure } from "../../src/plot/figure.js";
import { plot } from "../../src/plot/plot.js";
import { law, profile, rates, slots, slow, splitSlots, timed } from "./capture/captures.js";
import { queueRun, regimes, replications, shortRun } from "./runs.js";

const waits = [3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610];
const fitted = estimate(waits, { families: ["lognormal", "gamma"] });

/** An example of every plot; a new plot without one fails here. */
const examples: Record<keyof typeof plot, () => readonly Figure[]> = {
  bifurcation: () => [
    plot.bifurcation(
      regimes.filter(({ lifetime }) => lifetime === 1e8),
      { x: "processes" },
    ),
  ],
  bottleneck: () => [plot.bottleneck(slots()), plot.bottleneck(splitSlots())],
  ecdf: () => [plot.ecdf(waits), plot.ecdf(waits, fitted)],
  eventRates: () => [plot.eventRates(rates()), plot.eventRates(rates(8), { most: 1 })],
  fit: () => [
    plot.fit(estimate([3, 5, 8, 13, 21, 340])),
    plot.fit(
      estimate(
        {
          intervals: [
            [1, 2, 4],
            [2, 4, 9],
            [4, 8, 2],
          ],
        },
        { families: ["gamma"] },
      ),
      { unit: "KiB" },
    ),
  ],
  fullLaw: () => [plot.fullLaw(law(), { at: ["10 ms"] }), plot.fullLaw(slow())],
  gantt: () => [plot.gantt(queueRun()), plot.gantt(queueRun(), { by: "entity" })],
  hill: () => [plot.hill(waits)],
  histogram: () => [plot.histogram(waits), plot.histogram(waits, fitted)],
  hotHelpers: () => [plot.hotHelpers(profile())],
  lines: () => [
    plot.lines(replications, { x: "processes", y: "overhead", colour: "map" }),
    plot.lines(replications, { x: "processes", y: "overhead", scale: "log", interval: "bars" }),
  ],
  overhead: () => [plot.overhead(shortRun()), plot.overhead([1, 2, 3].map(shortRun), { scale: "log" })],
  phaseDiagram: () => [
    plot.phaseDiagram(regimes, { x: "processes", y: "lifetime" }),
    plot.phaseDiagram(regimes, { x: "processes", y: "lifetime", panel: "replication", scale: "linear" }),
  ],
  phasePortrait: () => [
    plot.phasePortrait(shortRun()),
    plot.phasePortrait(shortRun(), {
      x: "load",
      y: "records",
      fixedPoints: [{ stable: true, state: { load: 8, records: 1 } }],
    }),
  ],
  pp: () => [plot.pp(waits, fitted)],
  qq: () => [plot.qq(waits, fitted)],
  residuals: () => [plot.residuals(waits, fitted)],
  resources: () => [plot.resources(queueRun())],
  runTimes: () => [plot.runTimes(timed())],
  survival: () => [plot.survival(waits), plot.survival(waits, fitted, { scale: "linear" })],
  tail: () => [plot.tail(peaksOverThreshold(waits, 20))],
  tornado: () => [plot.tornado([{ name: "map", mean: 1, low: 0, high: 2 }], { unit: "ms" })],
};

describe.each(Object.entries(examples))("plot.%s", (_, make) => {
  test("every axis has a title with its unit", () => {
    for (const { layout } of make()) {
      const axes = Object.entries(layout).filter(([name]) => /^[xyz]axis\d*$/.test(name));
      expect(axes.length).toBeGreaterThanOrEqual(2);
      // An axis that follows another, and has no numbers, is named there.
      for (const [, axis] of axes as [
        string,
        { title?: { text?: string }; matches?: string; showticklabels?: boolean },
      ][])
        if (!(axis.matches && axis.showticklabels === false)) expect(axis.title?.text).toMatch(/^.+ \(.+\)$/);
    }
  });

  test("has a title, a height and the library's look", () => {
    for (const { layout } of make())
      expect(layout).toMatchObject({
        title: { text: expect.stringMatching(/./) },
        height: expect.any(Number),
        template: expect.anything(),
      });
  });

  test("every trace explains a point or says nothing", () => {
    for (const { data } of make())
      for (const trace of data) expect(trace.hovertemplate ?? trace.hoverinfo).toBeDefined();
  });

  test("survives JSON", () => {
    for (const figure of make()) expect(JSON.parse(JSON.stringify(figure))).toEqual(figure.toJSON());
  });
});

test("every plot has its examples", () => {
  expect(Object.keys(examples).sort()).toEqual(Object.keys(plot).sort());
});
