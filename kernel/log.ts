import { writeSync } from "node:fs";

/** Writes a line for the one who looks at Jupyter's own terminal. The process's streams belong to the cells. */
export function log(text: string): void {
  try {
    writeSync(2, `[phasebook kernel] ${text}\n`);
  } catch {
    // Nobody reads it, or not as fast as it comes: a flood of bad messages must not end the kernel by way of its complaints.
  }
}
