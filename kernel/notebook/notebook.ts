import { readFile, rename, writeFile } from "node:fs/promises";
import type { JsonObject } from "../protocol/message.js";

/** One cell of a notebook, as nbformat 4 has it; text may be one string or a list of lines. */
export interface Cell {
  id?: string;
  cell_type: "code" | "markdown" | "raw";
  source: string | string[];
  metadata: JsonObject & { tags?: string[] };
  outputs?: JsonObject[];
  execution_count?: number | null;
}

/** A notebook file. */
export interface Notebook {
  nbformat: number;
  nbformat_minor: number;
  metadata: JsonObject;
  cells: Cell[];
}

/** @throws Error that says what is wrong with the file. */
export async function readNotebook(file: string): Promise<Notebook> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new Error(`${file}: there is no such file`);
  }
  let notebook: Partial<Notebook>;
  try {
    notebook = JSON.parse(text) as Partial<Notebook>;
  } catch (error) {
    throw new Error(`${file} is not a notebook: it is not JSON (${(error as Error).message})`);
  }
  if (notebook?.nbformat !== 4 || !Array.isArray(notebook.cells))
    throw new Error(`${file} is not a notebook of format 4: ${JSON.stringify(notebook?.nbformat) ?? "no nbformat"}`);
  return { nbformat_minor: 5, metadata: {}, ...notebook } as Notebook;
}

/** Writes a notebook as Jupyter does, whole or not at all. */
export async function writeNotebook(file: string, notebook: Notebook): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  await writeFile(draft, `${JSON.stringify(notebook, null, 1)}\n`);
  await rename(draft, file);
}

/** The text of a cell. */
export function sourceOf({ source }: Cell): string {
  return Array.isArray(source) ? source.join("") : source;
}

/** Text as nbformat writes it, a list of lines that keep their ends. */
export function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
