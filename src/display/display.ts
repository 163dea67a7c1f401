import { type DisplayOptions, jupyterHost } from "./host.js";
import { type MimeBundle, mimeBundle } from "./mime.js";

/**
 * Shows a value in the cell that is running, as the last expression of the cell would be shown.
 *
 * Outside Jupyter there is nothing to show it in: the value's `text/plain` form is written to the console.
 *
 * @returns when the front end has been sent the value.
 */
export async function display(value: unknown, options: DisplayOptions = {}): Promise<void> {
  const host = jupyterHost();
  if (host) return host.display(value, options);
  const bundle: MimeBundle = await mimeBundle(value);
  console.log(bundle["text/plain"]);
}

/** Replaces every output that was displayed under `displayId` with `value`. */
export function updateDisplay(value: unknown, displayId: string): Promise<void> {
  return display(value, { displayId, update: true });
}

/** Removes what the running cell has shown so far; with `wait`, only when the next output arrives. */
export function clearOutput(wait = false): void {
  jupyterHost()?.clearOutput(wait);
}
