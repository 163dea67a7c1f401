import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The path of a capture of our own. */
export function samplePath(name: string): string {
  return fileURLToPath(new URL(`samples/${name}`, import.meta.url));
}

/** What SciPy says, by reference.py. */
export const reference = JSON.parse(readFileSync(new URL("reference.json", import.meta.url), "utf8"));
