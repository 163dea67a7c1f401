import { dirname, resolve } from "node:path";
import type { JsonObject, Message } from "../protocol/message.js";
import { KernelClient } from "./client.js";
import {
  type Cell,
  checkWritable,
  hasTag,
  languageOf,
  type Notebook,
  readNotebook,
  sourceOf,
  writeNotebook,
} from "./notebook.js";
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
  /** Interrupts the cell that runs, and none comes after it. */
  readonly signal?: AbortSignal;
}

/** A cell of the notebook threw, or ended its kernel; the message is the traceback. */
export class CellFailure extends Error {
  override name = "CellFailure";
}

/** Between two interrupts of a cell that does not end, ms: one that comes before the cell has begun stops nothing. */
const pause = 1000;

/**
 * Runs the cells of a notebook in order, in a kernel of their own, with the notebook's folder as theirs. As in other clients a cell tagged
 * `raises-exception` may fail, and one tagged `skip-execution` is left as it is.
 *
 * @throws CellFailure at the first cell that fails; what ran before it, and its error, are in `output` all the same
 */
export async function runNotebook(file: string, options: NotebookRunOptions = {}): Promise<Notebook> {
  const { parameters = {}, output, signal } = options;
  const notebook = structuredClone(withParameters(await readNotebook(file), parameters));
  const language = languageOf(notebook);
  if (language !== undefined && !/^(type|java)script$/i.test(language))
    throw new Error(`${file} is a notebook in ${language}; this kernel runs TypeScript and JavaScript`);
  if (output !== undefined) await checkWritable(output);
  const environment = { ...process.env, JPY_SESSION_NAME: resolve(file) };
  const client = await KernelClient.start(dirname(resolve(file)), { environment });
  let interrupting: NodeJS.Timeout | undefined;
  const interrupt = () => {
    const again = () => void client.control("interrupt_request").catch(() => undefined);
    interrupting = setInterval(again, pause);
    again();
  };
  signal?.addEventListener("abort", interrupt);
  try {
    const { language_info } = await client.request("kernel_info_request", {});
    notebook.metadata.language_info = language_info;
    await runCells(notebook, client, options);
  } finally {
    signal?.removeEventListener("abort", interrupt);
    clearInterval(interrupting);
    await client.stop();
    if (output !== undefined) await writeNotebook(output, notebook);
  }
  return notebook;
}

async function runCells(notebook: Notebook, client: KernelClient, options: NotebookRunOptions): Promise<void> {
  const { onCell, signal } = options;
  const code = notebook.cells.filter((cell) => cell.cell_type === "code" && !hasTag(cell, "skip-execution"));
  // What an earlier run has left would pass for what this one has made.
  for (const cell of code) Object.assign(cell, { execution_count: null, outputs: [] });
  delete notebook.metadata.widgets;
  const cells = code.filter((cell) => sourceOf(cell).trim() !== "");
  const byDisplayId = new Map<string, JsonObject[]>();
  const widgets = new WidgetState();
  for (const [index, cell] of cells.entries()) {
    if (signal?.aborted) throw new CellFailure(`interrupted before cell ${index + 1} of ${cells.length}`);
    const began = performance.now();
    const reply = await runCell(cell, client, byDisplayId, widgets).finally(() => {
      const state = widgets.toMetadata();
      if (state) notebook.metadata.widgets = state;
    });
    if (reply.status !== "ok" && (signal?.aborted || !hasTag(cell, "raises-exception")))
      throw new CellFailure((reply.traceback as string[] | undefined)?.join("\n"));
    onCell?.({ index: index + 1, total: cells.length, milliseconds: performance.now() - began });
  }
}

/** The content of the reply. */
async function runCell(
  cell: Cell,
  client: KernelClient,
  byDisplayId: Map<string, JsonObject[]>,
  widgets: WidgetState,
): Promise<JsonObject> {
  const gathered = new CellOutputs(byDisplayId);
  cell.outputs = gathered.outputs;
  const receive = (message: Message) => {
    gathered.receive(message);
    widgets.receive(message);
  };
  const reply = await client.execute(sourceOf(cell), receive).catch((error: Error) => {
    throw new CellFailure(error.message, { cause: error });
  });
  cell.execution_count = reply.execution_count as number;
  return reply;
}
