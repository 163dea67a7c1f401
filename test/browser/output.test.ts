// What cells show in JupyterLab beside charts and controls: every kind of rich output, questions, colours, a bar that moves, and what an
// interrupt leaves; in a narrow cell and in the dark theme too.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromium, environment } from "../setup/parts.js";
import { JupyterLab, runCell } from "./jupyterLab.js";

const cells = {
  rich: `import { article, clearOutput, diagram, display, Figure, figureWidget, html, image, interact, latex, markdown, progress, slider, svg, Table, updateDisplay } from "phasebook";
console.log("taken away");
clearOutput();
display(html("<b class='made-bold'>x</b>"));
display(markdown("**strong** and \`code\`"));
display(latex\`$\\\\frac{\\\\lambda}{\\\\mu}$\`);
display(svg('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><circle r="4"/></svg>'));
display(image(Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64")));
display("before", { displayId: "replaced" });
display(new Table([{ map: "hash", processes: 1000 }, { map: "task", processes: Number.NaN }]));
[{ rows: 1 }, { rows: 2n }]`,
  update: `updateDisplay("after", "replaced");
console.log("\\u001b[31mred\\u001b[0m");
new Map<string, unknown>([["a", new Float64Array(200)], ["b", class Made {}]])`,
  question: `[input("Your name? "), input("And a secret: ", { password: true })]`,
  bar: `for (const step of progress(Array.from({ length: 20 }, (_, index) => index), { label: "steps" }))
  await new Promise((resolve) => setTimeout(resolve, 150));
await progress(new Promise((resolve) => setTimeout(resolve, 20)), { label: "a promise" });`,
  forever: `const sleep = (seconds: number) => new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
let begun = false;
begun = true;
await sleep(1); while (true) {}`,
  after: "console.error(new RangeError('printed')); begun",
  chart: `figureWidget({ data: [{ y: [1, 2] }], layout: { title: { text: "a long title that is wider than the cell of a narrow window by far" } } })`,
  wide: `interact({ map: ["hash", "task"], name: "text" }, ({ name }) => name)`,
  diagram: "diagram(article())",
  slider: `interact({ slope: slider(1, 9) }, ({ slope }) => new Figure({ data: [{ y: [0, slope] }], layout: { title: { text: "slope " + slope } } }))`,
} as const;
const names = Object.keys(cells) as (keyof typeof cells)[];

