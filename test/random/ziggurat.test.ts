import { describe, expect, it } from "vitest";
import { normalTail } from "../../src/distribution/special/normalTail.js";
import { type Stream, stream } from "../../src/random/stream.js";
import { suspicious } from "./battery/battery.js";
import { chiSquare, normalPValue, type PValues, uniformChiSquare } from "./battery/pValue.js";

/** A law by its upper tail, and where the layers of its ziggurat end and a method of its own takes over (see ziggurat.ts). */
interface Law {
  readonly draw: (source: Stream) => number;
  readonly survival: (x: number) => number;
  readonly tail: number;
}

const laws: Readonly<Record<string, Law>> = {
  normal: { draw: (source) => source.normal(), survival: (x) => normalTail(-x), tail: 3.6541528853610088 },
  exponential: { draw: (source) => source.exponential(), survival: (x) => Math.exp(-x), tail: 7.69711747013105 },
};

const cellOf = (probability: number, cells: number): number => Math.min(cells - 1, Math.floor(probability * cells));

/** 4,096 cells of equal probability, 1,000 values each: 16 cells a layer, so that one that is wrong by a few percent stands out. */
function body({ draw, survival }: Law, source: Stream): PValues {
  const counts = new Float64Array(4096);
  for (let index = 0; index < 1000 * counts.length; index += 1)
    counts[cellOf(survival(draw(source)), counts.length)]! += 1;
  return { cells: uniformChiSquare(counts) };
}

/** A value tells nothing about the next, in particular not by the bits that chose the layer. */
function pairs({ draw, survival }: Law, source: Stream): PValues {
  const counts = new Float64Array(128 * 128);
  for (let index = 0; index < 100 * counts.length; index += 1)
    counts[128 * cellOf(survival(draw(source)), 128) + cellOf(survival(draw(source)), 128)]! += 1;
  return { pairs: uniformChiSquare(counts) };
}

/** Of 10 million values, those near the tail, in it and far out in it: how many, and where. */
function tails({ draw, survival, tail }: Law, source: Stream): PValues {
  const count = 10_000_000;
  const from = [0.75 * tail, tail, 1.2 * tail];
  const inside = from.map(() => new Float64Array(20));
  for (let index = 0; index < count; index += 1) {
    const x = draw(source);
    if (x < from[0]!) continue;
    for (const [which, begin] of from.entries())
      if (x >= begin) inside[which]![cellOf(survival(x) / survival(begin), 20)]! += 1;
  }
  return Object.fromEntries(
    from.flatMap((begin, which) => {
      const beyond = inside[which]!.reduce((sum, each) => sum + each, 0);
      const p = survival(begin);
      return [
        [`how many beyond ${begin}`, normalPValue((beyond - count * p) / Math.sqrt(count * p * (1 - p)))],
        [`where beyond ${begin}`, uniformChiSquare(inside[which]!)],
      ];
    }),
  );
}

describe.each(Object.entries(laws))("the %s ziggurat", (name, law) => {
  it.each(Object.entries({ body, pairs, tails }))("has the right %s", (part, test) => {
    expect(suspicious(test(law, stream(`${name} ${part}`)))).toEqual({});
  });

  it("is seen to be wrong where a layer in 256 is a little too wide", () => {
    const wide: Law = {
      ...law,
      draw: (source) => {
        const x = law.draw(source);
        return x > 1 && x < 1.01 ? x * 1.002 : x;
      },
    };
    expect(body(wide, stream(name)).cells).toBeLessThan(1e-10);
  });
});

describe("the normal ziggurat", () => {
  it("has as many negative as positive values, at every size", () => {
    const source = stream("signs");
    const counts = new Float64Array(512);
    for (let index = 0; index < 2_000_000; index += 1) {
      const x = source.normal();
      counts[2 * cellOf(2 * normalTail(-Math.abs(x)), 256) + (x < 0 ? 1 : 0)]! += 1;
    }
    expect(suspicious({ signs: chiSquare(counts, () => 1 / 512) })).toEqual({});
  });

  it("has a lower tail like its upper one", () => {
    const mirrored: Law = { ...laws.normal!, draw: (source) => -source.normal() };
    expect(suspicious(tails(mirrored, stream("lower tail")))).toEqual({});
  });
});
