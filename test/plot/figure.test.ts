import { describe, expect, test } from "vitest";
import { displaySymbol } from "../../src/display/mime.js";
import { Figure, plotlyMimeType } from "../../src/plot/figure.js";

describe("a figure", () => {
  test("is plain JSON: typed arrays are lists, what JSON has no number for is null", () => {
    const { data } = new Figure({
      data: [{ x: Float64Array.of(0, 1), y: [Number.NaN, Number.POSITIVE_INFINITY], name: undefined as never }],
    }).toJSON();
    expect(data).toEqual([{ x: [0, 1], y: [null, null] }]);
  });

  test("does not follow later changes of what it was made from", () => {
    const y = [1, 2];
    const figure = new Figure({ data: [{ y }] });
    y.push(3);
    expect(figure.data[0]?.y).toEqual([1, 2]);
  });

  test("always names a height, so that a page keeps room for it", () => {
    expect(new Figure({ data: [] }).layout.height).toBe(420);
    expect(new Figure({ data: [], layout: { height: 100 } }).layout.height).toBe(100);
  });

  test("has its buttons beside the data, a low one above them", () => {
    expect(new Figure({ data: [], layout: { height: 400 } }).layout.modebar).toBeUndefined();
    expect(new Figure({ data: [], layout: { height: 200 } }).layout.modebar).toEqual({ orientation: "h" });
    const modebar = { orientation: "v" };
    expect(new Figure({ data: [], layout: { height: 200, modebar } }).layout.modebar).toEqual(modebar);
  });

  test("a value that is no JSON is named with its place", () => {
    expect(() => new Figure({ data: [{ x: [1, () => 2] }] })).toThrow("data[0].x[1]: a figure is made of JSON values");
  });

  test("is shown as itself, as a picture, and as a line of text", async () => {
    const figure = new Figure({
      data: [{ type: "scatter", name: "hash", x: [1, 2, 3], y: [1, 4, 9] }],
      layout: { title: { text: "Cost of a <b>map</b>" } },
    });
    const bundle = await figure[displaySymbol]();
    expect(bundle[plotlyMimeType]).toEqual(figure.toJSON());
    expect(bundle["text/plain"]).toBe("Cost of a map (1 trace: hash; 3 points)");
    expect(bundle["image/svg+xml"]).toMatch(/^<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  });

  test("its picture is no part of what a slider redraws", () => {
    expect(Object.keys(new Figure({ data: [] }).liveBundle())).toEqual([plotlyMimeType, "text/plain"]);
  });
});
