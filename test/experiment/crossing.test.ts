import { describe, expect, it } from "vitest";
import { displaySymbol } from "../../src/display/mime.js";
import { crossing } from "../../src/experiment/crossing.js";
import type { Model } from "../../src/machine/model.js";
import { meanInterval } from "../../src/measure/interval.js";
import { replicate } from "../../src/measure/replicate.js";
import { scheduler } from "../../src/program/scheduler.js";
import { queueModel } from "../measure/queueModel.js";

/** The overhead is `cost` / 1,000, without any chance. */
const certain = ({ cost }: { cost: number }): Model => ({
  name: "certain",
  accounts: { bpf: 0, run: 0 },
  overhead: { bookkeeping: "bpf", work: "run" },
  arrivals: [{ state: "start", count: 1 }],
  states: { start: { charge: { bpf: cost, run: 1000 }, end: true } },
});

/** M/M/1; the share of the time that its server is busy is its load. */
const queue = ({ load }: { load: number }) => queueModel(load, "20 ms");
const busy = { level: 0.5, replications: 8, seed: 5 };

describe("crossing", () => {
  it.each([
    [[0, 1000] as const, 30],
    [[1, 1e6, "log"] as const, 30],
  ])("finds where a measure without chance is the level: %j", async (cost, expected) => {
    const found = await crossing(
      certain,
      { cost: { low: cost[0], high: cost[1], scale: cost[2] ?? "linear", whole: false } },
      { level: 0.03 },
    );
    expect(found.value / expected).toBeCloseTo(1, 3);
    expect(found.low / found.value).toBeCloseTo(1, 4);
    expect(found.high / found.value).toBeCloseTo(1, 4);
    expect(found.points.length).toBeLessThan(25);
  });

  it("finds it where the measure falls, and of the model itself by a parameter", async () => {
    const model: Model = { ...certain({ cost: 1 }), parameters: { work: 1 } };
    const falling: Model = { ...model, states: { start: { charge: { bpf: 5, run: "work" }, end: true } } };
    const found = await crossing(falling, { work: { low: 10, high: 1000, whole: false } }, { level: 0.05 });
    expect(found.value).toBeCloseTo(100, 1);
    // Of 100.2 one of the whole numbers beside it.
    expect([100, 101]).toContain((await crossing(falling, { work: [10, 1000] }, { level: 0.0499 })).value);
  });

  it("takes durations", async () => {
    const program = ({ cost }: { cost: number }) => certain({ cost });
    const found = await crossing(program, { cost: ["1 us", "1 s", "log"] }, { level: 2000 });
    expect(found.value / 2e6).toBeCloseTo(1, 2);
  });

  it("holds the load of M/M/1 whose utilisation it is: ρ", async () => {
    const found = await crossing(queue, { load: [0.2, 0.8] }, { ...busy, measure: (run) => run.overhead / run.time });
    expect(found.low).toBeLessThan(0.5);
    expect(found.high).toBeGreaterThan(0.5);
    expect(found.value).toBeGreaterThan(found.low);
    expect(found.high - found.low).toBeLessThan(0.05);
  });

  it("has an interval that is the inverse of Student's: at its ends that of the mean ends at the level", async () => {
    const measure = (run: { overhead: number; time: number }) => run.overhead / run.time;
    const found = await crossing(queue, { load: [0.2, 0.8] }, { ...busy, confidence: 0.8, measure });
    const at = (load: number) =>
      replicate(queue({ load }), { seed: 5, minimum: 8, maximum: 8, confidence: 0.8, measure });
    expect((await at(found.low)).interval.high).toBeCloseTo(0.5, 3);
    expect((await at(found.high)).interval.low).toBeCloseTo(0.5, 3);
    expect((await at(found.value)).interval.mean).toBeCloseTo(0.5, 3);
  });

  it("holds the true crossing as often as it says", { timeout: 60_000 }, async () => {
    // The number that arrives in 1 ms is a Poisson variable with mean 1,000 times the load, so the crossing is known exactly.
    const arrived = ({ load }: { load: number }) => queueModel(load, "0.2 ms");
    const total = 40;
    let held = 0;
    for (let seed = 1; seed <= total; seed += 1) {
      const { low, high } = await crossing(
        arrived,
        { load: [0.05, 0.9] },
        {
          level: 60,
          replications: 5,
          confidence: 0.8,
          precision: 1e-3,
          seed,
          measure: ({ entities }) => entities.arrived,
        },
      );
      if (low <= 0.3 && 0.3 <= high) held += 1;
    }
    // Binomial with 40 and 0.8: 32 ± 3 × 2.5.
    expect(held).toBeGreaterThan(24);
    expect(held).toBeLessThan(40);
  });

  it("finds where two programs differ by a level, under the same random numbers", async () => {
    const machine = ({ forks, map }: { forks: number; map: string }): Model =>
      scheduler({ cpus: 4, arrivals: { rate: `${forks}/s` }, lifetime: "10 us", program: { map } });
    const share = {
      measure: (run: { accounts: Readonly<Record<string, number>>; time: number }) =>
        run.accounts.bpf! / (4 * run.time),
    };
    const level = 0.001;
    const found = await crossing(
      ({ forks }: { forks: number }) => machine({ forks, map: "measured-hash" }),
      { forks: [1000, 200_000, "log"] },
      {
        ...share,
        level,
        minus: ({ forks }: { forks: number }) => machine({ forks, map: "measured-task-storage" }),
        maxEvents: 10_000,
      },
    );
    // 188.6 and 32.4 ns for each life, which waits once.
    const expected = (level * 4 * 1e9) / (188.6 - 32.4);
    expect(found.low).toBeLessThan(expected * 1.01);
    expect(found.high).toBeGreaterThan(expected * 0.99);
    expect((found.high - found.low) / found.value).toBeLessThan(0.05);
  });

  it("leaves an end open where the runs do not tell it from the range's", async () => {
    const noisy = ({ load }: { load: number }) => queueModel(load, "10 us");
    const measure = ({ entities }: { entities: { arrived: number } }) => entities.arrived;
    const found = await crossing(noisy, { load: [0.2, 0.4] }, { level: 1, replications: 3, seed: 2, measure });
    expect([found.low, found.high]).toEqual([-Infinity, Infinity]);
  });

  it("gives the same for the same seed, and shows what it looked at", async () => {
    const measure = (run: { overhead: number; time: number }) => run.overhead / run.time;
    const options = { ...busy, confidence: 0.9, measure };
    const [one, two] = [
      await crossing(queue, { load: [0.2, 0.8] }, options),
      await crossing(queue, { load: [0.2, 0.8] }, options),
    ];
    expect(one).toEqual(two);
    expect(one.points.columns).toEqual(["load", "mean", "low", "high", "replications"]);
    const loads = [...one.points.numbers("load")];
    expect(loads).toEqual([...loads].sort((first, second) => first - second));
    const { mean, low, high } = one.points.rows[0] as { mean: number; low: number; high: number };
    const { values } = await replicate(queue({ load: 0.2 }), { seed: 5, minimum: 8, maximum: 8, measure });
    expect(meanInterval(values, 0.9)).toMatchObject({ mean, low, high });
    expect(one[displaySymbol]()["text/plain"]).toMatch(/^load = 0\.\d+ \(0\.\d+ to 0\.\d+ with 90 % confidence\)$/);
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    [
      "a level that is not between",
      () => crossing(certain, { cost: [1, 10] }, { level: 1 }),
      /expected 1 between .* 0\.001 at cost 1 and 0\.01 at 10/,
    ],
    [
      "no number",
      () => crossing(certain, { cost: [1, 10] }, { level: Number.NaN }),
      /level: expected a finite number, got NaN/,
    ],
    [
      "two parameters",
      () => crossing(certain, { cost: [1, 10], other: [1, 2] }, { level: 1 }),
      /one parameter, got cost, other/,
    ],
    ["a list", () => crossing(certain, { cost: [1, 5, 10] }, { level: 1 }), /got cost, a list of values/],
    ["two runs", () => crossing(certain, { cost: [1, 10] }, { level: 0.002, replications: 2 }), /from 3, got 2/],
    [
      "a precision of nothing",
      () => crossing(certain, { cost: [1, 10] }, { level: 0.002, precision: 0 }),
      /precision: expected a share/,
    ],
    ["a name it does not know", () => crossing(certain, { price: [1, 10] }, { level: 0.002 }), /price/],
  ])("refuses %s", async (_, find, message) => {
    await expect(find()).rejects.toThrow(message);
  });

  it("ends with the reason of its signal", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(crossing(certain, { cost: [1, 10] }, { level: 0.002, signal })).rejects.toThrow("enough");
  });
});
