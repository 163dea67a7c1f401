import { jupyterHost } from "./host.js";

/**
 * The signal that long work heeds: that of its caller, and in a kernel that of the cell, which an interrupt of the user's aborts. So
 * what a cell awaits ends as if the caller had aborted it: in order, and with what is done kept.
 */
export function interruptible(signal?: AbortSignal): AbortSignal | undefined {
  const cell = jupyterHost()?.signal;
  if (!cell || !signal) return signal ?? cell;
  return AbortSignal.any([signal, cell]);
}
