import { createRequire } from "node:module";

/** The version of Phasebook that this is. */
export const { version } = createRequire(import.meta.url)("phasebook/package.json") as { version: string };
