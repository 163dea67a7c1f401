import { describe, expect, it } from "vitest";
import { lognormal } from "../../../src/distribution/lognormal.js";
import type { FitData } from "../../../src/fit/data.js";
import { inline } from "../../../src/job/inline.js";
import { stream } from "../../../src/random/stream.js";
import { built } from "../../setup/built.js";

const { fit: fitFamilies } = await built<typeof import("../../../src/fit/fit.js")>("fit/fit.js");
const { bootstrap } =
  await built<typeof import("../../../src/fit/judgement/bootstrap.js")>("fit/judgement/bootstrap.js");
const { bootstrapIntervals } = await built<typeof import("../../../src/fit/judgement/bootstrapIntervals.js")>(
  "fit/judgement/bootstrapIntervals.js",
);
const { judge } = await built<typeof import("../../../src/fit/judgement/judge.js")>("fit/judgement/judge.js");
const { workers } = await built<typeof import("../../../src/runner/workers.js")>("runner/workers.js");

const source = stream("bootstrap runners");
const values = Array.from({ length: 150 }, () => lognormal(3, 0.8).sample(source));
const exact: FitData = { exact: values };
const truncated: FitData = { exact: values.filter((value) => value > 8), truncation: { lower: 8 } };
const censored: FitData = {
  exact: values.filter((value) => value <= 50),
  rightCensored: values.filter((value) => value > 50).map(() => 50),
};
const edges = Array.from({ length: 10 }, (_, index) => [index === 0 ? 0 : 2 ** index, 2 ** (index + 1)] as const);
const binned: FitData = {
  intervals: edges.map(([low, high]) => [low, high, values.filter((value) => value > low && value <= high).length]),
};
/** Light tails, so that the best Lomax law is its limit, the exponential: not a law of the family. */
const light: FitData = { exact: Array.from({ length: 60 }, (_, index) => 1 + (index % 7)) };

const bootstraps: readonly (readonly [name: string, data: FitData, family: string])[] = [
  ["exact values", exact, "lognormal"],
  ["exact values, a law with draws by rejection", exact, "gamma"],
  ["a law in its limit", light, "lomax"],
  ["truncated values", truncated, "weibull"],
];
const weighings: typeof bootstraps = [
  ["exact values", exact, "lognormal"],
  ["truncated values", truncated, "lognormal"],
  ["censored values", censored, "weibull"],
  ["buckets", binned, "loglogistic"],
];
const seeds = [1, "another", 2 ** 40];

describe("a bootstrap is the same bits on any runner", () => {
  const runners = [inline(), workers(1), workers(2)];

  it.each(bootstraps)("of %s", async (_, data, family) => {
    const [result] = fitFamilies(data, { families: [family] });
    expect(result!.status).toBe(data === light ? "boundary" : "converged");
    for (const seed of seeds) {
      const options = { replicates: 40, seed };
      const first = await bootstrap(data, result!, options);
      expect(first.replicates).toBe(40);
      for (const runner of runners) expect(await bootstrap(data, result!, { ...options, runner })).toEqual(first);
    }
  });

  it.each(weighings)("with random weights, of %s", async (_, data, family) => {
    const [result] = fitFamilies(data, { families: [family] });
    for (const seed of seeds) {
      const options = { replicates: 25, seed };
      const first = await bootstrapIntervals(data, result!, options);
      expect(Object.keys(first.intervals).length).toBe(2);
      for (const runner of runners)
        expect(await bootstrapIntervals(data, result!, { ...options, runner })).toEqual(first);
    }
  });

  it("in what is judged by it", async () => {
    const results = fitFamilies(exact, { families: ["lognormal", "gamma"] });
    const asJson = async (options: object) =>
      JSON.stringify(await judge(exact, results, { ...options, replicates: 60 }));
    const first = await asJson({});
    expect(first).toContain("parametric bootstrap, 60 refits");
    for (const runner of runners) expect(await asJson({ runner })).toBe(first);
  });
});

it("stops with what is done, in the middle of replicates that threads do", async () => {
  const [result] = fitFamilies(exact, { families: ["lognormal"] });
  const controller = new AbortController();
  const seen: number[] = [];
  const found = await bootstrap(exact, result!, {
    replicates: 1_000_000,
    runner: workers(2),
    signal: controller.signal,
    onProgress: ({ done }) => {
      seen.push(done);
      if (seen.length === 3) controller.abort();
    },
  });
  expect(found.stopped).toBe("aborted");
  expect(found.replicates).toBe(seen.at(-1));
  expect(found.replicates).toBeGreaterThan(1);
  expect(found.replicates).toBeLessThan(1_000_000);
  expect(found.tests.ad.method).toBe(`parametric bootstrap, ${found.replicates} refits`);
  expect(found.intervals.mu![0]).toBeLessThan(result!.parameters!.mu!);
});

it("judges by nothing if it is stopped before it has begun", async () => {
  const [result] = fitFamilies(exact, { families: ["lognormal"] });
  const found = await bootstrap(exact, result!, { runner: workers(2), signal: AbortSignal.abort() });
  expect(found).toMatchObject({ stopped: "aborted", replicates: 0, intervals: {} });
  expect(found.tests.ad.pValue).toBeNaN();
});
