import type { AnyReading } from "../reader/kinds.js";

/**
 * Whether something captured is what `read` returns.
 *
 * @param who asks
 * @throws TypeError for what is neither that nor data
 */
export function isReading(who: string, captured: object): captured is AnyReading {
  if (typeof captured !== "object" || captured === null) {
    const got =
      typeof captured === "string"
        ? `${JSON.stringify(captured)}; read(${JSON.stringify(captured)}) gives it`
        : String(captured);
    throw new TypeError(`${who}: expected a reading or a list, got ${got}`);
  }
  return "kind" in captured && "skipped" in captured;
}

/**
 * A reading of one of these kinds.
 *
 * @param who asks for it
 * @throws TypeError that says what it is of
 */
export function ofKind<Kind extends AnyReading["kind"]>(
  who: string,
  reading: AnyReading,
  ...kinds: readonly Kind[]
): Extract<AnyReading, { readonly kind: Kind }> {
  if ((kinds as readonly string[]).includes(reading.kind))
    return reading as Extract<AnyReading, { readonly kind: Kind }>;
  throw new TypeError(
    `${who}: expected a reading of kind ${kinds.join(" or ")}, got ${reading.kind} of ${reading.tool} (${reading.name})`,
  );
}
