// Notebook 7 and Voila in a browser: one server has both.
import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BrowserContext, chromium as engine, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { freePorts } from "../../kernel/notebook/freePorts.js";
import { chromium, environment } from "../setup/parts.js";
import { scratchFolder } from "../setup/temporaryFolder.js";
import { Jupyter, notebookOf } from "./jupyter.js";

const token = "a token of the tests";
const cell = `import { article, interact, plot, simulate, slider } from "phasebook";
interact({ processes: slider(100, 2000) }, ({ processes }) =>
  plot.overhead(simulate(article({ processes }), { seed: 1, maxEvents: 2000 })))`;

describe.skipIf(!environment || !chromium)("pages", { timeout: 120_000 }, () => {
  const { folder, remove } = scratchFolder();
  const jupyter = new Jupyter(folder);
  let server: ChildProcess;
  let browser: BrowserContext;
  let page: Page;
  let address: string;

  beforeAll(async () => {
    await jupyter.install();
    for (const name of ["slider ö.ipynb", "voila ö.ipynb"]) writeFileSync(join(folder, name), notebookOf(cell));
    const [port] = await freePorts(1);
    address = `http://127.0.0.1:${port}`;
    server = spawn(
      join(environment!, "jupyter"),
      [
        ...["notebook", "--no-browser", "--allow-root", `--port=${port}`, "--ServerApp.port_retries=0"],
        `--IdentityProvider.token=${token}`,
      ],
      { cwd: folder, env: jupyter.env, stdio: "ignore" },
    );
    const answers = async () => (await fetch(`${address}/api/status?token=${token}`).catch(() => undefined))?.ok;
    await vi.waitUntil(answers, { timeout: 60_000, interval: 200 });
    browser = await engine.launchPersistentContext(join(folder, "browser"), {
      executablePath: chromium!,
      headless: true,
      args: ["--no-sandbox", "--disable-gpu", "--no-first-run"],
    });
    page = browser.pages()[0] ?? (await browser.newPage());
  });

  afterAll(async () => {
    await browser?.close();
    if (server?.exitCode === null) {
      const gone = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGTERM");
      await gone;
    }
    remove();
  });

  const open = (path: string) => page.goto(`${address}/${encodeURI(path)}?token=${encodeURIComponent(token)}`);

  /** Moves the slider, and expects the chart to follow. */
  async function driveChart(): Promise<void> {
    const line = page.locator(".js-plotly-plot .scatterlayer .js-line").first();
    await line.waitFor({ state: "attached", timeout: 60_000 });
    const before = await line.getAttribute("d");
    expect(before).toMatch(/^M[\d.,]+/);
    const track = page.locator(".noUi-target").first();
    const { width, height } = (await track.boundingBox())!;
    await track.click({ position: { x: 0.9 * width, y: height / 2 } });
    await expect.poll(() => line.getAttribute("d"), { timeout: 30_000 }).not.toBe(before);
  }

  test("Notebook 7 runs a cell, whose slider drives its chart", async () => {
    await open("notebooks/slider ö.ipynb");
    await page.locator(".jp-CodeCell .cm-content").first().click({ timeout: 60_000 });
    // Before the kernel is there, the page runs nothing.
    await page
      .locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
      .waitFor({ state: "attached", timeout: 60_000 });
    await page.keyboard.press("Shift+Enter");
    await driveChart();
    expect(await page.locator(".jp-CodeCell .jp-InputPrompt").first().innerText()).toBe("[1]:");
  });

  test("Voila shows the notebook as a page without its code, whose slider drives its chart", async () => {
    await open("voila/render/voila ö.ipynb");
    await driveChart();
    expect(await page.locator("body").innerText()).not.toContain("interact(");
  });
});
