// The main job, end to end, as a user does it: JupyterLab, the article's notebook, a slider, the export, and back again.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromium, environment } from "../setup/parts.js";
import { choose, JupyterLab, runAllCells } from "./jupyterLab.js";

const charts = ".jp-Notebook .js-plotly-plot";

/** The heading of a chart and the shape of its first line: what differs between two charts. */
async function drawn(chart: Locator): Promise<{ title: string; path: string }> {
  const title = await chart.locator(".gtitle").first().textContent();
  const path = await chart.locator(".scatterlayer .js-line").first().getAttribute("d");
  return { title: title ?? "", path: path ?? "" };
}

/** Scrolls through the notebook, so that what JupyterLab only renders in view is rendered. */
async function lookAtEveryCell(page: Page): Promise<void> {
  const cells = page.locator(".jp-Notebook .jp-Cell");
  for (let index = 0; index < (await cells.count()); index += 1) {
    await cells.nth(index).scrollIntoViewIfNeeded();
    await page.waitForTimeout(100);
  }
}

async function download(page: Page, chart: Locator, button: RegExp): Promise<{ name: string; bytes: Buffer }> {
  await chart.scrollIntoViewIfNeeded();
  await chart.hover();
  const buttons = chart.locator(".modebar-btn[data-title]");
  const titles = await buttons.evaluateAll((all) => all.map((each) => each.getAttribute("data-title") ?? ""));
  const index = titles.findIndex((title) => button.test(title));
  expect(index, `a button ${button} among ${titles.join(", ")}`).toBeGreaterThanOrEqual(0);
  const [file] = await Promise.all([page.waitForEvent("download"), buttons.nth(index).click({ force: true })]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

describe.skipIf(!environment || !chromium)("article.ipynb in JupyterLab", { timeout: 180_000 }, () => {
  const lab = new JupyterLab();
  let page: Page;

  beforeAll(async () => {
    await lab.start();
    page = await lab.open("article.ipynb");
    await choose(page, "Edit", "Clear Outputs of All Cells");
    await runAllCells(page);
    await lookAtEveryCell(page);
  }, 300_000);

  afterAll(() => lab.stop(), 60_000);

  it("runs all cells without an error, and its claims hold", async () => {
    const errors = page.locator(
      '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.error"], .jp-RenderedText[data-mime-type="application/vnd.jupyter.stderr"]',
    );
    expect(await errors.allInnerTexts()).toEqual([]);
    const last = page.locator(".jp-CodeCell").last().locator(".jp-OutputArea-output");
    expect(await last.innerText()).toContain("all claims hold");
  });

  it("draws its charts, every axis with its name and unit", async () => {
    const count = await page.locator(charts).count();
    expect(count).toBe(4);
    for (let index = 0; index < count; index += 1) {
      const chart = page.locator(charts).nth(index);
      await chart.scrollIntoViewIfNeeded();
      expect((await drawn(chart)).path).toMatch(/^M[\d.,]+/);
      for (const axis of [".xtitle", ".ytitle"])
        expect(await chart.locator(axis).first().textContent()).toMatch(/^\S.* \(.+\)$/);
    }
  });

  it("lets the slider of processes be moved by the keyboard, and the chart follows", async () => {
    const cell = page.locator(".jp-CodeCell", { has: page.locator(".noUi-handle") });
    const chart = cell.locator(".js-plotly-plot");
    await chart.scrollIntoViewIfNeeded();
    const before = await drawn(chart);
    const handle = cell.locator(".noUi-handle").first();
    await handle.focus();
    for (let press = 0; press < 3; press += 1) await page.keyboard.press("ArrowRight");
    await expect.poll(() => drawn(chart).then(({ title }) => title), { timeout: 10_000 }).not.toBe(before.title);
    const after = await drawn(chart);
    expect(after.path).not.toBe(before.path);
    const processes = (title: string) => Number(/([\d,]+) processes/.exec(title)?.[1]?.replace(",", ""));
    expect(processes(after.title)).toBeGreaterThan(processes(before.title));
  });

  it("downloads a chart as PNG and as SVG from its own buttons", async () => {
    const chart = page.locator(charts).first();
    const png = await download(page, chart, /png/i);
    expect(png.name).toMatch(/\.png$/);
    expect(png.bytes.subarray(1, 4).toString()).toBe("PNG");
    expect(png.bytes.length).toBeGreaterThan(10_000);
    const svg = await download(page, chart, /svg/i);
    expect(svg.name).toMatch(/\.svg$/);
    expect(svg.bytes.toString()).toMatch(/^<svg[\s\S]*Overhead of runqslower[\s\S]*<\/svg>/);
  });

  it("shows its charts again after it was saved, closed and opened in another browser", async () => {
    const titles = async (where: Page) => {
      await lookAtEveryCell(where);
      // The chart of the sliders lives in the kernel's widgets; the others live in the file.
      return where.locator(".js-plotly-plot:not(.jupyter-widgets *) .gtitle").allTextContents();
    };
    const before = await titles(page);
    expect(before.length).toBeGreaterThanOrEqual(3);
    await page.keyboard.press("Control+s");
    await expect.poll(() => page.locator(".jp-mod-dirty").count(), { timeout: 15_000 }).toBe(0);
    await page.close();
    const saved = JSON.parse(readFileSync(join(lab.folder, "notebooks", "article.ipynb"), "utf8"));
    expect(JSON.stringify(saved)).toContain("application/vnd.plotly.v1+json");
    const again = await lab.open("article.ipynb");
    await again.waitForSelector(".gtitle", { timeout: 30_000 });
    expect(await titles(again)).toEqual(expect.arrayContaining(before.slice(0, 3)));
  });
});
