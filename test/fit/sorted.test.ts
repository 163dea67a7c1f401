import { describe, expect, it } from "vitest";
import { sorted } from "../../src/fit/sorted.js";
import { stream } from "../../src/random/stream.js";

const source = stream("sorted");
const many = (draw: (index: number) => number) => Float64Array.from({ length: 5000 }, (_, index) => draw(index));

describe("sorted", () => {
  it.for<[string, Float64Array]>([
    ["none", new Float64Array()],
    ["few", Float64Array.of(3, -1, 2, 2)],
    ["of either sign", many(() => source.normal())],
    ["far apart", many(() => Math.exp(200 * source.normal()))],
    ["narrow, with one far away", many((index) => (index === 700 ? 1e300 : 1 + 1e-13 * source.uniform()))],
    ["repeated", many(() => Math.floor(10 * source.uniform()) - 5)],
    ["all the same", many(() => 7)],
    ["at the ends of the range", many((index) => [0, Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324][index % 4]!)],
    ["beside others in one buffer", many(() => source.normal()).subarray(11, 4000)],
  ])("values %s, as the language does", ([, values]) => {
    const before = values.slice();
    expect(sorted(values)).toEqual(values.slice().sort());
    expect(values).toEqual(before);
  });
});
