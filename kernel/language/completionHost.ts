import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";

import ts = require("@tslab/typescript-for-tslab");

const own = "phasebook";

/**
 * What completion of the names of modules asks: what lies in which folder. Our own package is found from everywhere, so it is shown among the
 * packages of the notebook's folder.
 */
export function completionHost(folder: string): object {
  const packages = join(folder, "node_modules");
  const shown = join(packages, own);
  const real = dirname(createRequire(import.meta.url).resolve(`${own}/package.json`));
  const isShown = !ts.sys.directoryExists(shown);
  const plain = (path: string): string => path.replace(/(.)\/$/, "$1");
  const at = (path: string): string =>
    isShown && (plain(path) === shown || path.startsWith(shown + sep)) ? real + path.slice(shown.length) : path;
  return {
    getCurrentDirectory: () => folder,
    getCompilationSettings: () => ({
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      resolveJsonModule: true,
      allowJs: true,
    }),
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    fileExists: (path: string) => ts.sys.fileExists(at(path)),
    readFile: (path: string) => ts.sys.readFile(at(path)),
    directoryExists: (path: string) => plain(path) === packages || ts.sys.directoryExists(at(path)),
    getDirectories: (path: string) => [
      ...(ts.sys.directoryExists(at(path)) ? ts.sys.getDirectories(at(path)) : []),
      ...(isShown && plain(path) === packages ? [own] : []),
    ],
    readDirectory: (path: string, ...others: [readonly string[]]) =>
      ts.sys
        .readDirectory(at(path), ...others)
        .map((file) => (at(path) === path ? file : shown + file.slice(real.length))),
  };
}
