import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { requireText } from "../argument/argument.js";
import { Table } from "../table/table.js";

/** What can be read, by the end of the file's name. */
const formats: Readonly<Record<string, (content: Buffer) => Table | Promise<Table>>> = {
  ".csv": (content) => Table.fromCSV(content.toString("utf8")),
  ".json": (content) => Table.fromJSON(JSON.parse(content.toString("utf8"))),
  ".parquet": (content) => Table.fromParquet(content),
  ".arrow": (content) => Table.fromArrow(content),
};

/**
 * The table of a file, as `save` or a sweep has written it, or another program: `.csv`, `.json` (a list of objects), `.parquet` or
 * `.arrow`. A file of JSON has null where a number was not finite.
 *
 * @throws RangeError for another ending; Error that names the file where it is not there, or is not what its name says
 */
export async function readTable(path: string): Promise<Table> {
  requireText("readTable", "the path of a file", path);
  const read = formats[extname(path).toLowerCase()];
  if (!read) throw new RangeError(`cannot read "${path}": its name must end in ${Object.keys(formats).join(", ")}`);
  try {
    return await read(await readFile(path));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`cannot read "${path}": ${code === "ENOENT" ? "there is no such file" : message}`, {
      cause: error,
    });
  }
}
