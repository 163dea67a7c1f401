import type { Control } from "./control.js";
import { Interaction, type InteractionOptions } from "./interaction.js";
import { controlFor, type Parameter, type ValueOf } from "./parameter.js";

/** The values of all controls, under the names of their parameters. */
export type Values<Parameters> = { -readonly [Name in keyof Parameters]: ValueOf<Parameters[Name]> };

/**
 * What to show for values. Its signal is aborted as soon as newer values are there, and by an interrupt; the result of a function that takes
 * the signal is not shown once it is aborted, so it may return anything then.
 */
export type View<Parameters> = (values: Values<Parameters>, signal: AbortSignal) => unknown;

/**
 * Controls for parameters, and below them what `view` prints and returns for their values: at first, and again for every change. It is
 * shown by being the last expression of a cell, or by `display`.
 *
 * While `view` is at work further changes wait, and of those only the last counts. What it throws is shown in place of its
 * result, until the next change.
 *
 * @param parameters what controls are made of, see {@link Parameter}; sliders by {@link slider}
 * @throws TypeError for a parameter that no control fits
 */
export function interact<const Parameters extends Readonly<Record<string, Parameter>>>(
  parameters: Parameters,
  view: View<Parameters>,
  options: InteractionOptions = {},
): Interaction<Values<Parameters>> {
  const controls = Object.entries(parameters).map(([name, parameter]) => [name, controlFor(name, parameter)] as const);
  const all = Object.fromEntries(controls) as { [Name in keyof Values<Parameters>]: Control<Values<Parameters>[Name]> };
  return new Interaction<Values<Parameters>>(all, view, options);
}

/** {@link interact} under the name that ipywidgets has for one to keep: its `values`, `result`, `controls` and `output` are there to use. */
export const interactive = interact;
