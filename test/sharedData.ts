import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../shared/data/", import.meta.url));

/** Whether the measurements that are kept beside the repository are there; `.ci/run` requires them. */
export const hasSharedData = existsSync(folder);

if (!hasSharedData && process.env.PHASEBOOK_REQUIRE_ALL)
  throw new Error(`the shared data are missing: expected the folder ${folder}`);

/** The path of a file among them. */
export function sharedData(name: string): string {
  return folder + name;
}
