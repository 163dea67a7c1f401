import { expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { article } from "../../src/program/article.js";
import { scheduler } from "../../src/program/scheduler.js";
import { hasTechnique, withTechnique } from "../../src/program/withTechnique.js";

const options = { arrivals: { rate: "500/s" }, lifetime: "exp:1 ms" } as const;

it.each([
  ["map", "created-task-storage"],
  ["output", "perf-buffer-wake-up:10"],
  ["probe", "kretprobe"],
  ["calls", "tail-call:4"],
  ["pages", 2],
  ["counters", true],
  ["isa", "v3"],
] as const)("puts another %s into a scheduler, as if it had been made with it", (name, choice) => {
  const program = { entry: "1 us", threshold: "1 ms" } as const;
  const changed = withTechnique(scheduler({ ...options, program }), name, choice);
  const made = scheduler({ ...options, program: { ...program, [name]: choice } });
  expect(JSON.parse(JSON.stringify(changed))).toEqual(JSON.parse(JSON.stringify(made)));
});

it("puts another map or output into the article's model", () => {
  const [changed, made] = [
    withTechnique(withTechnique(article(), "map", "task-storage"), "output", "perf-buffer"),
    article({ map: "task-storage", output: "perf-buffer" }),
  ].map((model) => simulate(model, { seed: 5, maxEvents: 5000 }).overhead);
  expect(changed).toBe(made);
});

it("says what a model has nothing of", () => {
  expect(hasTechnique(article(), "map")).toBe(true);
  expect(hasTechnique(article(), "probe")).toBe(false);
  expect(hasTechnique(scheduler(options), "map")).toBe(false);
  expect(() => withTechnique(scheduler(options), "map", "hash")).toThrow(
    "map: scheduler has no definition to replace; a map has insertCost, failedInsertCost, lookupAndDeleteCost",
  );
  expect(() => withTechnique(article(), "colour", 1)).toThrow('unknown technique "colour"; known: map, output, probe');
});
