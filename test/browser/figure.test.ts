// Charts that change in place: in JupyterLab, in two windows, after a reload, in the saved file and for readers of it.
// How a figure is drawn that nobody trusts, in both themes, is in test/install/labExtension.test.ts.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Figure } from "../../src/plot/figure.js";
import { save } from "../../src/plot/save.js";
import { chromium, environment } from "../setup/parts.js";
import { JupyterLab, runCell } from "./jupyterLab.js";

const cells = {
  squares: `import { figureWidget, HBox, interact, Label, Output, plot, slider, Tab } from "phasebook";
const squares = figureWidget({
  data: [{ type: "scatter", mode: "markers", x: [1, 2, 3], y: [1, 4, 9] }],
  layout: { title: { text: "squares" }, xaxis: { title: { text: "x" } } },
});
squares`,
  diagram: `const rows = [100, 200].flatMap((processes) => [1e6, 4e6].map((lifetime) =>
  ({ processes, lifetime, replication: 0, regime: processes * lifetime < 5e8 ? "converging" : "exploding" })));
const diagram = figureWidget(plot.phaseDiagram(rows, { x: "processes", y: "lifetime", program: "article" }));
let clicked: unknown;
diagram.onClick(({ customdata, id }) => { clicked = { customdata, id }; });
diagram`,
  slider: `interact({ n: slider(1, 50, { value: 5 }) }, ({ n }) =>
  plot.lines([{ processes: 1, overhead: 0 }, { processes: 2, overhead: n }], { x: "processes", y: "overhead", title: \`n is \${n}\` }))`,
  extend: `squares.extend({ x: [Float64Array.of(4, 5)], y: [[16, 25]] });
squares.relayout({ "title.text": "five squares" });
squares.restyle({ "marker.color": "rgb(255, 0, 0)" }, 0)`,
  said: "console.log(JSON.stringify({ clicked, ranges: squares.ranges }))",
  tab: `const inTab = new Output();
await inTab.append(squares.figure);
new Tab([new Label("nothing yet"), inTab], { titles: ["words", "chart"] })`,
  row: `const [first, second] = [new Output(), new Output()];
await first.append(squares.figure);
await second.append(squares.figure);
new HBox([first, second])`,
  later: `squares.relayout({ "title.text": "after the reload" })`,
};

/** A graph as Plotly leaves it, and what the test marks it with. */
type Graph = HTMLElement & { marked?: boolean; layout: { xaxis: { range: number[] } } };

const chart = (page: Page, cell: number): Locator => page.locator(".jp-CodeCell").nth(cell).locator(".js-plotly-plot");
const title = (page: Page, cell: number): Locator => chart(page, cell).locator(".gtitle");
const xRange = (page: Page, cell: number) => chart(page, cell).evaluate((graph: Graph) => graph.layout.xaxis.range);
const mark = (page: Page, cell: number) =>
  chart(page, cell).evaluate((graph: Graph) => {
    graph.marked = true;
  });
const isMarked = (page: Page, cell: number) => chart(page, cell).evaluate((graph: Graph) => graph.marked === true);

async function titled(page: Page, cell: number, expected: string): Promise<void> {
  await title(page, cell).filter({ hasText: expected }).waitFor({ timeout: 30_000 });
}

