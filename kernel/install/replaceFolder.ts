import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";

/**
 * Fills a new folder and puts it in the place of the old one, which stays whole until then: whoever reads meanwhile, or
 * comes after a failure, finds the old folder or the new one, never half of one. An old one that holds the same already
 * is not touched: a JupyterLab may be reading it.
 */
export async function replaceFolder(folder: string, fill: (empty: string) => Promise<void>): Promise<void> {
  await makeFolder(dirname(folder));
  // A leading dot keeps Jupyter from taking it for a kernel or an extension.
  const temporary = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`));
  try {
    const filled = join(temporary, "new");
    await mkdir(filled);
    await fill(filled);
    if (await holdTheSame(folder, filled)) return;
    await rename(folder, join(temporary, "old")).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    });
    await rename(filled, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** As `mkdir` does with `recursive`, which tries without end where a file system such as /proc has no place for folders. */
async function makeFolder(folder: string): Promise<void> {
  if ((await stat(folder).catch(() => undefined))?.isDirectory()) return;
  if (dirname(folder) !== folder) await makeFolder(dirname(folder));
  await mkdir(folder);
}

async function holdTheSame(one: string, other: string): Promise<boolean> {
  const [files, others] = await Promise.all([filesIn(one), filesIn(other)]);
  if (files.join("\n") !== others.join("\n")) return false;
  const equal = async (file: string) => (await readFile(join(one, file))).equals(await readFile(join(other, file)));
  return (await Promise.all(files.map(equal))).every(Boolean);
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
      return [];
    },
  );
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
}
