import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { meanInterval } from "../../src/measure/interval.js";
import { inWords } from "../../src/measure/inWords.js";

describe("a number with its interval in words", () => {
  it.each<[Parameters<typeof inWords>, string]>([
    [
      [{ mean: 0.000024032, low: 0.000023797, high: 0.000024267 }, "% of the CPUs", 100],
      "0.002403 % of the CPUs (0.002380 to 0.002427)",
    ],
    [[{ value: 10252.3, low: 10249.1, high: 10255.8 }, "tasks"], "10,252.3 tasks (10,249.1 to 10,255.8)"],
    [[{ value: 846100, low: 840213, high: 851460 }, "thousand/s", 1e-3], "846.1 thousand/s (840.2 to 851.5)"],
    [[{ mean: 846100, low: 740213, high: 951460 }], "846,100 (740,213 to 951,460)"],
    [[{ mean: -3.25, low: -3.5, high: -3 }, "ms"], "-3.25 ms (-3.50 to -3.00)"],
    [[{ mean: 0, low: 0, high: 0 }, "reports/s"], "0 reports/s (0 to 0)"],
    [[{ mean: 12.5, low: 12.5, high: 12.5 }], "12.5 (12.5 to 12.5)"],
    [[{ value: 10247, low: 10245, high: 10249 }, "tasks"], "10,247 tasks (10,245 to 10,249)"],
    [[{ mean: 10247, low: 10245.2, high: 10248.9 }, "tasks"], "10,247.0 tasks (10,245.2 to 10,248.9)"],
    [[{ mean: 5, low: -Infinity, high: 6 }], "5 (up to 6)"],
    [[{ mean: 5, low: -Infinity, high: 6.5 }], "5.0 (up to 6.5)"],
    [[{ mean: 5, low: 4.2, high: Infinity }], "5.00 (from 4.20)"],
    [[{ mean: 5, low: -Infinity, high: Infinity }, "s"], "5 s (any)"],
  ])("says %j", (given, words) => {
    expect(inWords(...given)).toBe(words);
  });

  it("shows ends that are two digits of the interval apart, whatever the scale", () => {
    const number = fc.double({ min: -9, max: 9, noNaN: true });
    fc.assert(
      fc.property(number, number, fc.double({ min: -6, max: 0, noNaN: true }), (mantissa, scale, relative) => {
        const mean = mantissa * 10 ** scale;
        const half = 10 ** (scale + relative);
        const words = inWords({ mean, low: mean - half, high: mean + half });
        const [shown, low, high] = [...words.replaceAll(",", "").matchAll(/-?\d+(\.\d+)?/g)].map(([each]) =>
          Number(each),
        );
        for (const [text, exact] of [
          [shown, mean],
          [low, mean - half],
          [high, mean + half],
        ] as const)
          expect(Math.abs(text! - exact)).toBeLessThanOrEqual(0.05 * half + 1e-9 * Math.abs(exact));
      }),
      { seed: 1 },
    );
  });

  it("takes the interval of a mean, and refuses what is none", () => {
    expect(inWords(meanInterval([1, 2, 3, 4]), "s")).toBe("2.5 s (0.4 to 4.6)");
    expect(() => inWords(meanInterval([1]))).toThrow(
      "expected a finite number within its interval, got 1 and NaN to NaN",
    );
    expect(() => inWords({ mean: 3, low: 4, high: 5 })).toThrow("got 3 and 4 to 5");
    expect(() => inWords({ value: Number.NaN, low: 4, high: 5 })).toThrow("got NaN");
  });
});
