import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./parts.js";

/**
 * A module as it was built: worker threads and other processes load JavaScript, so what they are to do comes from `dist`, and so does
 * what hands it to them. `npm test` builds it first.
 *
 * @param file below `src`, as in `runner/workers.js`
 */
export function built<Module>(file: string): Promise<Module> {
  return import(pathToFileURL(join(root, "dist/src", file)).href) as Promise<Module>;
}
