import { logOneMinusExp } from "./logOneMinusExp.js";

/** log(1 - exp(-e^logHazard)), also where the cumulative hazard itself is too small for a number. */
export function logHazardToLogCdf(logHazard: number): number {
  return logHazard < -37 ? logHazard : logOneMinusExp(-Math.exp(logHazard));
}
