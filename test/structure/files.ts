import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "../setup/parts.js";

/** The files below a folder of the clone whose names match, as paths from the root, with slashes. */
export function filesIn(folder: string, name: RegExp): string[] {
  if (!exists(folder)) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => name.test(file))
    .map((file) => slashes(join(folder, file)))
    .sort();
}

export function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

export function exists(file: string): boolean {
  return existsSync(join(root, file));
}

export function slashes(path: string): string {
  return relative(".", path).replaceAll("\\", "/");
}
