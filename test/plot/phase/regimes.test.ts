import { describe, expect, test } from "vitest";
import { lookOf, orderedRegimes } from "../../../src/plot/phase/regimes.js";

const regimes = ["converging", "oscillating", "exploding", "mixed", "undecided"];

/**
 * What people without one kind of cone see, in linear RGB: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, IEEE Transactions on
 * Visualization and Computer Graphics 15 (2009), severity 1.
 */
const deficiencies = {
  none: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linear(hex: string): number[] {
  return [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
}

const times = (matrix: readonly (readonly number[])[], vector: readonly number[]) =>
  matrix.map((row) => row.reduce((sum, factor, index) => sum + factor * vector[index]!, 0));

/** CIE L*a*b*, D65, of linear sRGB. */
function lab(rgb: readonly number[]): number[] {
  const toXyz = [
    [0.4124, 0.3576, 0.1805],
    [0.2126, 0.7152, 0.0722],
    [0.0193, 0.1192, 0.9505],
  ];
  const white = [0.9505, 1, 1.089];
  const [x, y, z] = times(
    toXyz,
    rgb.map((value) => Math.min(1, Math.max(0, value))),
  ).map((value, index) => {
    const share = value / white[index]!;
    return share > 216 / 24389 ? Math.cbrt(share) : ((24389 / 27) * share + 16) / 116;
  }) as [number, number, number];
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

describe("the regimes", () => {
  test.each(Object.entries(deficiencies))("have colours that differ to eyes with the deficiency: %s", (_, matrix) => {
    const seen = regimes.map((regime) => lab(times(matrix, linear(lookOf(regime, regimes).colour))));
    // 2.3 is the least that is noticed.
    for (const [index, first] of seen.entries())
      for (const second of seen.slice(index + 1))
        expect(Math.hypot(...first.map((value, at) => value - second[at]!))).toBeGreaterThan(15);
  });

  test("have marks of their own, also those that nobody knows", () => {
    const all = [...regimes, "drifting", "bursting"];
    expect(new Set(all.map((regime) => lookOf(regime, all).symbol)).size).toBe(all.length);
    expect(new Set(all.map((regime) => lookOf(regime, all).colour)).size).toBe(all.length);
  });

  test("stand in one order in every legend", () => {
    expect(orderedRegimes(["bursting", "exploding", "undecided", "converging"])).toEqual([
      "converging",
      "exploding",
      "undecided",
      "bursting",
    ]);
  });
});
