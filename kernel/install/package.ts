import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this package: the compiled file lies in dist/kernel/install/. */
export const packageFolder = fileURLToPath(new URL("../../../", import.meta.url));

/** The version of this package. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as { version: string };
  return version;
}

/** The logos that Jupyter looks for in a kernelspec's folder. */
export const logoFolder = join(packageFolder, "kernel", "logos");
export const logoFiles = ["logo-32x32.png", "logo-64x64.png", "logo-svg.svg"];

/** The compiled lab extension, complete but for Plotly. */
export const labExtensionFolder = join(packageFolder, "dist", "labextension");

/** Plotly's bundle for browsers, wherever npm has put the package. */
export function plotlyBundle(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve("plotly.js-dist/package.json")), "plotly.js");
}
