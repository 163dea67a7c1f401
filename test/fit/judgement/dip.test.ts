import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lognormal } from "../../../src/distribution/lognormal.js";
import { mixture } from "../../../src/distribution/mixture.js";
import { normal } from "../../../src/distribution/normal.js";
import { uniform } from "../../../src/distribution/uniform.js";
import { bimodal } from "../../../src/fit/judgement/bimodal.js";
import { dip } from "../../../src/fit/judgement/dip.js";
import { dipBound } from "../../../src/fit/judgement/dipBound.js";
import { dipSurvival } from "../../../src/fit/judgement/dipLaw.js";
import { stream } from "../../../src/random/stream.js";

// diptest 0.12, see dip.py.
const samples = readFileSync(new URL("dip.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as { values: number[]; dip: number });

describe("dip", () => {
  it("is what diptest says", () => {
    expect(samples.length).toBe(20);
    for (const { values, dip: expected } of samples) expect(dip(values)).toBeCloseTo(expected, 12);
  });

  it("is smallest for evenly spread values and for a single one", () => {
    expect(dip([1, 2, 3, 4])).toBe(1 / 8);
    expect(dip([1, 4])).toBe(1 / 4);
    expect(dip([7])).toBe(1 / 2);
    expect(dip([7, 7, 7, 7])).toBe(1 / 8);
    expect(() => dip([])).toThrow("the dip needs at least one value");
  });
});

describe("dipSurvival", () => {
  it("rejects as often as it says", () => {
    const source = stream("dip");
    for (const n of [15, 100, 700]) {
      const sets = 1500;
      let rejected = 0;
      for (let set = 0; set < sets; set += 1) {
        const values = Float64Array.from({ length: n }, () => source.uniform()).sort();
        if (dipSurvival(n, dip(values)) <= 0.1) rejected += 1;
      }
      expect(Math.abs(rejected / sets - 0.1)).toBeLessThan(4 * Math.sqrt(0.09 / sets) + 0.003);
    }
  });

  it("falls from 1 to 0.001", () => {
    expect(dipSurvival(100, 0.01)).toBe(1);
    expect(dipSurvival(100, 0.2)).toBe(0.001);
    expect(dipSurvival(5, 0.05)).toBe(1);
    expect(dipSurvival(1_000_000, 0.0005)).toBeLessThan(0.1);
  });
});

describe("dipBound", () => {
  it.for<[string, (source: ReturnType<typeof stream>) => number, boolean]>([
    ["positive", (source) => Math.exp(source.normal()), true],
    ["uniform", (source) => source.uniform(), true],
    ["of two modes", (source) => (source.uniform() < 0.5 ? 1 : 5) * Math.exp(0.3 * source.normal()), false],
    ["of either sign", (source) => source.normal(), false],
    ["narrow", (source) => 1e9 + source.normal(), false],
    ["tied", (source) => Math.ceil(9 * source.uniform()), false],
  ])("is above the dip of values %s", ([, draw, isTight]) => {
    const source = stream("bound");
    const values = Float64Array.from({ length: 10_000 }, () => draw(source));
    for (const scale of values.every((value) => value > 0) ? [Math.log, Number] : [Number]) {
      const exact = dip(values.map(scale).sort());
      const bound = dipBound(values, scale);
      expect(bound).toBeGreaterThanOrEqual(exact);
      if (isTight && scale === Math.log) expect(dipSurvival(10_000, bound)).toBeGreaterThan(0.01);
    }
  });

  it("is of no use where a cell has no end", () => {
    expect(dipBound(Float64Array.of(0, 1, 2, 3), Math.log)).toBe(Infinity);
  });
});

describe("bimodal", () => {
  const sorted = (distribution: { sample(from: ReturnType<typeof stream>): number }): Float64Array => {
    const source = stream("modes");
    return Float64Array.from({ length: 300 }, () => distribution.sample(source)).sort();
  };

  it("warns of two modes and not of one", () => {
    expect(bimodal(sorted(mixture([0.5, 0.5], [normal(0, 1), normal(5, 1)])))?.message).toContain("more than one mode");
    expect(bimodal(sorted(normal(0, 1)))).toBeUndefined();
    expect(bimodal(sorted(uniform(0, 1)))).toBeUndefined();
    const source = stream("many");
    const many = Float64Array.from({ length: 10_000 }, () => source.normal() + (source.uniform() < 0.3 ? 10 : 5));
    expect(bimodal(many)?.message).toContain(`dip ${dip(many.slice().sort().map(Math.log)).toPrecision(3)}`);
    expect(bimodal(many.map(() => Math.exp(source.normal())))).toBeUndefined();
    expect(bimodal(Float64Array.of(0, 0, 0, 9, 9, 9))).toBeUndefined();
  });

  // By the law the values are drawn from: one mode or two, of which the clock leaves the ticks.
  it.each([1, 5, 20])("takes the ticks of a clock of %i for none", (tick) => {
    const source = stream("ticks");
    const ticked = (value: number) => Math.max(1, Math.round(value / tick)) * tick;
    const one = Float64Array.from({ length: 2000 }, () => ticked(tick * lognormal(2.5, 0.8).sample(source)));
    expect(bimodal(one)).toBeDefined();
    expect(bimodal(one, true)).toBeUndefined();
    expect(bimodal(Float64Array.from([0, ...one]), true)).toBeUndefined();
    const two = one.map((value, index) => (index % 2 ? value : value + 1000 * tick));
    expect(bimodal(two, true)).toBeDefined();
  });
});
