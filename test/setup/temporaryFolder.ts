import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A folder with a space and letters beyond ASCII in its name, and how to remove it: for several tests. */
export function scratchFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "phasebook prüfung "));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) };
}

/** Such a folder for the test that is running; it goes with the test. */
export function temporaryFolder(): string {
  const { folder, remove } = scratchFolder();
  onTestFinished(remove);
  return folder;
}
