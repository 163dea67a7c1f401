import { access, constants, readFile, realpath, rename, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
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
  const notebook = parsed(file, await readText(file));
  const { nbformat, nbformat_minor, cells, metadata } = (notebook ?? {}) as Partial<Notebook>;
  if (typeof nbformat === "number" && nbformat !== 4)
    throw new Error(
      `${file} is a notebook of format ${nbformat}; jupyter nbconvert --to notebook makes one of format 4`,
    );
  if (nbformat !== 4 || !Array.isArray(cells))
    throw new Error(`${file} is not a notebook: it has no ${nbformat === 4 ? "cells" : "nbformat"}`);
  return {
    ...(notebook as Notebook),
    nbformat_minor: nbformat_minor ?? 5,
    metadata: metadata ?? {},
    cells: cells.map((cell: unknown, index) => {
      if (isCell(cell)) return { ...cell, metadata: cell.metadata ?? {} };
      const got = JSON.stringify(cell).slice(0, 60);
      throw new Error(`${file}: cell ${index + 1} is to have a cell_type and a source, got ${got}`);
    }),
  };
}

async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    const why = { ENOENT: "there is no such file", EISDIR: "it is a folder", EACCES: "it may not be read" }[
      error.code!
    ];
    throw why === undefined ? error : new Error(`${file}: ${why}`);
  });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`${file} is not a notebook: it is not text in UTF-8`);
  }
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not a notebook: it is not JSON (${(error as Error).message})`);
  }
}

function isCell(cell: unknown): cell is Cell {
  const { cell_type: type, source } = (cell ?? {}) as Partial<Cell>;
  const isText =
    typeof source === "string" || (Array.isArray(source) && source.every((line) => typeof line === "string"));
  return isText && ["code", "markdown", "raw"].includes(type!);
}

/** Writes a notebook as Jupyter does, whole or not at all where it is a file. */
export async function writeNotebook(file: string, notebook: Notebook): Promise<void> {
  const text = `${JSON.stringify(notebook, null, 1)}\n`;
  // A link stays one, and a device or a pipe, such as /dev/stdout, is no file to be replaced.
  const target = await realpath(file).catch(() => file);
  const found = await stat(target).catch(() => undefined);
  if (found && !found.isFile()) return writeFile(target, text);
  const draft = `${target}.${process.pid}.tmp`;
  await writeFile(draft, text);
  await rename(draft, target);
}

/**
 * Finds out whether a notebook can be written there, to be asked before it runs for hours.
 *
 * @throws Error that says why not
 */
export async function checkWritable(file: string): Promise<void> {
  const folder = dirname(file);
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) throw new Error(`${file} cannot be written: it is a folder`);
  if (!(await stat(folder).catch(() => undefined))?.isDirectory())
    throw new Error(`${file} cannot be written: there is no folder ${folder}`);
  for (const path of found?.isFile() ? [file, folder] : [found ? file : folder])
    await access(path, constants.W_OK).catch(() => {
      throw new Error(`${file} cannot be written: ${path} may not be changed`);
    });
}

/** The language it is written in, as it says itself. */
export function languageOf({ metadata }: Notebook): string | undefined {
  const { kernelspec, language_info } = metadata as { kernelspec?: JsonObject; language_info?: JsonObject };
  const language = kernelspec?.language ?? language_info?.name;
  return typeof language === "string" ? language : undefined;
}

export function hasTag({ metadata: { tags } }: Cell, tag: string): boolean {
  return Array.isArray(tags) && tags.includes(tag);
}

/** The text of a cell. */
export function sourceOf({ source }: Cell): string {
  return Array.isArray(source) ? source.join("") : source;
}

/** Text as nbformat writes it, a list of lines that keep their ends. */
export function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
