import type { Cost } from "./cost.js";

/** The costs of one machine and kernel, as `phasebook calibrate` measures them: data, and a file of JSON. */
export interface CostProfile {
  readonly phasebook: "costs";
  readonly version: 1;
  /** Of the machine, its kernel and the day, as labels of models and messages give it. */
  readonly name: string;
  /** In place of the costs of the same names that were measured elsewhere. */
  readonly costs: readonly Cost[];
  /** Names of costs that could not be measured there, with the reason. */
  readonly missing: Readonly<Record<string, string>>;
}

/**
 * What a name costs on the profile's machine; undefined for a name that no calibration measures, such as a probe's, and without a profile.
 *
 * @throws RangeError with the reason for a cost that could not be measured there: another machine's in its place would go unseen
 */
export function costOfProfile<Known extends Cost>(profile: CostProfile | undefined, name: string): Known | undefined {
  if (!profile) return undefined;
  const reason = Object.hasOwn(profile.missing, name) ? profile.missing[name] : undefined;
  if (reason !== undefined)
    throw new RangeError(`costs: "${name}" was not measured on ${profile.name}: ${reason}; give a cost of your own`);
  // A profile that was checked has costs of the kind that their names have.
  return profile.costs.find((cost) => cost.name === name) as Known | undefined;
}
