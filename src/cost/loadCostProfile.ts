import { checkCostProfile } from "./checkCostProfile.js";
import type { CostProfile } from "./costProfile.js";

/**
 * A cost profile: that of a file, as `phasebook read my-kernel.jsonl --save my-kernel.json` writes it, or one that is given, checked.
 *
 * @throws RangeError that names what is wrong with it and where; Error for a file that cannot be read
 */
export function costProfile(choice: string | CostProfile): CostProfile {
  if (typeof choice !== "string") return checkCostProfile(choice, "costs");
  const text = textOf(choice);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new RangeError(
      `${choice} is no cost profile: it is not JSON to its end: ${(error as Error).message}${hint(text)}`,
    );
  }
  return checkCostProfile(value, choice);
}

/** The output of the measurement is not what was made of it. */
const hint = (text: string): string =>
  /^\s*\{"phasebook":"calibration"/.test(text)
    ? "; these are measurements: phasebook read FILE --save my-kernel.json makes the profile of them"
    : "";

/**
 * This room runs in a browser too, so it imports nothing of Node; where it runs in Node it asks for the module at the time, as Node's
 * documentation advises for such code.
 */
function textOf(path: string): string {
  const files = globalThis.process?.getBuiltinModule?.("node:fs");
  if (!files) throw new Error(`costs: there are no files here, so "${path}" cannot be read: give the profile itself`);
  try {
    return files.readFileSync(path, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`costs: ${path}: ${code === "ENOENT" ? "there is no such file" : message}`);
  }
}
