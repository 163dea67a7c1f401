import { lines } from "./lines.js";
import { overhead } from "./overhead.js";

/** The plots: functions from data and options to a {@link Figure}. */
export const plot = {
  lines,
  overhead,
} as const;
