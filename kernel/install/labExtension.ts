import { copyFile, cp, readdir, readFile, rm, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { labExtensionFolder as compiledFolder, plotlyBundle } from "./package.js";
import { replaceFolder } from "./replaceFolder.js";

/** The lab extension as it lies in a data folder. */
export interface InstalledLabExtension {
  folder: string;
  version: string;
  /** Its files that are not there, or are not those that this version has. */
  wrong: string[];
}

const plotly = "plotly.js";

export function labExtensionFolder(data: string): string {
  return join(data, "labextensions", "phasebook");
}

/** Copies the compiled extension, and Plotly beside it, so that figures need no network. */
export async function installLabExtension(data: string): Promise<string> {
  const folder = labExtensionFolder(data);
  await replaceFolder(folder, async (empty) => {
    await cp(compiledFolder, empty, { recursive: true });
    for (const version of await readdir(join(empty, "static")))
      await copyFile(plotlyBundle(), join(empty, "static", version, plotly));
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
  const wrong: string[] = [];
  for (const [file, source] of await filesOf()) {
    const [is, shouldBe] = await Promise.all([sizeOf(join(folder, file)), sizeOf(source)]);
    if (is !== shouldBe) wrong.push(file);
  }
  return { folder, version: await versionIn(folder), wrong };
}

/** The files of the extension as it is to be, each with the one it is a copy of. */
async function filesOf(): Promise<[file: string, source: string][]> {
  const entries = await readdir(compiledFolder, { recursive: true, withFileTypes: true });
  const compiled = entries
    .filter((entry) => entry.isFile())
    .map((entry): [string, string] => {
      const source = join(entry.parentPath, entry.name);
      return [relative(compiledFolder, source), source];
    });
  const versions = await readdir(join(compiledFolder, "static"));
  return [
    ...compiled,
    ...versions.map((version): [string, string] => [join("static", version, plotly), plotlyBundle()]),
  ];
}

async function versionIn(folder: string): Promise<string> {
  try {
    const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as { version?: unknown };
    return String(version);
  } catch (error) {
    if (error instanceof SyntaxError) return "unknown";
    throw error;
  }
}

async function sizeOf(file: string): Promise<number | undefined> {
  return stat(file).then(
    ({ size }) => size,
    () => undefined,
  );
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
