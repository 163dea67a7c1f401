import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * Whether there is such a package for Node to find. Node keeps in mind what it has not found, and a package that is missing now may be installed
 * a minute later; so Node is asked only for what there is.
 *
 * @param file what names it
 */
export function isInstalled(specifier: string, file: string): boolean {
  const folders = createRequire(file).resolve.paths(specifier);
  // A module of Node's, a path, or a name of the user's package.json.
  if (folders === null || /^[./#]/.test(specifier)) return true;
  const [name] = /^(@[^/]+\/)?[^/]+/.exec(specifier) ?? [specifier];
  const found = folders.some((each) => existsSync(join(each, name)) || existsSync(join(each, `${name}.js`)));
  return found || packageName(dirname(file)) === name;
}

/** The name of the package that a folder belongs to: it may name itself. */
function packageName(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    try {
      return (JSON.parse(readFileSync(join(at, "package.json"), "utf8")) as { name?: string }).name;
    } catch {
      // What is no JSON is Node's to complain of.
    }
    if (dirname(at) === at) return undefined;
  }
}

/** As Node says it. */
export function missing(specifier: string, folder: string): Error {
  const error = new Error(
    `Cannot find module '${specifier}' in a node_modules of ${folder} or above, nor beside the kernel.`,
  );
  return Object.assign(error, { code: "MODULE_NOT_FOUND" });
}
