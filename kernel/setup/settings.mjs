import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { environment } from "./environment.mjs";

const overrides = {
  // JupyterLab asks everybody once whether it may fetch news over the network; here it neither asks nor fetches.
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
};

/** Writes the settings in which the environment's JupyterLab differs from its own; the user's choices still win. */
export async function writeSettings() {
  const folder = join(environment, "share", "jupyter", "lab", "settings");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "overrides.json"), `${JSON.stringify(overrides, null, 2)}\n`);
}
