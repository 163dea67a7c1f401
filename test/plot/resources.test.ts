import { expect, test } from "vitest";
import { resources } from "../../src/plot/resources.js";
import { queueRun, shortRun } from "./runs.js";

const run = queueRun();

test("a panel for each resource, with its queue and those in service at the end of each window", () => {
  const { data, layout } = resources(run);
  expect(data.map(({ yaxis, y }) => [yaxis, y])).toEqual([
    ["y", [...run.series.disk_waiting!]],
    ["y", [...run.series.disk_busy!]],
    ["y2", [...run.series.network_waiting!]],
    ["y2", [...run.series.network_busy!]],
  ]);
  expect(layout.yaxis).toMatchObject({ title: { text: "disk (entities)" }, domain: [0.5, 1] });
  expect((layout.yaxis2 as { domain: number[] }).domain[1]).toBeLessThan(0.5);
  expect(layout.xaxis).toMatchObject({ title: { text: "time (ms)" }, anchor: "y2" });
});

test("the utilisation of each stands in the title", () => {
  const share = (100 * run.resources.disk!.utilisation).toPrecision(3);
  expect(JSON.stringify(resources(run).layout.title)).toContain(`disk: ${share} % of 1 in use`);
});

test("shows those that are asked for, and names those that there are", () => {
  expect(resources(run, { names: ["network"] }).data).toHaveLength(2);
  expect(() => resources(run, { names: ["tape"] })).toThrow('unknown resource "tape"; known: disk, network');
  expect(() => resources(shortRun())).toThrow('the model "article" has no resources');
});
