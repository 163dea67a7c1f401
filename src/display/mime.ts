/** What a front end can show: one representation per MIME type, `text/plain` always among them. */
export interface MimeBundle {
  "text/plain": string;
  [mimeType: string]: unknown;
}

/**
 * The key under which a value says how it wants to be shown. It is the whole contract between a displayable value and
 * the kernel, shared with Deno's kernel: the kernel knows no class of this library, this library no message of the kernel.
 */
export const displaySymbol: unique symbol = Symbol.for("Jupyter.display");

/** A value that knows how it is shown. Slow representations (a rendered picture) may come as a promise. */
export interface Displayable {
  /** The name of its output, under which it can be replaced later; `display` may be told another. */
  readonly displayId?: string;
  [displaySymbol](): MimeBundle | Promise<MimeBundle>;
}

/** True for a value that carries the display symbol. */
export function isDisplayable(value: unknown): value is Displayable {
  return (
    value !== null &&
    (typeof value === "object" || typeof value === "function") &&
    typeof (value as Partial<Displayable>)[displaySymbol] === "function"
  );
}

/** The representations of a value: its own where it is displayable, else its string form. */
export async function mimeBundle(value: unknown): Promise<MimeBundle> {
  return isDisplayable(value) ? await value[displaySymbol]() : { "text/plain": String(value) };
}
