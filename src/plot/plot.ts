import { fitFigure } from "./fit.js";
import { gantt } from "./gantt.js";
import { lines } from "./lines.js";
import { overhead } from "./overhead.js";
import { resources } from "./resources.js";

/** The plots: functions from data and options to a {@link Figure}. */
export const plot = {
  fit: fitFigure,
  gantt,
  lines,
  overhead,
  resources,
} as const;
