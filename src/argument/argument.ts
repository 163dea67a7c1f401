/**
 * Checks of what kind an argument is, for callers that no compiler has checked: cells that ran against another version, scripts, data
 * out of a file. What is within it is for the function to check, with its own words.
 */

/**
 * An object, with what the function reads first of it.
 *
 * @param who takes it, as a caller writes it: `"plot.overhead"`
 * @param what is expected, with its article: `"a run"`
 * @param fields by which it is known
 * @throws TypeError that says what it is instead
 */
export function requireObject(who: string, what: string, value: unknown, ...fields: readonly string[]): void {
  if (!isObject(value) || Array.isArray(value)) throw unexpected(who, what, value);
  const missing = fields.filter((name) => !(name in value));
  if (missing.length > 0) throw unexpected(who, what, value, ` without ${missing.join(", ")}`);
}

/** A list of any kind: an array, typed or not, a set, or what else gives one value after the other; the same throws. */
export function requireList(who: string, what: string, value: unknown): void {
  if (!isObject(value) || !(Symbol.iterator in value)) throw unexpected(who, what, value);
}

/** An array, typed or not; the same throws. */
export function requireArray(who: string, what: string, value: unknown): void {
  if (!Array.isArray(value) && !ArrayBuffer.isView(value)) throw unexpected(who, what, value);
}

/** A function; the same throws. */
export function requireFunction(who: string, what: string, value: unknown): void {
  if (typeof value !== "function") throw unexpected(who, what, value);
}

/** Bytes; the same throws. */
export function requireBytes(who: string, what: string, value: unknown): void {
  if (!(value instanceof Uint8Array)) throw unexpected(who, what, value);
}

/** A text; the same throws. */
export function requireText(who: string, what: string, value: unknown): void {
  if (typeof value !== "string") throw unexpected(who, what, value);
}

/** The error of an argument of another kind than what is expected. */
export function unexpected(who: string, what: string, value: unknown, more = ""): TypeError {
  return new TypeError(`${who}: expected ${what}, got ${inBrief(value)}${more}`);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

const longestText = 40;

/** What a value is, for a message. */
function inBrief(value: unknown): string {
  if (typeof value === "string")
    return JSON.stringify(value.length > longestText ? `${value.slice(0, longestText)}…` : value);
  if (typeof value === "function") return value.name ? `the function ${value.name}` : "a function";
  if (!isObject(value)) return String(value);
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    const { length } = value as ArrayLike<unknown>;
    return length === 0 ? "an empty list" : `a list of ${length}`;
  }
  if (value instanceof Promise) return "a promise, which await turns into what it is of";
  const name = value.constructor?.name;
  return name === undefined || name === "Object" ? "an object" : `an object of the class ${name}`;
}
