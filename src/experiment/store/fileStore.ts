import { existsSync } from "node:fs";
import { open, readFile, rename, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parquetOf, parquetRows } from "../../table/parquet.js";
import type { Row } from "../../table/table.js";
import { type FileHead, headJson, requireSameHead } from "./fileHead.js";
import { Journal } from "./journal.js";
import { lock } from "./lock.js";
import type { RowStore } from "./rowStore.js";
import { isIntact, seal, sealed } from "./seal.js";

/** The column of a row's key, in the file only: with the seed it names the row. */
const keyColumn = "key";
/** Under which the file says what it is, and that nothing has changed it. */
const headName = "phasebook.sweep";
const sealName = "phasebook.seal";

/**
 * Opens the Parquet file of a sweep, or begins it. A row is in the journal beside it from the moment it is added; `close` writes both
 * into a new file, which takes the old one's place at once and whole.
 *
 * @throws Error where the file is not this sweep's, is damaged, or another process writes to it; nothing is changed then
 */
export async function openStore(path: string, head: FileHead, notice: (sentence: string) => void): Promise<RowStore> {
  const target = resolve(path);
  const folder = await stat(dirname(target)).catch(() => undefined);
  if (!folder?.isDirectory()) throw new Error(`${path}: there is no folder ${dirname(target)}`);
  const unlock = lock(target);
  try {
    const rows = new Map(await stored(target, head));
    const journal = new Journal(`${target}.journal`, head, notice);
    for (const [id, row] of journal.found) rows.set(id, row);
    return {
      get: (id) => rows.get(id),
      add(id, row) {
        journal.append(id, row);
        rows.set(id, row);
      },
      async close(order) {
        try {
          await journal.close();
          if (rows.size > 0) await write(target, head, inOrder(rows, order));
          journal.remove();
        } finally {
          unlock();
        }
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function stored(path: string, head: FileHead): Promise<[string, Row][]> {
  if (!existsSync(path)) return [];
  const bytes = await readFile(path);
  // Before it is read as Parquet: of what is damaged a reader may make anything.
  const intact = isIntact(bytes);
  if (intact === undefined) requireSameHead(path, undefined, head);
  if (!intact) throw new Error(`${path}: is damaged, it is not what was written; it is left as it is, move it away`);
  const { rows, metadata } = await parquetRows(bytes);
  requireSameHead(path, metadata[headName], head);
  return rows.map(({ [keyColumn]: key, ...row }) => [`${key} ${row.seed}`, row]);
}

function inOrder(rows: ReadonlyMap<string, Row>, order: readonly string[]): [string, Row][] {
  const first = new Set(order);
  const others = [...rows].filter(([id]) => !first.has(id));
  return [...[...first].flatMap((id) => (rows.has(id) ? [[id, rows.get(id)!] as [string, Row]] : [])), ...others];
}

async function write(path: string, head: FileHead, rows: readonly [string, Row][]): Promise<void> {
  const keyed = rows.map(([id, row]) => ({ ...row, [keyColumn]: id.split(" ", 1)[0]! }));
  const metadata = { [headName]: headJson(head), [sealName]: seal };
  const bytes = sealed(parquetOf([...head.columns, keyColumn], keyed, metadata));
  // Beside the target, so that the last step is a rename; the lock keeps the name ours.
  const temporary = `${path}.new`;
  const file = await open(temporary, "w");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}
