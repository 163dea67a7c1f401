import { copyFile, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { kernelCommand } from "../launch.js";
import { InstallFailure } from "./failure.js";
import { logoFiles, logoFolder, packageVersion } from "./package.js";
import { replaceFolder } from "./replaceFolder.js";

export const defaultName = "phasebook";

/** What Jupyter reads to start a kernel. The metadata tell our kernelspecs from others, under whatever name. */
export interface Kernelspec {
  argv: string[];
  display_name: string;
  language: string;
  interrupt_mode: "message" | "signal";
  metadata: { phasebook?: { version: string }; supported_encryption?: string };
}

/** A kernelspec of ours and where it lies. */
export interface InstalledKernelspec {
  name: string;
  folder: string;
  /** What its kernel.json says; undefined where that is no JSON, so that no Jupyter can read it. */
  spec: Kernelspec | undefined;
}

/** The folder of a kernelspec; Jupyter's own rule for names. */
export function kernelspecFolder(data: string, name: string): string {
  if (!/^[A-Za-z0-9._-]+$/.test(name) || /^\.+$/.test(name))
    throw new InstallFailure(
      `a kernel's name has letters, digits, ".", "_" and "-" only, and "${name}" is not such a name`,
    );
  return join(data, "kernels", name);
}

/** @param displayName what Jupyter calls it in its menus */
export async function installKernelspec(data: string, name: string, displayName = titleOf(name)): Promise<string> {
  if (displayName.trim() === "") throw new InstallFailure("--display-name needs a name, not an empty one");
  const folder = kernelspecFolder(data, name);
  if ((await readKernelspec(folder)) === "foreign")
    throw new InstallFailure(`${folder} is a kernelspec of something else: choose another name with --name`);
  const { capability } = await import("zeromq");
  const spec: Kernelspec = {
    argv: kernelCommand(),
    display_name: displayName,
    language: "typescript",
    interrupt_mode: "message",
    metadata: {
      phasebook: { version: packageVersion() },
      ...(capability.curve ? { supported_encryption: "curve" } : {}),
    },
  };
  await replaceFolder(folder, async (empty) => {
    await writeFile(join(empty, "kernel.json"), `${JSON.stringify(spec, null, 2)}\n`);
    for (const file of logoFiles) await copyFile(join(logoFolder, file), join(empty, file));
  });
  return folder;
}

function titleOf(name: string): string {
  return name === defaultName ? "TypeScript (Phasebook)" : `TypeScript (Phasebook, ${name})`;
}

/** Removes a kernelspec of ours; returns its folder, or undefined where there was none. */
export async function uninstallKernelspec(data: string, name: string): Promise<string | undefined> {
  const folder = kernelspecFolder(data, name);
  const found = await readKernelspec(folder);
  if (found === undefined) return undefined;
  if (found === "foreign") throw new InstallFailure(`${folder} is a kernelspec of something else and stays`);
  await rm(folder, { recursive: true });
  return folder;
}

/** Our kernelspecs below one of Jupyter's data folders. */
export async function kernelspecsIn(data: string): Promise<InstalledKernelspec[]> {
  const names = await readdir(join(data, "kernels")).catch(none);
  const found: InstalledKernelspec[] = [];
  for (const name of names.filter((name) => !name.startsWith(".")).sort()) {
    const folder = join(data, "kernels", name);
    const spec = await readKernelspec(folder);
    if (typeof spec === "object") found.push({ name, folder, spec });
    else if (spec === "broken" && name === defaultName) found.push({ name, folder, spec: undefined });
  }
  return found;
}

async function readKernelspec(folder: string): Promise<Kernelspec | "foreign" | "broken" | undefined> {
  const text = await readFile(join(folder, "kernel.json"), "utf8").catch(none);
  if (typeof text !== "string") return undefined;
  try {
    const spec = JSON.parse(text) as Partial<Kernelspec> | null;
    return spec?.metadata?.phasebook && Array.isArray(spec.argv) ? (spec as Kernelspec) : "foreign";
  } catch (error) {
    if (error instanceof SyntaxError) return "broken";
    throw error;
  }
}

function none(error: NodeJS.ErrnoException): never[] {
  if (error.code !== "ENOENT" && error.code !== "ENOTDIR") throw error;
  return [];
}