describe.skipIf(!environment || !chromium)("outputs in JupyterLab", { timeout: 120_000 }, () => {
  const lab = new JupyterLab();
  let page: Page;
  const cell = (name: keyof typeof cells): Locator => page.locator(".jp-CodeCell").nth(names.indexOf(name));
  const runNamed = (name: keyof typeof cells): Promise<Locator> => runCell(page, names.indexOf(name));
  const start = async (name: keyof typeof cells): Promise<void> => {
    await cell(name).locator(".jp-InputArea-editor").click();
    await page.keyboard.press("Control+Enter");
  };

  beforeAll(async () => {
    await lab.start();
    lab.write("outputs.ipynb", Object.values(cells));
    page = await lab.open("outputs.ipynb");
  }, 240_000);

  afterAll(() => lab.stop(), 60_000);

  it("renders every kind of rich output", async () => {
    const shown = await runNamed("rich");
    await expect.poll(() => shown.locator(".jp-RenderedHTML .made-bold").innerText()).toBe("x");
    expect(await shown.locator(".jp-RenderedMarkdown strong").innerText()).toBe("strong");
    await expect
      .poll(() => shown.locator(".jp-RenderedLatex .MathJax, .jp-RenderedLatex mjx-container").count())
      .toBe(1);
    expect(await shown.locator(".jp-RenderedSVG img, .jp-RenderedSVG svg").count()).toBe(1);
    const width = (picture: HTMLImageElement) => picture.naturalWidth;
    await expect.poll(() => shown.locator('.jp-RenderedImage img[src^="data:image/png"]').evaluate(width)).toBe(1);
    const tables = await shown.locator("table").allInnerTexts();
    expect(tables.map((text) => text.split(/\s+/))).toEqual([
      ["map", "processes", "hash", "1000", "task", "NaN"],
      ["rows", "1", "2"],
    ]);
    expect(await shown.innerText()).toContain("2 rows × 2 columns");
    expect(await shown.locator(".jp-OutputArea").innerText()).not.toContain("taken away");
  });

  it("replaces an output, colours what is printed in colour, and inspects values as Node does", async () => {
    const updated = await runNamed("update");
    await expect.poll(() => cell("rich").locator(".jp-OutputArea").innerText()).toContain("'after'");
    expect(await cell("rich").locator(".jp-OutputArea").innerText()).not.toContain("'before'");
    expect(await updated.locator(".ansi-red-fg").innerText()).toBe("red");
    expect(await updated.innerText()).toMatch(
      /Map\(2\) \{\s+'a' => Float64Array\(200\) \[[\s\S]*100 more items[\s\S]*\[class Made\]/,
    );
  });

  it("asks for a line and for a password, which is not seen", async () => {
    await start("question");
    const box = cell("question").locator("input.jp-Stdin-input");
    const answer = async (given: Locator, text: string): Promise<void> => {
      await given.waitFor({ timeout: 30_000 });
      await given.fill(text);
      await given.press("Enter");
    };
    await answer(box.and(page.locator(':not([type="password"])')), "Ada");
    await answer(box.and(page.locator('[type="password"]')), "hidden");
    await expect.poll(() => cell("question").innerText()).toContain("[ 'Ada', 'hidden' ]");
    // What was asked stays there; of the password only the result above tells.
    expect(await cell("question").innerText()).toMatch(/Your name\? +Ada\s+And a secret: +·+/);
  });

  it("moves a bar while a cell runs", async () => {
    await start("bar");
    const bar = cell("bar").locator(".progress-bar").first();
    await bar.waitFor({ state: "attached", timeout: 30_000 });
    // Every width it has, however slow the machine is to look.
    const widths = await bar.evaluate(async (element: HTMLElement) => {
      const seen = new Set<number>();
      while (!seen.has(100)) {
        seen.add(Number.parseFloat(element.style.width));
        await new Promise(requestAnimationFrame);
      }
      return [...seen];
    });
    expect(widths.length).toBeGreaterThan(3);
    expect(widths).toEqual(widths.toSorted((a, b) => a - b));
    await expect.poll(() => cell("bar").innerText()).toMatch(/20 of 20 in .* s[\s\S]*a promise[\s\S]*done in/);
  });

  it("is interrupted by the button of the toolbar, and goes on with what it has", async () => {
    await start("forever");
    await page.waitForSelector('.jp-StatusBar-Widget :text("| Busy")', { timeout: 30_000 });
    // Past the second of sleep, in the loop that never lets go.
    await page.waitForTimeout(2500);
    await page.locator('.jp-NotebookPanel-toolbar [data-command="notebook:interrupt-kernel"]').click();
    const error = cell("forever").locator('[data-mime-type="application/vnd.jupyter.stderr"]');
    await error.waitFor({ timeout: 20_000 });
    expect(await error.innerText()).toMatch(/^Interrupted/);
    const after = await runNamed("after");
    expect(await after.locator(".jp-OutputArea-executeResult").innerText()).toContain("true");
    const printed = await after.locator('[data-mime-type="application/vnd.jupyter.stderr"]').innerText();
    expect(printed.trim()).toMatch(/^RangeError: printed\n\s+at cell-\d+\.ts:1:15$/);
  });

  it("cuts nothing off in a narrow cell", async () => {
    await runNamed("chart");
    await runNamed("wide");
    await page.setViewportSize({ width: 853, height: 533 });
    const right = (found: Locator): Promise<number> => found.evaluate((node) => node.getBoundingClientRect().right);
    await cell("chart").scrollIntoViewIfNeeded();
    const figure = cell("chart").locator(".jp-RenderedPhasebookFigure");
    const title = cell("chart").locator(".gtitle");
    const fits = async (inner: Locator, outer: Locator) => (await right(inner)) <= (await right(outer));
    await expect.poll(() => fits(title, figure), { timeout: 20_000 }).toBe(true);
    await cell("wide").scrollIntoViewIfNeeded();
    for (const control of await cell("wide").locator(".widget-dropdown select, .widget-text input").all())
      expect(await fits(control, cell("wide").locator(".jp-OutputArea-output").first())).toBe(true);
    await page.setViewportSize({ width: 1280, height: 1000 });
    await cell("chart").scrollIntoViewIfNeeded();
  });

  it("darkens the picture of a model in the dark theme, and no other", async () => {
    await runNamed("diagram");
    await page.click('.lm-MenuBar-itemLabel:text-is("Settings")');
    await page.hover('.lm-Menu-itemLabel:text-is("Theme")');
    await page.click('.lm-Menu-itemLabel:text-is("JupyterLab Dark")');
    const filter = (name: keyof typeof cells) =>
      cell(name)
        .locator(".jp-RenderedSVG img")
        .evaluate((picture) => getComputedStyle(picture).filter);
    await cell("diagram").scrollIntoViewIfNeeded();
    await expect.poll(() => filter("diagram"), { timeout: 15_000 }).toMatch(/^invert/);
    await cell("rich").scrollIntoViewIfNeeded();
    expect(await filter("rich")).toBe("none");
  });

  it("shows its charts in a notebook that comes from elsewhere, those of sliders too", async () => {
    await cell("slider").scrollIntoViewIfNeeded();
    await runNamed("slider");
    await cell("slider").locator(".gtitle").waitFor({ timeout: 20_000 });
    const file = (name: string) => join(lab.folder, "notebooks", name);
    await page.keyboard.press("Control+s");
    await expect.poll(() => readFileSync(file("outputs.ipynb"), "utf8")).toContain("slope 5");
    // JupyterLab trusts what it has run and saved itself; this it has not.
    const saved = JSON.parse(readFileSync(file("outputs.ipynb"), "utf8"));
    saved.cells[0].outputs = saved.cells[0].outputs.slice(1);
    writeFileSync(file("foreign.ipynb"), JSON.stringify(saved));
    page = await lab.open("foreign.ipynb");
    for (const [name, title] of [
      ["chart", "a long title"],
      ["slider", "slope 5"],
    ] as const) {
      await cell(name).scrollIntoViewIfNeeded();
      await cell(name).locator(".gtitle", { hasText: title }).waitFor({ timeout: 30_000 });
    }
    expect(await page.locator(".noUi-handle").count()).toBe(0);
  });
});
