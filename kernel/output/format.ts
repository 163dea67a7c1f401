import { WriteStream } from "node:tty";
import { inspect, types } from "node:util";
import { tabular } from "./tabular.js";

/** Representations of a value by MIME type. */
export type Bundle = Record<string, unknown> & { "text/plain": string };

const displaySymbol = Symbol.for("Jupyter.display");
type Displayable = { [displaySymbol]?: unknown };
const longest = 200_000;

/**
 * How a value is shown: as it says itself under the display symbol, at once or by a promise, else as Node prints it.
 */
export function format(value: unknown): Bundle | Promise<Bundle> {
  const display = displayOf(value);
  if (!display) return { "text/plain": plainText(value), ...tabular(value) };
  const bundle: unknown = display.call(value);
  if (!isThenable(bundle)) return complete(bundle, value);
  return Promise.resolve(bundle).then((settled) => complete(settled, value));
}

/** As Node prints a value, cut where nobody would read on; with colours only where FORCE_COLOR asks for them, as Node heeds it. */
function plainText(value: unknown): string {
  const colors = process.env.FORCE_COLOR !== undefined && WriteStream.prototype.getColorDepth() > 2;
  const text = inspect(value, { colors, depth: 4, maxArrayLength: 100, maxStringLength: 10_000, breakLength: 100 });
  return text.length > longest ? `${text.slice(0, longest)}… (${text.length - longest} more characters)` : text;
}

/** The name under which a value that goes on changing wants its output to be replaced. */
export function displayIdOf(value: unknown): string | undefined {
  const id = displayOf(value) && asked(value as object, "displayId");
  return typeof id === "string" ? id : undefined;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return value !== null && typeof value === "object" && typeof (value as { then?: unknown }).then === "function";
}

function displayOf(value: unknown): (() => unknown) | undefined {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) return undefined;
  const display = types.isProxy(value) ? asked(value, displaySymbol) : (value as Displayable)[displaySymbol];
  return typeof display === "function" ? (display as () => unknown) : undefined;
}

/** What a value says of a name; many a proxy throws at one that it does not know. */
function asked(value: object, key: PropertyKey): unknown {
  try {
    return (value as Record<PropertyKey, unknown>)[key];
  } catch {
    return undefined;
  }
}

function isBytes(data: unknown): data is Uint8Array | ArrayBuffer {
  return data instanceof Uint8Array || types.isAnyArrayBuffer(data);
}

/** Bytes travel as base64, and a client that can show nothing else needs a text. */
function complete(bundle: unknown, value: unknown): Bundle {
  if (bundle === null || typeof bundle !== "object" || Array.isArray(bundle)) {
    throw new TypeError(
      `[Symbol.for("Jupyter.display")]() must return an object of MIME types, not ${plainText(bundle)}.`,
    );
  }
  const entries = Object.entries(bundle).map(([type, data]) => [
    type,
    isBytes(data) ? Buffer.from(data as Uint8Array).toString("base64") : data,
  ]);
  const result = Object.fromEntries(entries) as Record<string, unknown>;
  const text = result["text/plain"];
  return { ...result, "text/plain": typeof text === "string" ? text : (value?.constructor?.name ?? "Object") };
}
