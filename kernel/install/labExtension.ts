import { copyFile, cp, readdir, readFile, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { labExtensionFolder as compiledFolder, plotlyBundle } from "./package.js";
import { replaceFolder } from "./replaceFolder.js";

/** The lab extension as it lies in a data folder. */
export interface InstalledLabExtension {
  folder: string;
  version: string;
  /** Files that its package.json promises and that are not there. */
  missing: string[];
}

export function labExtensionFolder(data: string): string {
  return join(data, "labextensions", "phasebook");
}

/** Copies the compiled extension, and Plotly beside it, so that figures need no network. */
export async function installLabExtension(data: string): Promise<string> {
  const folder = labExtensionFolder(data);
  await replaceFolder(folder, async (empty) => {
    await cp(compiledFolder, empty, { recursive: true });
    for (const version of await readdir(join(empty, "static")))
      await copyFile(plotlyBundle(), join(empty, "static", version, "plotly.js"));
  });
  return folder;
}

export async function uninstallLabExtension(data: string): Promise<string | undefined> {
  const folder = labExtensionFolder(data);
  if (!(await exists(folder))) return undefined;
  await rm(folder, { recursive: true });
  return folder;
}

export async function readLabExtension(data: string): Promise<InstalledLabExtension | undefined> {
  const folder = labExtensionFolder(data);
  if (!(await exists(join(folder, "package.json")))) return undefined;
  const { version, jupyterlab } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as {
    version: string;
    jupyterlab: { _build: { load: string } };
  };
  const entry = join(folder, jupyterlab._build.load);
  const missing: string[] = [];
  for (const file of [entry, join(dirname(entry), "plotly.js")]) if (!(await exists(file))) missing.push(file);
  return { folder, version, missing };
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
