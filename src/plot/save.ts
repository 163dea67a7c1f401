import { rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { requireText } from "../argument/argument.js";
import { isDisplayable, mimeBundle } from "../display/mime.js";
import { Table } from "../table/table.js";
import { Figure } from "./figure.js";
import { isPerfetto, perfettoText } from "./perfetto.js";

/** What can be written, by the end of the file's name. */
const formats: Readonly<Record<string, (value: unknown) => Promise<string | Uint8Array>>> = {
  ".svg": svgOf,
  ".png": async (value) => (await import("./render/png.js")).toPng(await svgOf(value)),
  ".html": htmlOf,
  ".json": async (value) => `${isPerfetto(value) ? perfettoText(value) : JSON.stringify(value, null, 2)}\n`,
  ".csv": async (value) => tableOf(value).toCSV(),
  ".parquet": async (value) => tableOf(value).toParquet(),
  ".arrow": async (value) => tableOf(value).toArrow(),
};

/**
 * Writes a figure, or another value that is shown as a picture or a page, to a file: a drawing (`.svg`), a picture with
 * twice the figure's px (`.png`), an interactive page that needs nothing beside itself (`.html`), or its data (`.json`), which
 * is what to write of a `perfetto(run)`; a table also as its rows (`.csv`, `.parquet`, `.arrow`).
 *
 * The file is complete or not there: what stood there before is replaced only by the whole of the new.
 *
 * @returns the absolute path written
 * @throws RangeError for another ending; Error where the folder does not exist or the value has no such form
 */
export async function save(value: unknown, path: string): Promise<string> {
  requireText("save", "a value and the path of a file for it", path);
  const ending = extname(path).toLowerCase();
  const format = formats[ending];
  if (!format) throw new RangeError(`cannot save "${path}": its name must end in ${Object.keys(formats).join(", ")}`);
  const target = resolve(path);
  await requireFolder(dirname(target), path);
  const content = await format(value);
  // Beside the target, so that the last step is a rename and not a copy.
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}-${performance.now()}`);
  try {
    await writeFile(temporary, content);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new Error(`cannot save "${path}": ${(error as Error).message}`, { cause: error });
  }
  return target;
}

async function requireFolder(folder: string, path: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) throw new Error(`cannot save "${path}": there is no folder ${folder}`);
}

function tableOf(value: unknown): Table {
  if (value instanceof Table) return value;
  throw new TypeError("only a table can be written as rows; a figure is a picture, a page or .json");
}

async function svgOf(value: unknown): Promise<string> {
  if (value instanceof Figure) return (await import("./render/svg.js")).toSvg(value.toJSON());
  return (await shown(value, "image/svg+xml", "a picture")) as string;
}

async function htmlOf(value: unknown): Promise<string> {
  if (value instanceof Figure) return (await import("./render/html.js")).toHtml(value.toJSON());
  const body = await shown(value, "text/html", "a page");
  return `<!doctype html>\n<meta charset="utf-8">\n${body}\n`;
}

/** One representation of a value that is no figure. */
async function shown(value: unknown, mimeType: string, what: string): Promise<unknown> {
  const form = isDisplayable(value) ? (await mimeBundle(value))[mimeType] : undefined;
  if (typeof form === "string") return form;
  throw new Error(
    `${value === null ? "null" : typeof value === "object" ? "this value" : String(value)} has no form as ${what}; save takes a figure`,
  );
}
