import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium as engine, type Locator, type Page } from "playwright-core";
import { freePorts } from "../../kernel/notebook/freePorts.js";
import { chromium, environment, root } from "../setup/parts.js";

const token = "a token of the tests";

/** A JupyterLab of the private environment on a copy of the notebooks, and the browser to look at it. */
export class JupyterLab {
  readonly folder = mkdtempSync(join(realpathSync(tmpdir()), "phasebook-lab-"));
  #server: ChildProcess | undefined;
  #address = "";
  readonly #contexts: BrowserContext[] = [];

  async start(): Promise<void> {
    cpSync(join(root, "notebooks"), join(this.folder, "notebooks"), { recursive: true });
    const [port] = await freePorts(1);
    this.#address = `http://127.0.0.1:${port}`;
    // A home of its own: what the user of this machine has configured or left open is not what is tested.
    const home = join(this.folder, "home");
    mkdirSync(home);
    this.#server = spawn(
      join(environment!, "jupyter"),
      [
        "lab",
        "--no-browser",
        `--port=${port}`,
        "--ServerApp.port_retries=0",
        `--IdentityProvider.token=${token}`,
        `--ServerApp.root_dir=${join(this.folder, "notebooks")}`,
        ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
      ],
      { env: { ...process.env, HOME: home, JUPYTER_CONFIG_DIR: join(home, "config") }, stdio: "ignore" },
    );
    await waitUntil(async () => (await fetch(`${this.#address}/api/status?token=${token}`)).ok, 120_000);
  }

  async stop(): Promise<void> {
    // Also where a browser has died, or never came up, the server ends.
    await Promise.allSettled(this.#contexts.map((context) => context.close()));
    const server = this.#server;
    if (server && server.exitCode === null) {
      const gone = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGTERM");
      const force = setTimeout(() => server.kill("SIGKILL"), 10_000);
      await gone;
      clearTimeout(force);
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Writes a notebook of code cells among the others. */
  write(notebook: string, cells: readonly string[]): void {
    const content = {
      cells: cells.map((source, index) => ({
        cell_type: "code",
        execution_count: null,
        id: `cell-${index}`,
        metadata: {},
        outputs: [],
        source,
      })),
      metadata: { kernelspec: { display_name: "TypeScript (Phasebook)", language: "typescript", name: "phasebook" } },
      nbformat: 4,
      nbformat_minor: 5,
    };
    writeFileSync(join(this.folder, "notebooks", notebook), JSON.stringify(content));
  }

  /** Opens a notebook in a browser that knows nothing yet, and waits until its cells are there. */
  async open(notebook: string): Promise<Page> {
    const data = mkdtempSync(join(this.folder, "browser-"));
    const context = await engine.launchPersistentContext(data, {
      executablePath: chromium!,
      headless: true,
      viewport: { width: 1280, height: 1000 },
      acceptDownloads: true,
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
    this.#contexts.push(context);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(`${this.#address}/lab/tree/${notebook}?reset&token=${encodeURIComponent(token)}`);
    await page.waitForSelector(".jp-Notebook .jp-Cell", { timeout: 60_000 });
    await page.waitForFunction(() => !document.querySelector("#jupyterlab-splash"), null, { timeout: 60_000 });
    return page;
  }
}

/** Chooses an entry of one of JupyterLab's menus. */
export async function choose(page: Page, menu: string, entry: string): Promise<void> {
  await page.click(`.lm-MenuBar-itemLabel:text-is("${menu}")`);
  await page.click(`.lm-Menu-itemLabel:text-is("${entry}")`);
}

/** Runs all cells once the kernel is there, and waits until each has run. */
export async function runAllCells(page: Page, timeout = 120_000): Promise<void> {
  await page.waitForSelector('.jp-StatusBar-Widget :text("| Idle")', { timeout: 60_000 });
  await page.waitForTimeout(500);
  await choose(page, "Run", "Run All Cells");
  await page.waitForFunction(
    () => {
      const prompts = [...document.querySelectorAll(".jp-CodeCell .jp-InputPrompt")].map(
        (each) => each.textContent ?? "",
      );
      const status = document.querySelector(".jp-Notebook-ExecutionIndicator")?.getAttribute("data-status");
      return status === "idle" && prompts.length > 0 && prompts.every((each) => /\[\d+\]/.test(each));
    },
    null,
    { timeout },
  );
}

/** Runs one cell that has not been run before, and waits until it has. */
export async function runCell(page: Page, index: number): Promise<Locator> {
  await page.waitForSelector('.jp-StatusBar-Widget :text("| Idle")', { timeout: 60_000 });
  const cell = page.locator(".jp-CodeCell").nth(index);
  await cell.locator(".jp-InputArea-editor").click();
  await page.keyboard.press("Control+Enter");
  await cell.locator(".jp-InputPrompt", { hasText: /\[\d+\]/ }).waitFor({ timeout: 60_000 });
  return cell;
}

async function waitUntil(done: () => Promise<boolean>, timeout: number): Promise<void> {
  const deadline = Date.now() + timeout;
  while (!(await done().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`not within ${timeout / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
