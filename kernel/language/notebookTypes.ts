import { readFileSync } from "node:fs";
import { log } from "../log.js";

/**
 * Whether mistakes of types stop the cells of the notebook that the kernel is started for, until a cell says otherwise: unless its metadata
 * hold `{"phasebook": {"types": "off"}}`. Which notebook that is Jupyter tells by JPY_SESSION_NAME.
 */
export function strictTypesOf(notebook: string | undefined = process.env.JPY_SESSION_NAME): boolean {
  if (!notebook?.endsWith(".ipynb")) return true;
  try {
    const { metadata } = JSON.parse(readFileSync(notebook, "utf8")) as {
      metadata?: { phasebook?: { types?: unknown } };
    };
    return metadata?.phasebook?.types !== "off";
  } catch (error) {
    // A notebook that has not been saved yet has no file.
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") log(`cannot read the metadata of ${notebook}: ${error}`);
    return true;
  }
}
