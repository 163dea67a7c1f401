import { bccHistogram } from "./bccHistogram.js";
import type { Reader } from "./reader.js";

/** Every format, one a line; of those equally sure of a file the first has it. */
export const readers: readonly Reader[] = [bccHistogram];
