import { statSync } from "node:fs";

/** What changes when a file is saved; undefined where there is no such file. Two savings may fall into one tick of the file system's clock. */
export function stateOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() ? `${found.mtimeMs} ${found.size}` : undefined;
}
