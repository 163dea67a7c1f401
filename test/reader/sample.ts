import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The path of a capture of our own. */
export function samplePath(name: string): string {
  return fileURLToPath(new URL(`samples/${name}`, import.meta.url));
}

/** Its text. */
export function sample(name: string): string {
  return readFileSync(samplePath(name), "utf8");
}
