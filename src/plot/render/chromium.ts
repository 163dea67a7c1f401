import { execFile } from "node:child_process";
import { access, constants, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { FigureJson } from "../figureJson.js";
import { inScript } from "./html.js";
import { plotlyPath } from "./plotlyPath.js";
import { sizeOf } from "./size.js";

/** The trace types that were seen to come out right without a browser; `test/plot/render.test.ts` draws each. */
export const drawnWithoutBrowser: ReadonlySet<string> = new Set([
  "bar",
  "barpolar",
  "box",
  "candlestick",
  "contour",
  "funnel",
  "histogram",
  "histogram2dcontour",
  "ohlc",
  "pie",
  "scatter",
  "scattergl",
  "scatterpolar",
  "scatterternary",
  "waterfall",
]);

/** The trace types of a figure that only a browser draws: those made of pixels, of 3D, or of measured paths. */
export function needsBrowser(figure: FigureJson): string[] {
  const types = figure.data.map(({ type }) => (typeof type === "string" ? type : "scatter"));
  return [...new Set(types)].filter((type) => !drawnWithoutBrowser.has(type));
}

const timeout = 60_000;

/**
 * Draws a figure in the system's Chromium or Chrome: about 2 s.
 *
 * @throws Error that names the trace types where there is no browser, or says what the browser answered
 */
export async function svgFromChromium(figure: FigureJson, types: readonly string[]): Promise<string> {
  const browser = await findBrowser();
  if (!browser)
    throw new Error(
      `a ${types.join(" or ")} trace is drawn by a browser, and no Chromium or Chrome was found in PATH; ` +
        "install one or name it in the variable CHROME_PATH",
    );
  const folder = await mkdtemp(join(tmpdir(), "phasebook-picture-"));
  try {
    const page = join(folder, "page.html");
    await writeFile(page, pageOf(figure));
    const { stdout } = await promisify(execFile)(browser, [...argumentsFor(folder), pathToFileURL(page).href], {
      timeout,
      maxBuffer: 1 << 28,
    });
    return pictureIn(stdout);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe", "msedge.exe"];
const places = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

async function findBrowser(): Promise<string | undefined> {
  const named = process.env.CHROME_PATH;
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const candidates = [
    ...(named ? [named] : []),
    ...names.flatMap((name) => folders.map((at) => join(at, name))),
    ...places,
  ];
  for (const candidate of candidates) if (await isExecutable(candidate)) return candidate;
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

function argumentsFor(folder: string): string[] {
  return [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    `--user-data-dir=${join(folder, "profile")}`,
    "--virtual-time-budget=20000",
    "--dump-dom",
  ];
}

/** A page that draws the figure and then consists of its SVG, base64-encoded so that no markup is left to parse. */
function pageOf(figure: FigureJson): string {
  const options = { format: "svg", ...sizeOf(figure), imageDataOnly: true };
  return `<!doctype html><meta charset="utf-8"><script src="${pathToFileURL(plotlyPath()).href}"></script><body><script>
let state = 1;
Math.random = () => (state = (state * 48271) % 2147483647) / 2147483647;
const show = (id, text) => {
  let bytes = "";
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  document.body.innerHTML = "<pre id=" + id + ">" + btoa(bytes) + "</pre>";
};
Plotly.toImage(${inScript(figure)}, ${inScript(options)}).then((svg) => show("picture", svg), (error) => show("error", String(error)));
</script>`;
}

function pictureIn(dom: string): string {
  const [, id, encoded] = /<pre id="(picture|error)">([^<]*)<\/pre>/.exec(dom) ?? [];
  const text = Buffer.from(encoded ?? "", "base64").toString("utf8");
  if (id === "picture") return text;
  throw new Error(`the browser did not draw the figure: ${text || "it gave no picture"}`);
}
