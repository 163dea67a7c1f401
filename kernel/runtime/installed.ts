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
  const name = nameIn(specifier);
  const found = folders.some((each) => existsSync(join(each, name)) || existsSync(join(each, `${name}.js`)));
  return found || packageName(dirname(file)) === name;
}

/** Whether a package has something else for those who import it than for those who require it. */
export function offersImport(specifier: string, file: string): boolean {
  if (specifier.endsWith(".json")) return false;
  const folders = createRequire(file).resolve.paths(specifier) ?? [];
  const packages = folders.map((each) => join(each, nameIn(specifier), "package.json"));
  const found = packages.find((each) => existsSync(each));
  return found !== undefined && hasImport((readJson(found) as { exports?: unknown } | undefined)?.exports);
}

function hasImport(exports: unknown): boolean {
  if (typeof exports !== "object" || exports === null) return false;
  return "import" in exports || Object.values(exports).some(hasImport);
}

/** The package's name, of which a specifier may name a part. */
function nameIn(specifier: string): string {
  return /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
}

/** The name of the package that a folder belongs to: it may name itself. */
function packageName(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const found = readJson(join(at, "package.json")) as { name?: string } | undefined;
    if (found) return found.name;
    if (dirname(at) === at) return undefined;
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    // What is no JSON is Node's to complain of.
    return undefined;
  }
}

/** As Node says it. */
export function missing(specifier: string, folder: string): Error {
  const error = new Error(
    `Cannot find module '${specifier}' in a node_modules of ${folder} or above, nor beside the kernel.`,
  );
  return Object.assign(error, { code: "MODULE_NOT_FOUND" });
}
