import { type DisplayOptions, jupyterHost } from "./host.js";
import { displaySymbol, type MimeBundle, mimeBundle } from "./mime.js";

/**
 * Shows a value in the cell that is running, as the last expression of the cell would be shown; with `raw`, a bundle of MIME types.
 *
 * Outside Jupyter there is nothing to show it in: the value's `text/plain` form is written to the console.
 *
 * @returns when the front end has been sent the value.
 * @throws TypeError for a `displayId` that is no text, or for none where outputs are to be replaced
 */
export async function display(value: unknown, { raw = false, ...options }: DisplayOptions = {}): Promise<void> {
  const { displayId, update } = options;
  if (displayId === undefined ? update : typeof displayId !== "string")
    throw new TypeError(`display: expected a text as displayId, the name of the output, got ${String(displayId)}`);
  const shown = raw ? { [displaySymbol]: () => value } : value;
  const host = jupyterHost();
  if (host) return host.display(shown, options);
  const bundle: MimeBundle = await mimeBundle(shown);
  console.log(bundle["text/plain"]);
}

/** Replaces every output that was displayed under `displayId` with `value`. */
export function updateDisplay(
  value: unknown,
  displayId: string,
  options: Pick<DisplayOptions, "raw"> = {},
): Promise<void> {
  return display(value, { ...options, displayId, update: true });
}

/** Removes what the running cell has shown so far; with `wait`, only when the next output arrives. */
export function clearOutput(wait = false): void {
  jupyterHost()?.clearOutput(wait);
}
