import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { stream } from "../../src/random/stream.js";
import { classifySeries } from "../../src/regime/classifySeries.js";
import { root } from "../setup/parts.js";

interface Truth {
  readonly name: string;
  readonly right: readonly string[];
}

interface Outcome {
  readonly regimes: Readonly<Record<string, number>>;
  readonly wrong: number;
  readonly examples: readonly string[];
}

const { truths, calibrate } = (await import(pathToFileURL(join(root, "test/regime/calibration.mjs")).href)) as {
  truths: readonly Truth[];
  calibrate(library: object, series: number, chosen: readonly Truth[]): Outcome[];
};

const series = 200;

/** Of series that are long and clear enough, most have to be decided: `undecided` alone is no method. */
const decided: Readonly<Record<string, number>> = {
  "noise below epsilon": 0.8,
  "noise above epsilon": 0.8,
  "ratio noise": 0.9,
  "heavy tails": 0.7,
  "decay to below epsilon": 0.8,
  "decay to above epsilon": 0.8,
  "sustained cycles": 0.9,
  "cycles with a wandering phase": 0.9,
  "damped cycles": 0.9,
  "ringing noise": 0.9,
  "linear growth of the overhead": 0.6,
  "exponential growth of the overhead": 0.8,
  "bookkeeping outweighs work": 0.8,
  "queue with load below 1": 0.7,
  "queue with load above 1": 0.6,
};

// The benchmark `regimes` does the same on more series; its table is in src/regime/README.md.
describe.each(truths)("$name", (truth) => {
  let outcome: Outcome;
  beforeAll(() => {
    outcome = calibrate({ classifySeries, stream }, series, [truth])[0]!;
  });

  it("is called what it is not in 1 of 100 at most", () => {
    expect(outcome.wrong, outcome.examples.join("; ")).toBeLessThanOrEqual(series / 100);
  });

  const least = decided[truth.name];
  if (least !== undefined)
    it("is decided where it can be", () => {
      expect(1 - (outcome.regimes.undecided ?? 0) / series).toBeGreaterThan(least);
    });
});