describe.skipIf(!environment || !chromium)("a chart that changes in place", { timeout: 180_000 }, () => {
  const lab = new JupyterLab();
  let page: Page;

  beforeAll(async () => {
    await lab.start();
    lab.write("figure.ipynb", Object.values(cells));
    page = await lab.open("figure.ipynb");
    for (const cell of [0, 1, 2]) {
      await runCell(page, cell);
      await title(page, cell).waitFor({ timeout: 30_000 });
    }
  }, 300_000);

  afterAll(() => lab.stop(), 60_000);

  it("is extended and restyled while the reader's zoom stays, and says what was clicked and what is in view", async () => {
    await chart(page, 0).scrollIntoViewIfNeeded();
    const area = (await chart(page, 0).locator(".nsewdrag").first().boundingBox())!;
    await page.mouse.move(area.x + 0.1 * area.width, area.y + 0.5 * area.height);
    await page.mouse.down();
    await page.mouse.move(area.x + 0.6 * area.width, area.y + 0.52 * area.height, { steps: 4 });
    await page.mouse.up();
    const before = [0.9, 3.1];
    await expect.poll(() => xRange(page, 0).then(([, end]) => end)).toBeLessThan(before[1]!);
    const zoomed = await xRange(page, 0);
    await mark(page, 0);

    await chart(page, 1).scrollIntoViewIfNeeded();
    const point = (await chart(page, 1).locator(".point").last().boundingBox())!;
    await page.mouse.move(point.x + point.width / 2, point.y + point.height / 2);
    await page.mouse.click(point.x + point.width / 2, point.y + point.height / 2);

    await runCell(page, 3);
    await titled(page, 0, "five squares");
    expect(await isMarked(page, 0)).toBe(true);
    expect(await xRange(page, 0)).toEqual(zoomed);
    const drawn = await chart(page, 0).evaluate((graph) => (graph as unknown as { data: { x: object }[] }).data[0]!.x);
    expect(Object.values(drawn)).toEqual([1, 2, 3, 4, 5]);

    const said = await runCell(page, 4);
    const { clicked, ranges } = JSON.parse(await said.locator(".jp-OutputArea-output").innerText());
    expect(clicked).toEqual({
      customdata: { processes: 200, lifetime: 4e6 },
      id: 'article({ processes: 200, lifetime: "4 ms" })',
    });
    expect(ranges.xaxis).toEqual(zoomed);
  });

  it("is saved as it is seen, with its picture, which nbconvert shows", async () => {
    const file = join(lab.folder, "notebooks", "figure.ipynb");
    const output = () => JSON.parse(readFileSync(file, "utf8")).cells[0].outputs[0]?.data ?? {};
    await expect
      .poll(
        async () => {
          await page.keyboard.press("Control+s");
          return output()["application/vnd.plotly.v1+json"]?.layout.title.text;
        },
        { timeout: 15_000, interval: 1000 },
      )
      .toBe("five squares");
    expect(output()["application/vnd.plotly.v1+json"].data[0].x).toEqual([1, 2, 3, 4, 5]);
    const html = execFileSync(join(environment!, "jupyter"), ["nbconvert", "--to", "html", "--stdout", file], {
      encoding: "utf8",
      maxBuffer: 1 << 26,
      stdio: ["ignore", "pipe", "ignore"],
    });
    // As an image, or as the drawing itself.
    const images = [...html.matchAll(/data:image\/svg\+xml;base64,([\w+/=]+)/g)].map(([, text]) => atob(text!));
    const pictures = [...images, ...(html.match(/<svg class="main-svg"[\s\S]*?<\/svg>/g) ?? [])];
    expect(pictures.filter((picture) => picture.includes("five squares"))).toHaveLength(1);
  });

  it("follows in two windows, and after a reload, without being made anew", async () => {
    const second = await lab.open("figure.ipynb");
    await titled(second, 0, "five squares");
    await titled(second, 2, "n is 5");
    for (const each of [page, second]) await mark(each, 2);
    const press = async (where: Page, expected: string) => {
      await where.locator(".jp-CodeCell").nth(2).locator(".noUi-handle").focus();
      await where.keyboard.press("ArrowRight");
      for (const each of [page, second]) await titled(each, 2, expected);
    };
    await press(second, "n is 6");
    await press(page, "n is 7");
    for (const each of [page, second]) expect(await isMarked(each, 2)).toBe(true);

    await page.reload();
    await titled(page, 0, "five squares");
    await titled(page, 2, "n is 7");
    await press(page, "n is 8");
    await runCell(page, 7);
    for (const each of [page, second]) await titled(each, 0, "after the reload");
    expect(await isMarked(second, 0)).toBe(false);
    await second.close();
  });

  it("has the room of its place, in a tab that is hidden at first and in a row of widgets", async () => {
    const widths = (cell: number) =>
      page
        .locator(".jp-CodeCell")
        .nth(cell)
        .evaluate((node) =>
          [...node.querySelectorAll(".main-svg:first-child")].map((svg) => ({
            drawn: svg.clientWidth,
            place: svg.closest(".jp-RenderedPhasebookFigure")!.clientWidth,
          })),
        );
    const tab = await runCell(page, 5);
    await tab.locator(".lm-TabBar-tab").nth(1).click();
    const row = await runCell(page, 6);
    await expect.poll(() => row.locator(".gtitle").count(), { timeout: 30_000 }).toBe(2);
    const cellWidth = await row
      .locator(".jp-OutputArea-output")
      .first()
      .evaluate((node) => node.clientWidth);
    await expect.poll(async () => (await widths(5)).every(({ drawn, place }) => drawn === place)).toBe(true);
    const inRow = await widths(6);
    for (const { drawn, place } of inRow) {
      expect(drawn).toBe(place);
      expect(drawn).toBeLessThanOrEqual(cellWidth / 2);
      expect(drawn).toBeGreaterThan(cellWidth / 3);
    }
  });

  it("a saved page draws its figure without anything beside it", async () => {
    const figure = new Figure({ data: [{ type: "scatter", y: [1, 3, 2] }], layout: { title: { text: "a page" } } });
    const path = await save(figure, join(lab.folder, "page.html"));
    await page.goto(pathToFileURL(path).href);
    await page.locator(".gtitle", { hasText: "a page" }).waitFor();
    expect(await page.locator(".scatterlayer .js-line").getAttribute("d")).toMatch(/^M/);
  });
});
