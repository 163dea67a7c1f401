import type { Shape } from "./schema.js";

/** A file that a reader has given to a `FileUpload`. */
export interface UploadedFile {
  readonly name: string;
  /** Its MIME type. */
  readonly type: string;
  /** bytes */
  readonly size: number;
  readonly last_modified: Date;
  readonly content: Uint8Array;
}

/** How the values of an attribute travel, where that is not as they are. */
interface Form {
  toPage(value: never): unknown;
  fromPage(value: never): unknown;
}

/** Parts of a time as the page wants them; months count from 0. */
type Parts = Readonly<Record<string, number>>;

const forms: Readonly<Record<string, Form>> = {
  Date: { toPage: (text: string) => dayParts(utc(text)), fromPage: (parts: Parts) => instant(parts).slice(0, 10) },
  Time: {
    toPage: (text: string) => clockParts(utc(`1970-01-01T${text}`)),
    fromPage: (parts: Parts) => withoutMilliseconds(instant({ year: 1970, month: 0, date: 1, ...parts }).slice(11)),
  },
  NaiveDatetime: {
    toPage: (text: string) => ({ ...dayParts(utc(text)), ...clockParts(utc(text)) }),
    fromPage: (parts: Parts) => withoutMilliseconds(instant(parts)),
  },
  Datetime: {
    toPage: (date: Date) => ({ ...dayParts(date), ...clockParts(date) }),
    fromPage: (parts: Parts) => new Date(`${instant(parts)}Z`),
  },
  files: {
    toPage: (files: readonly UploadedFile[]) =>
      files.map((file) => ({ ...file, last_modified: file.last_modified.getTime() })),
    fromPage: (files: readonly (Omit<UploadedFile, "last_modified"> & { last_modified: number })[]) =>
      files.map((file) => ({ ...file, last_modified: new Date(file.last_modified) })),
  },
};

/** An attribute's value in the form in which it travels; widgets and bytes in it stay what they are. */
export function toPage({ type }: Shape, value: unknown): unknown {
  const form = forms[String(type)];
  return form && value !== null ? form.toPage(value as never) : value;
}

/** The value that has travelled. */
export function fromPage({ type }: Shape, value: unknown): unknown {
  const form = forms[String(type)];
  return form && value !== null && typeof value === "object" ? form.fromPage(value as never) : value;
}

/** Calendar days and clock times have no time zone; UTC is where they can be taken apart without one. */
function utc(text: string): Date {
  return new Date(text.includes("T") ? `${text}Z` : text);
}

function dayParts(date: Date): Parts {
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), date: date.getUTCDate() };
}

function clockParts(date: Date): Parts {
  return {
    hours: date.getUTCHours(),
    minutes: date.getUTCMinutes(),
    seconds: date.getUTCSeconds(),
    milliseconds: date.getUTCMilliseconds(),
  };
}

/** ISO 8601 to the ms, without a time zone. */
function instant({ year, month, date, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 }: Parts): string {
  const time = new Date(0);
  // `Date.UTC` takes the year 26 for 1926.
  time.setUTCFullYear(year!, month!, date!);
  time.setUTCHours(hours, minutes, seconds, milliseconds);
  return time.toISOString().slice(0, -1);
}

function withoutMilliseconds(text: string): string {
  return text.replace(/\.000$/, "");
}
