import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { Figure, type Trace } from "../../src/plot/figure.js";
import { plot } from "../../src/plot/plot.js";
import { drawnWithoutBrowser } from "../../src/plot/render/chromium.js";
import { toPng } from "../../src/plot/render/png.js";
import { toSvg } from "../../src/plot/render/svg.js";
import { textWidth } from "../../src/plot/render/textSize.js";
import { root } from "../setup/parts.js";
import { replications } from "./runs.js";

const figure = plot.lines(replications, { x: "processes", y: "overhead", colour: "map" });
const [x, y] = [
  [1, 2, 3, 4],
  [2, 1, 4, 3],
];

/** The smallest trace of each type that draws something. */
const traces: Readonly<Record<string, Trace>> = {
  bar: { x, y },
  barpolar: { r: y, theta: x },
  box: { y },
  candlestick: { x, open: x, close: y, high: [5, 5, 5, 5], low: [0, 0, 0, 0] },
  contour: { z: [x, y, x] },
  funnel: { x, y },
  histogram: { x: y },
  histogram2dcontour: { x, y },
  ohlc: { x, open: x, close: y, high: [5, 5, 5, 5], low: [0, 0, 0, 0] },
  pie: { values: y },
  scatter: { x, y },
  scattergl: { x, y },
  scatterpolar: { r: y, theta: x },
  scatterternary: { a: x, b: y, c: y },
  waterfall: { x, y },
};

/** Whether something is drawn in a colour: titles, ticks and grids are grey. */
function isColourful(svg: string): boolean {
  return [...svg.matchAll(/rgba?\((\d+), (\d+), (\d+)/g)].some(([, ...channels]) => {
    const values = channels.map(Number);
    return Math.max(...values) - Math.min(...values) > 40;
  });
}

describe("a figure drawn without a browser", () => {
  test("has its title, its axes with units, its legend, its ticks and its lines", async () => {
    const svg = await toSvg(figure.toJSON());
    for (const text of [
      "overhead by processes",
      "processes (count)",
      "overhead (%)",
      ">hash<",
      ">task-storage<",
      ">1,000<",
    ])
      expect(svg).toContain(text);
    expect(svg).toMatch(/<path class="js-line"[^>]* d="M[\d.]+,[\d.]+L[\d.,L ]+"/);
    expect(svg).toMatch(/width="800" height="420"/);
    expect(svg).not.toMatch(/NaN|Infinity|undefined|TOBESTRIPPED/);
  });

  test("an empty one has no colours, so that the next tests mean something", async () => {
    expect(isColourful(await toSvg(new Figure({ data: [] }).toJSON()))).toBe(false);
  });

  test("is the same bytes each time, and its ids are not those of another figure", async () => {
    const first = await toSvg(figure.toJSON());
    const other = await toSvg(plot.lines(replications, { x: "processes", y: "overhead" }).toJSON());
    expect(await toSvg(figure.toJSON())).toBe(first);
    const idOf = (svg: string) => /id="(clip[^"]*)"/.exec(svg)?.[1];
    expect(idOf(other)).not.toBe(idOf(first));
  });

  test.each([...drawnWithoutBrowser])("%s", async (type) => {
    const { [type]: trace } = traces;
    const svg = await toSvg(new Figure({ data: [{ ...trace, type }] }).toJSON());
    expect(isColourful(svg)).toBe(true);
  });
});

describe("a trace that only a browser draws", () => {
  const heatmap = new Figure({ data: [{ type: "heatmap", z: [x, y] }] }).toJSON();

  test("without a browser is named, and the figure is shown all the same", async () => {
    const path = process.env.PATH;
    process.env.PATH = "";
    try {
      await expect(toSvg(heatmap)).rejects.toThrow(/^a heatmap trace is drawn by a browser, and no Chromium or Chrome/);
    } finally {
      process.env.PATH = path;
    }
  });

  test.skipIf(!existsSync("/usr/bin/chromium"))("comes from the system's Chromium", async () => {
    const svg = await toSvg(heatmap);
    expect(svg).toContain("<image");
    // The colour bar refers to its colours in a form that resvg reads.
    expect(svg).toMatch(/url\(#g/);
  });
});

test("a PNG has twice the figure's size", async () => {
  const png = await toPng(await toSvg(figure.toJSON()));
  expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const view = new DataView(png.buffer, png.byteOffset);
  expect([view.getUint32(16), view.getUint32(20)]).toEqual([1600, 840]);
  expect(png.length).toBeGreaterThan(10_000);
});

test("text is about as wide as in Helvetica", () => {
  expect(textWidth("overhead (%)", 10)).toBeCloseTo(60.02, 9);
  expect(textWidth("mmm", 10)).toBeGreaterThan(2 * textWidth("iii", 10));
  expect(textWidth("漢字", 10)).toBe(20);
});

test("is drawn in a thread that keeps neither this one waiting nor the process alive", async () => {
  const rooms = (file: string) => pathToFileURL(join(root, "dist/src/plot", file)).href;
  const script = `
    import { Figure } from "${rooms("figure.js")}";
    import { toSvg } from "${rooms("render/svg.js")}";
    let turns = 0;
    const timer = setInterval(() => { turns += 1; }, 5);
    const figure = new Figure({ data: [{ type: "scatter", x: [1, 2], y: [1, 2] }] }).toJSON();
    const [svg, again] = await Promise.all([toSvg(figure), toSvg(figure)]);
    clearInterval(timer);
    console.log(JSON.stringify({ turns, same: svg === again, drawn: svg.includes("js-line") }));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {
    timeout: 30_000,
  });
  const said = JSON.parse(stdout) as { turns: number; same: boolean; drawn: boolean };
  expect(said).toMatchObject({ same: true, drawn: true });
  // Loading and drawing take a second, which would be one turn here.
  expect(said.turns).toBeGreaterThan(10);
});
