import type { FitWarning } from "../result.js";

/** Observations for each parameter below which standard errors and criteria are rough. */
const enough = 10;

/**
 * Warns where there are few observations for the number of parameters: intervals from the curvature of the likelihood are then
 * rough, and AICc tells families apart better than AIC.
 */
export function fewPoints(observations: number, parameters: number): FitWarning | undefined {
  if (parameters === 0 || observations >= enough * parameters) return undefined;
  return {
    code: "few-points",
    message: `${observations} observations for ${parameters} parameter${parameters === 1 ? "" : "s"}: errors and criteria are rough below ${enough} each; prefer AICc and profile intervals`,
  };
}
