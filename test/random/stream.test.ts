import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normal } from "../../src/distribution/normal.js";
import { type Stream, stream } from "../../src/random/stream.js";

const draw = (source: Stream, count: number, from: (source: Stream) => number): number[] =>
  Array.from({ length: count }, () => from(source));

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Kolmogorov's statistic times √n: above 1.95 once in a thousand samples of the right distribution. */
function kolmogorov(values: readonly number[], cdf: (x: number) => number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  const distances = sorted.map((value, index) => Math.max((index + 1) / n - cdf(value), cdf(value) - index / n));
  return Math.sqrt(n) * distances.reduce((left, right) => Math.max(left, right));
}

describe("stream", () => {
  it("gives the same numbers for the same seed and path for ever (a change here is a breaking change)", () => {
    const words = (source: Stream) => draw(source, 3, (each) => each.next());
    expect(words(stream("p99"))).toEqual([80480404, -15215398, 989216263]);
    expect(words(stream("p99").child("queue").at(3))).toEqual([-1242878861, -1874486892, 740309342]);
    expect(draw(stream(1), 3, (each) => each.uniform())).toEqual([
      0.6477911592953128, 0.7628010425506098, 0.479346095558543,
    ]);
    expect(draw(stream(1), 3, (each) => each.normal())).toEqual([
      1.4480163870183351, -0.8013954581292858, 0.35905742017969206,
    ]);
    expect(draw(stream(1), 3, (each) => each.exponential())).toEqual([
      2.068888213957481, 0.6755590785733576, 0.24408877218437913,
    ]);
  });

  it("is named by its path alone: what was drawn or made before changes nothing", () => {
    const parent = stream(7);
    const before = parent.child("queue").next();
    parent.next();
    parent.child("slice").next();
    expect(parent.child("queue").next()).toBe(before);
  });

  it("takes the number 1 and the string 1 for the same seed", () => {
    expect(stream(1).next()).toBe(stream("1").next());
  });

  it("refuses what is no seed, and says what it got", () => {
    expect(() => stream(Number.NaN)).toThrow("a seed is a string or a finite number, got NaN");
    expect(() => stream(undefined as never)).toThrow("got undefined");
    expect(() => stream(1).at(-1)).toThrow("a replication is a whole number from 0, got -1");
  });

  it("gives different streams for different paths, however alike they are", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 3 }), fc.array(fc.string(), { maxLength: 3 }), (left, right) => {
        const source = (path: readonly string[]) => path.reduce((each, name) => each.child(name), stream("s"));
        const same = JSON.stringify(left) === JSON.stringify(right);
        const first = (path: readonly string[]) => draw(source(path), 4, (each) => each.next());
        expect(JSON.stringify(first(left)) === JSON.stringify(first(right))).toBe(same);
      }),
    );
  });

  it("has uniform numbers in [0, 1) with 53 bits", () => {
    const values = draw(stream("uniform"), 100_000, (source) => source.uniform());
    expect(values.every((value) => value >= 0 && value < 1 && Number.isInteger(value * 2 ** 53))).toBe(true);
    expect(values.some((value) => !Number.isInteger(value * 2 ** 52))).toBe(true);
    expect(kolmogorov(values, (x) => x)).toBeLessThan(1.95);
  });

  it("has standard normal numbers", () => {
    const values = draw(stream("normal"), 200_000, (source) => source.normal());
    expect(kolmogorov(values, normal(0, 1).cdf)).toBeLessThan(1.95);
    // Beyond 3.654 the ziggurat has a method of its own: P(|Z| > 3.654) = 2.58e-4, 51.6 expected, sd 7.2.
    const beyond = values.filter((value) => Math.abs(value) > 3.6541528853610088).length;
    expect(Math.abs(beyond - 51.6)).toBeLessThan(4 * 7.2);
  });

  it("has exponential numbers with mean 1", () => {
    const values = draw(stream("exponential"), 200_000, (source) => source.exponential());
    expect(kolmogorov(values, (x) => -Math.expm1(-x))).toBeLessThan(1.95);
    // The tail begins at 7.697: P = 4.54e-4, 90.8 expected, sd 9.5.
    const beyond = values.filter((value) => value > 7.69711747013105).length;
    expect(Math.abs(beyond - 90.8)).toBeLessThan(4 * 9.5);
  });

  it("has replications that do not go together", () => {
    const replications = Array.from({ length: 200 }, (_, index) =>
      draw(stream("s").at(index), 200, (source) => source.uniform() - 0.5),
    );
    // Correlations of neighbours are normal with sd 1/√200 / √200 in the mean; 4 of them are the bound.
    const correlations = replications
      .slice(1)
      .map((values, index) => 12 * mean(values.map((value, at) => value * replications[index]![at]!)));
    expect(Math.abs(mean(correlations))).toBeLessThan(4 / Math.sqrt(200 * 199));
    const firsts = replications.map(([first]) => first! + 0.5);
    expect(kolmogorov(firsts, (x) => x)).toBeLessThan(1.95);
  });
});
