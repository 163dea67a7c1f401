import { unexpected } from "../argument/argument.js";
import type { AnyReading } from "../reader/kinds.js";

/**
 * Whether something captured is what `read` returns.
 *
 * @param who asks
 * @throws TypeError for what is neither that nor data
 */
export function isReading(who: string, captured: object): captured is AnyReading {
  if (typeof captured !== "object" || captured === null) {
    const more = typeof captured === "string" ? `; read(${JSON.stringify(captured)}) gives it` : "";
    throw unexpected(who, "a reading or a list", captured, more);
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
