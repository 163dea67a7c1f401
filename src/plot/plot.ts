import { bifurcation } from "./bifurcation.js";
import { bottleneck } from "./capture/bottleneck.js";
import { eventRates } from "./capture/eventRates.js";
import { fullLaw } from "./capture/fullLaw.js";
import { hotHelpers } from "./capture/hotHelpers.js";
import { runTimes } from "./capture/runTimes.js";
import { ecdf } from "./fit/cumulative.js";
import { hillFigure } from "./fit/hill.js";
import { histogram } from "./fit/histogram.js";
import { pp } from "./fit/probabilities.js";
import { qq } from "./fit/quantiles.js";
import { residuals } from "./fit/residuals.js";
import { survival } from "./fit/survival.js";
import { tail } from "./fit/tail.js";
import { fitFigure } from "./fit.js";
import { gantt } from "./gantt.js";
import { lines } from "./lines.js";
import { overhead } from "./overhead.js";
import { phaseDiagram } from "./phaseDiagram.js";
import { phasePortrait } from "./phasePortrait.js";
import { resources } from "./resources.js";
import { tornado } from "./tornado.js";

/** The plots: functions from data and options to a {@link Figure}. */
export const plot = {
  bifurcation,
  bottleneck,
  ecdf,
  eventRates,
  fit: fitFigure,
  fullLaw,
  gantt,
  hill: hillFigure,
  histogram,
  hotHelpers,
  lines,
  overhead,
  phaseDiagram,
  phasePortrait,
  pp,
  qq,
  residuals,
  resources,
  runTimes,
  survival,
  tail,
  tornado,
} as const;
