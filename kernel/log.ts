import { writeSync } from "node:fs";

/** Writes a line for the one who looks at Jupyter's own terminal. The process's streams belong to the cells. */
export function log(text: string): void {
  writeSync(2, `[phasebook kernel] ${text}\n`);
}
