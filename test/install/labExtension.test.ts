// The lab extension in a browser, on a notebook that was saved elsewhere: it is not trusted and its kernel does not exist,
// so that nothing but the extension can have drawn the figures.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { JupyterLab } from "../browser/jupyterLab.js";
import { chromium, environment } from "../setup/parts.js";

const figures = [
  {
    data: [{ type: "scatter", x: [1, 2, 3], y: [2, 5, 3] }],
    layout: { title: { text: "Overhead: <b>hash</b> map, größer" }, height: 300 },
  },
  { data: [{ type: "bar", x: [1], y: [2] }], layout: { paper_bgcolor: "white", width: 400, height: 200 } },
  { data: [{ type: "bar" }], layout: { xaxis: 3 } },
  { data: 42 },
  // Far down the page: JupyterLab renders the last of these before anybody sees it.
  ...Array.from({ length: 5 }, () => ({ data: [{ type: "scatter", y: [1, 2] }], layout: { height: 2000 } })),
];

function notebook(): string {
  const cells = figures.map((figure, index) => ({
    cell_type: "code",
    id: `figure-${index}`,
    metadata: {},
    execution_count: null,
    source: "",
    outputs: [
      {
        output_type: "display_data",
        metadata: {},
        data: { "application/vnd.plotly.v1+json": figure, "text/plain": "a figure" },
      },
    ],
  }));
  const kernelspec = { name: "gone", display_name: "gone", language: "typescript" };
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells });
}

describe.skipIf(!environment || !chromium)("the lab extension", () => {
  const lab = new JupyterLab();
  let page: Page;

  beforeAll(async () => {
    await lab.start();
    writeFileSync(join(lab.folder, "notebooks/figures.ipynb"), notebook());
    page = await lab.open("figures.ipynb");
    const dialog = page.locator(".jp-Dialog");
    await dialog.waitFor(); // JupyterLab asks which kernel to take instead.
    await dialog.locator("button", { hasText: "No Kernel" }).click();
    await page.waitForSelector(".js-plotly-plot .main-svg");
  });

  afterAll(() => lab.stop());

  /** The figure's width and that of its cell's output, its height, the colour of its paper with what darkens it. */
  async function look(index: number): Promise<{ width: number; cell: number; height: number; paper: string }> {
    return page
      .locator(".jp-RenderedPhasebookFigure")
      .nth(index)
      .evaluate((node) => {
        const svg = node.querySelector(".main-svg") as SVGElement;
        const { filter } = getComputedStyle(node.querySelector(".js-plotly-plot")!);
        const paper = `${svg.style.background || getComputedStyle(svg).backgroundColor} ${filter}`;
        return { width: svg.clientWidth, cell: node.clientWidth, height: svg.clientHeight, paper };
      });
  }

  test("draws as wide as the cell and as high as the figure says, and follows the window", async () => {
    await expect.poll(async () => (await look(0)).width).toBeGreaterThan(500);
    const wide = await look(0);
    expect(wide).toMatchObject({ width: wide.cell, height: 300 });
    await page.setViewportSize({ width: 900, height: 1000 });
    await expect.poll(async () => (await look(0)).width).toBeLessThan(wide.width - 200);
    const narrow = await look(0);
    expect(narrow).toMatchObject({ width: narrow.cell, height: 300 });
  });

  test("keeps the size of a figure that names it", async () => {
    expect(await look(1)).toMatchObject({ width: 400, height: 200 });
  });

  test("says why a figure cannot be drawn", async () => {
    const outputs = page.locator(".jp-RenderedPhasebookFigure");
    await expect.poll(() => outputs.nth(2).innerText()).toContain("could not be drawn");
    await expect.poll(() => outputs.nth(3).innerText()).toContain("not a list of traces but 42");
  });

  test("draws as wide as the cell what was rendered when nobody saw it", async () => {
    const notebook = page.locator(".jp-WindowedPanel-outer");
    const last = page.locator(".jp-CodeCell").last().locator(".js-plotly-plot .main-svg").first();
    await notebook.evaluate((node) => node.scrollTo(0, node.scrollHeight));
    await last.waitFor();
    await expect
      .poll(() => last.evaluate((svg) => svg.clientWidth - svg.closest(".jp-RenderedPhasebookFigure")!.clientWidth))
      .toBe(0);
    await notebook.evaluate((node) => node.scrollTo(0, 0));
  });

  test("offers nothing that would send a figure to a server", async () => {
    const buttons = page.locator(".js-plotly-plot").first().locator(".modebar-btn[data-title]");
    const titles = await buttons.evaluateAll((all) => all.map((each) => each.getAttribute("data-title")));
    expect(titles.filter((title) => /share|cloud|chart studio/i.test(title ?? ""))).toEqual([]);
  });

  test.each(["SVG", "PNG"])("saves the figure as %s under its title", async (format) => {
    await page.locator(".js-plotly-plot").first().hover();
    const button = page.locator(`.modebar-btn[data-title*="${format}" i]`).first();
    const [download] = await Promise.all([page.waitForEvent("download"), button.click({ force: true })]);
    expect(download.suggestedFilename()).toBe(`overhead-hash-map-größer.${format.toLowerCase()}`);
    const content = readFileSync(await download.path());
    if (format === "SVG") expect(content.toString()).toMatch(/^<svg/);
    // The width of a PNG stands in its header: twice that on the page.
    else expect(content.readUInt32BE(16)).toBe(2 * (await look(0)).width);
  });

  test("goes along with a dark theme, but leaves a figure its own background", async () => {
    const [before, own] = [await look(0), await look(1)];
    await page.click('.lm-MenuBar-itemLabel:text-is("Settings")');
    await page.hover('.lm-Menu-itemLabel:text-is("Theme")');
    await page.click('.lm-Menu-itemLabel:text-is("JupyterLab Dark")');
    await expect.poll(async () => (await look(0)).paper).not.toBe(before.paper);
    await expect.poll(async () => (await look(0)).width).toBe(before.width);
    expect((await look(1)).paper).toBe(own.paper);
  });
});
