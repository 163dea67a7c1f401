import type { Attribute, Shape } from "./schema.js";

/** What a value of a type has to be, and how that is told. */
const kinds: Readonly<Record<string, readonly [is: (value: unknown) => boolean, words: string]>> = {
  string: [(value) => typeof value === "string", "text"],
  int: [Number.isSafeInteger, "a whole number"],
  float: [Number.isFinite, "a finite number"],
  bool: [(value) => typeof value === "boolean", "true or false"],
  bytes: [(value) => value instanceof Uint8Array, "a Uint8Array"],
  object: [(value) => typeof value === "object" && value !== null, "an object"],
  reference: [isWidgetLike, "a widget"],
  end: [() => true, "a widget and the name of one of its attributes"],
  files: [Array.isArray, "a list of files"],
  colour: [isColour, 'a colour of CSS, such as "teal", "#008080" or "rgb(0, 128, 128)"'],
  Date: [isoPattern(/^\d{4}-\d\d-\d\d$/, ""), 'a day such as "2026-11-23"'],
  Time: [isoPattern(/^\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/, "1970-01-01T"), 'a time such as "14:30" or "14:30:05.250"'],
  NaiveDatetime: [
    isoPattern(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/, ""),
    'a time such as "2026-11-23T14:30" or "2026-11-23T14:30:05.250"',
  ],
  Datetime: [(value) => value instanceof Date && !Number.isNaN(value.getTime()), "a valid Date"],
};

/**
 * Whether a value can be that of an attribute.
 *
 * @param name of the control and the attribute, such as `"IntSlider.value"`
 * @throws TypeError, or RangeError for text that is none of those possible, that says what would be right
 */
export function checkValue(name: string, attribute: Attribute, value: unknown): void {
  const wanted = mistake(attribute, value);
  if (wanted === undefined) return;
  const Kind = attribute.enum && typeof value === "string" ? RangeError : TypeError;
  throw new Kind(`${name} must be ${wanted}, got ${shown(value)}`);
}

/** What a value would have to be; undefined where it is. */
function mistake(shape: Shape, value: unknown): string | undefined {
  if (value === null && shape.allow_none) return undefined;
  const words = describe(shape);
  return fits(shape, value) ? undefined : shape.allow_none ? `${words} or null` : words;
}

function fits(shape: Shape, value: unknown): boolean {
  if (shape.union_attributes) return shape.union_attributes.some((each) => fits(each, value));
  if (shape.enum) return shape.enum.includes(value as string);
  if (shape.type !== "array") return kinds[String(shape.type)]![0](value);
  const { items, length } = shape;
  if (!Array.isArray(value) || (length !== undefined && value.length !== length)) return false;
  return !items || value.every((item) => fits(items, item));
}

function describe(shape: Shape): string {
  if (shape.union_attributes) return shape.union_attributes.map(describe).join(" or ");
  if (shape.enum) return `${shape.enum.length > 1 ? "one of " : ""}${shape.enum.map((each) => `"${each}"`).join(", ")}`;
  if (shape.type !== "array") return kinds[String(shape.type)]![1];
  const number = shape.length === undefined ? "a list" : `a list of ${shape.length}`;
  return shape.items ? `${number}, each ${describe(shape.items)}` : number;
}

function isWidgetLike(value: unknown): boolean {
  return typeof value === "object" && value !== null && "id" in value && "snapshot" in value;
}

/** Names are not looked up: browsers learn new ones. */
function isColour(value: unknown): boolean {
  return (
    typeof value === "string" &&
    /^(#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})|[a-z]+|(rgb|hsl)a?\([\d\s.,%/a-z]+\)|var\(--.+\))$/i.test(value.trim())
  );
}

function isoPattern(pattern: RegExp, before: string): (value: unknown) => boolean {
  return (value) =>
    typeof value === "string" && pattern.test(value) && !Number.isNaN(new Date(`${before}${value}`).getTime());
}

function shown(value: unknown): string {
  if (typeof value === "number" || typeof value === "bigint" || value === undefined) return String(value);
  if (typeof value === "function") return "a function";
  try {
    const text = JSON.stringify(value) ?? String(value);
    return text.length > 80 ? `${text.slice(0, 79)}…` : text;
  } catch {
    return "an object";
  }
}
