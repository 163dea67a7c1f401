import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Fills a new folder and puts it in the place of the old one, which stays whole until then: whoever reads meanwhile, or
 * comes after a failure, finds the old folder or the new one, never half of one.
 */
export async function replaceFolder(folder: string, fill: (empty: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  // A leading dot keeps Jupyter from taking it for a kernel or an extension.
  const temporary = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`));
  try {
    const filled = join(temporary, "new");
    await mkdir(filled);
    await fill(filled);
    await rename(folder, join(temporary, "old")).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    });
    await rename(filled, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
