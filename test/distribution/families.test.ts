import { describe, expect, it } from "vitest";
import { constant } from "../../src/distribution/constant.js";
import { distributionFrom, families } from "../../src/distribution/families.js";
import { normal } from "../../src/distribution/normal.js";
import { stream } from "../../src/random/stream.js";

describe("families", () => {
  it("survive JSON", () => {
    for (const distribution of [normal(4, 1), constant(3)]) {
      const again = distributionFrom(JSON.parse(JSON.stringify(distribution)));
      expect(again.family).toBe(distribution.family);
      expect(again.parameters).toEqual(distribution.parameters);
      expect(again.quantile(0.3)).toBe(distribution.quantile(0.3));
    }
  });

  it("refuse wrong parameters with a sentence that names them", () => {
    expect(() => normal(0, -1)).toThrow("normal: sigma must be positive and finite, got -1");
    expect(() => normal(0, 0)).toThrow("normal: sigma must be positive and finite, got 0");
    expect(() => normal(Number.NaN, 1)).toThrow("normal: mu must be a number, got NaN");
    expect(() => normal(Infinity, 1)).toThrow("normal: mu must be a finite number, got Infinity");
    expect(() => (normal as unknown as (mu: number) => unknown)(0)).toThrow("normal takes mu, sigma; 1 were given");
    expect(() => distributionFrom({ family: "norml", parameters: {} })).toThrow(
      `unknown family "norml"; known: ${[...families.keys()].join(", ")}`,
    );
    expect(() => distributionFrom({ family: "normal", parameters: { mu: 0, sd: 1 } })).toThrow(
      'normal has no parameter "sd"; it takes mu, sigma',
    );
    expect(() => normal(0, 1).quantile(1.5)).toThrow("a probability is between 0 and 1, got 1.5");
  });

  it("sample what their moments say", () => {
    const source = stream("moments");
    const values = Array.from({ length: 100_000 }, () => normal(4, 2).sample(source));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.abs(mean - 4)).toBeLessThan((4 * 2) / Math.sqrt(values.length));
    expect(constant(3).sample(source)).toBe(3);
  });
});
