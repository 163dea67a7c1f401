import type { Row } from "../../table/table.js";

/** Keeps the rows of a sweep by their names. */
export interface RowStore {
  get(id: string): Row | undefined;
  add(id: string, row: Row): void;
  /** Puts the rows in order, those named first and then the others as they were, and lets the store go. */
  close(order: readonly string[]): Promise<void>;
}

/** A store that is forgotten. */
export function memoryStore(): RowStore {
  const rows = new Map<string, Row>();
  return {
    get: (id) => rows.get(id),
    add(id, row) {
      rows.set(id, row);
    },
    async close() {},
  };
}
