import { dirname, resolve } from "node:path";
import type { JsonObject } from "../protocol/message.js";
import { KernelClient } from "./client.js";
import { type Cell, type Notebook, readNotebook, sourceOf, writeNotebook } from "./notebook.js";
import { CellOutputs } from "./outputs.js";
import { type Parameters, withParameters } from "./parameters.js";
import { WidgetState } from "./widgetState.js";

/** How a notebook is run. */
export interface NotebookRunOptions {
  readonly parameters?: Parameters;
  /** Where the notebook with its outputs is written; nowhere unless given. */
  readonly output?: string;
  /** Called when a code cell has run; `index` counts the code cells from 1. */
  readonly onCell?: (progress: { index: number; total: number; milliseconds: number }) => void;
}

/** A cell of the notebook threw; its message is the traceback. */
export class CellFailure extends Error {
  override name = "CellFailure";
}

/**
 * Runs the cells of a notebook in order, in a kernel of their own, with the notebook's folder as theirs.
 *
 * @throws CellFailure at the first cell that fails; what ran before it, and its error, are in `output` all the same
 */
export async function runNotebook(file: string, options: NotebookRunOptions = {}): Promise<Notebook> {
  const { parameters = {}, output, onCell } = options;
  const notebook = structuredClone(withParameters(await readNotebook(file), parameters));
  const environment = { ...process.env, JPY_SESSION_NAME: resolve(file) };
  const client = await KernelClient.start(dirname(resolve(file)), { environment });
  try {
    await runCells(notebook, client, onCell);
  } finally {
    await client.stop();
    if (output !== undefined) await writeNotebook(output, notebook);
  }
  return notebook;
}

async function runCells(notebook: Notebook, client: KernelClient, onCell: NotebookRunOptions["onCell"]): Promise<void> {
  const cells = notebook.cells.filter((cell) => cell.cell_type === "code" && sourceOf(cell).trim() !== "");
  const byDisplayId = new Map<string, JsonObject[]>();
  const widgets = new WidgetState();
  for (const [index, cell] of cells.entries()) {
    const began = performance.now();
    await runCell(cell, client, byDisplayId, widgets).finally(() => {
      const state = widgets.toMetadata();
      if (state) notebook.metadata.widgets = state;
    });
    onCell?.({ index: index + 1, total: cells.length, milliseconds: performance.now() - began });
  }
}

async function runCell(
  cell: Cell,
  client: KernelClient,
  byDisplayId: Map<string, JsonObject[]>,
  widgets: WidgetState,
): Promise<void> {
  const gathered = new CellOutputs(byDisplayId);
  cell.outputs = gathered.outputs;
  const reply = await client.execute(sourceOf(cell), (message) => {
    gathered.receive(message);
    widgets.receive(message);
  });
  cell.execution_count = reply.execution_count as number;
  if (reply.status !== "ok") throw new CellFailure((reply.traceback as string[] | undefined)?.join("\n"));
}
