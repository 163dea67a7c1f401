import { describe, expect, it } from "vitest";
import { stream } from "../../src/random/stream.js";
import { periodogram } from "../../src/regime/spectrum.js";

describe("periodogram", () => {
  it("is the square of the discrete Fourier transform by its definition, also with zeros to fill up", () => {
    const source = stream("periodogram");
    for (const n of [8, 11, 30, 64]) {
      const values = Float64Array.from({ length: n }, () => source.normal());
      const power = periodogram(values);
      const size = 2 * power.length;
      expect(size).toBe(2 ** Math.ceil(Math.log2(n)));
      power.forEach((found, index) => {
        let [real, imaginary] = [0, 0];
        values.forEach((value, place) => {
          const angle = (2 * Math.PI * (index + 1) * place) / size;
          real += value * Math.cos(angle);
          imaginary += value * Math.sin(angle);
        });
        expect(found).toBeCloseTo((real ** 2 + imaginary ** 2) / n, 10);
      });
    }
  });

  it("has all of a sine wave, n A² / 4, at its frequency", () => {
    const values = Float64Array.from({ length: 256 }, (_, index) => 3 * Math.sin((2 * Math.PI * 20 * index) / 256));
    const power = periodogram(values);
    expect(power[19]).toBeCloseTo((256 * 9) / 4, 8);
    expect(power.filter((value) => value > 1e-9)).toHaveLength(1);
  });
});
