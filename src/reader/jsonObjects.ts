import type { Lines } from "./lines.js";

/** An object of a JSON text, with the line it begins at. */
export interface FoundObject {
  readonly value: Readonly<Record<string, unknown>>;
  readonly line: number;
}

/** An object is kept in memory until it ends; what is longer is no object of a tool. */
const longestObject = 1 << 24;

/**
 * The objects of a JSON text, one at a time: of one array, of a pretty one, or one a line, with what was printed between them skipped.
 * An array that is cut off gives the objects that are whole; the rest is skipped with the reason.
 *
 * @param mend what to put right in the text of an object before it is parsed
 */
export function* jsonObjects(lines: Lines, mend = (text: string) => text): Generator<FoundObject> {
  const open = new OpenObject();
  let wasPartial = false;
  for (const line of lines) {
    const goesOn = wasPartial;
    wasPartial = lines.partial;
    if (!goesOn && open.isEmpty && !/^\s*[[\]{},]/.test(line)) {
      if (line.trim() !== "") lines.skip("is no JSON");
      continue;
    }
    // Error messages fall between lines of a pretty object; they have no place there.
    if (
      !goesOn &&
      !open.isEmpty &&
      !open.isInText &&
      !/^\s*["{}[\],:\d-]|^\s*(?:true|false|null|nan|inf)/i.test(line)
    ) {
      if (line.trim() !== "") lines.skip("is no JSON");
      continue;
    }
    for (const { text, number, whole } of open.add(line, lines.number, lines.partial)) {
      const value = whole ? parsed(mend(text)) : undefined;
      if (value) yield { value, line: number };
      else if (!/^[\s,[\]]*$/.test(text))
        lines.report.leaveOut(number, text, whole ? "is no valid JSON object" : "is no JSON");
    }
    if (open.length > longestObject) {
      lines.report.leaveOut(open.line, open.take(), "begins an object of JSON that is too long");
    }
  }
  if (!open.isEmpty) lines.report.leaveOut(open.line, open.take(), "begins an object of JSON that is cut off");
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** What is read of an object that has not ended. */
class OpenObject {
  line = 0;
  isInText = false;
  length = 0;
  #depth = 0;
  #isEscaped = false;
  #parts: string[] = [];

  get isEmpty(): boolean {
    return this.#depth === 0;
  }

  take(): string {
    const text = this.#parts.join("");
    this.#parts = [];
    this.length = 0;
    this.#depth = 0;
    this.isInText = false;
    return text;
  }

  /** The objects that end in this line, and what stands outside of any. */
  *add(line: string, number: number, isPartial: boolean): Generator<{ text: string; number: number; whole: boolean }> {
    let start = 0;
    for (let at = 0; at < line.length; at++) {
      const character = line[at]!;
      if (this.isInText) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (character === "\\") this.#isEscaped = true;
        else if (character === '"') this.isInText = false;
      } else if (this.#depth > 0 && character === '"') this.isInText = true;
      else if (character === "{") {
        if (this.#depth === 0) {
          if (at > start) yield { text: line.slice(start, at), number, whole: false };
          start = at;
          this.line = number;
        }
        this.#depth += 1;
      } else if (character === "}" && this.#depth > 0) {
        this.#depth -= 1;
        if (this.#depth === 0) {
          this.#keep(line.slice(start, at + 1));
          yield { text: this.take(), number: this.line, whole: true };
          start = at + 1;
        }
      }
    }
    if (this.#depth > 0) this.#keep(isPartial ? line.slice(start) : `${line.slice(start)}\n`);
    else if (start < line.length) yield { text: line.slice(start), number, whole: false };
    if (isPartial) return;
    // No tool breaks a line within a text: one that does not end was cut off.
    this.isInText = false;
    this.#isEscaped = false;
  }

  #keep(text: string): void {
    this.#parts.push(text);
    this.length += text.length;
  }
}

/** A number of JSON, also as a text; null for anything else. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

/** A text of JSON; null for anything else, and where it is empty. */
export function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
