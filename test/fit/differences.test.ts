import { describe, expect, it } from "vitest";
import { differences, fineDifferences, fineGradient } from "../../src/fit/differences.js";

/** Along the axes the derivatives of a polynomial are those of its coefficients; f = 2 + x - 3 y + x² + 5 x y - 4 y² + x³ y + x² y². */
const polynomial = ([x, y]: readonly number[]): number =>
  2 + x! - 3 * y! + x! ** 2 + 5 * x! * y! - 4 * y! ** 2 + x! ** 3 * y! + x! ** 2 * y! ** 2;
const at = [0.5, -1];
const gradient = [1 + 2 * 0.5 + 5 * -1 + 3 * 0.25 * -1 + 2 * 0.5, -3 + 5 * 0.5 + 8 + 0.125 + 2 * 0.25 * -1];
const mixed = 5 + 3 * 0.25 + 4 * 0.5 * -1;
const curvature = [
  [2 + 6 * 0.5 * -1 + 2, mixed],
  [mixed, -8 + 2 * 0.25],
];
const axes = [
  [1, 0],
  [0, 1],
];

function near(found: readonly number[], expected: readonly number[], within: number): void {
  for (const [index, value] of expected.entries()) expect(Math.abs(found[index]! - value)).toBeLessThan(within);
}

describe("differences", () => {
  const centre = polynomial(at);

  it("have an error that goes with the square of the width", () => {
    const errorOf = (width: number): number =>
      Math.abs(differences(polynomial, at, centre, axes, width)!.curvature[0]![1]! - mixed);
    expect(errorOf(0.2) / errorOf(0.1)).toBeCloseTo(4, 3);
    near(differences(polynomial, at, centre, axes, 1e-3)!.gradient, gradient, 1e-5);
  });

  it("of two widths are exact for a polynomial of degree four", () => {
    const found = fineDifferences(polynomial, at, centre, axes, 0.3)!;
    near(found.gradient, gradient, 1e-12);
    for (const [row, expected] of curvature.entries()) near(found.curvature[row]!, expected, 1e-11);
    near(fineGradient(polynomial, at, axes, 0.3), gradient, 1e-12);
  });

  it("are along the axes, of whatever length and direction", () => {
    const skew = [
      [2, 1],
      [-1, 0.5],
    ];
    const dot = (first: readonly number[], second: readonly number[]): number =>
      first.reduce((sum, each, index) => sum + each * second[index]!, 0);
    const found = fineDifferences(polynomial, at, centre, skew, 0.1)!;
    near(
      found.gradient,
      skew.map((axis) => dot(axis, gradient)),
      1e-12,
    );
    const along = (axis: readonly number[]): number[] => curvature.map((row) => dot(row, axis));
    expect(found.curvature[1]![0]).toBeCloseTo(dot(skew[0]!, along(skew[1]!)), 9);
  });

  it("keep their digits where values are large", () => {
    const large = ([x, y]: readonly number[]): number => 1e6 - 0.5 * (x! * x! + x! * y! + y! * y!);
    const found = fineDifferences(large, [0, 0], 1e6, axes, 0.1)!;
    near(found.curvature.flat(), [-1, -0.5, -0.5, -1], 1e-7);
  });

  it("are not there where a value is missing", () => {
    const bounded = ([x]: readonly number[]): number => (x! > 1 ? -Infinity : -x! * x!);
    expect(differences(bounded, [0.95], bounded([0.95]), [[1]], 0.1)).toBeUndefined();
    expect(fineDifferences(bounded, [0.85], bounded([0.85]), [[1]], 0.1)).toBeUndefined();
    expect(differences(bounded, [0.85], bounded([0.85]), [[1]], 0.1)).toBeDefined();
  });
});
