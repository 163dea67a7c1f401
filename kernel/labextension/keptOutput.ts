import type { MimeModel, Widget } from "./jupyterlab.js";
import { type Figure, loadPlotly } from "./loadPlotly.js";

/** JupyterLab's list of the outputs of a cell. */
interface Outputs {
  readonly length: number;
  get(index: number): MimeModel & { toJSON(): { data: Record<string, unknown> } };
  set(index: number, output: object): void;
  toJSON(): object[];
}

interface OutputWidget {
  set(attribute: string, value: unknown, options: { newMessage: true }): void;
}

/**
 * Puts a figure that has changed into the output that showed it at first, with its picture, so that the notebook is saved as
 * the reader has seen it last.
 */
export async function keepInOutput(
  renderer: Widget,
  model: MimeModel,
  mimeType: string,
  figure: Figure,
): Promise<void> {
  const outputs = outputsAround(renderer);
  const json = JSON.parse(JSON.stringify(figure, listed)) as Figure;
  if (!outputs || isSame(json, model.data[mimeType] as Figure)) return;
  const picture = await pictureOf(renderer, json);
  // Meanwhile the cell may have been run again.
  const index = indexOf(outputs, model);
  if (index < 0) return;
  const output = outputs.get(index).toJSON();
  const { "image/svg+xml": before, ...others } = output.data;
  outputs.set(index, { ...output, data: { ...others, [mimeType]: json, ...picture } });
  // As ipywidgets itself does it: without being drawn again.
  outputWidgetAround(renderer)?.set("outputs", outputs.toJSON(), { newMessage: true });
}

function isSame(figure: Figure, other: Figure): boolean {
  return (["data", "layout"] as const).every((part) => JSON.stringify(figure[part]) === JSON.stringify(other[part]));
}

async function pictureOf({ node }: Widget, figure: Figure): Promise<{ "image/svg+xml"?: string }> {
  const plotly = await loadPlotly();
  const { width } = node.getBoundingClientRect();
  if (width === 0) return {};
  const { height = node.offsetHeight } = figure.layout;
  const address = await plotly.toImage(figure, { format: "svg", width: figure.layout.width ?? width, height });
  return { "image/svg+xml": decodeURIComponent(address.slice(address.indexOf(",") + 1)) };
}

/** Lists of numbers as notebooks have them, with null for a gap. */
function listed(_: string, value: unknown): unknown {
  return value instanceof Float64Array ? Array.from(value) : value;
}

/** The outputs among which a renderer stands. */
function outputsAround(renderer: Widget): Outputs | undefined {
  for (let parent = renderer.parent; parent; parent = parent.parent) {
    const { model } = parent as Widget & { model?: Partial<Outputs> };
    if (typeof model?.get === "function" && typeof model.set === "function") return model as Outputs;
  }
  return undefined;
}

/** The widget of ipywidgets in which a renderer stands: it holds its outputs a second time, and that is what is saved. */
function outputWidgetAround(renderer: Widget): OutputWidget | undefined {
  for (let parent = renderer.parent; parent; parent = parent.parent) {
    const { _view: view } = parent as Widget & { _view?: { model: OutputWidget } };
    if (view) return view.model;
  }
  return undefined;
}

function indexOf(outputs: Outputs, model: MimeModel): number {
  for (let index = 0; index < outputs.length; index++) if (outputs.get(index) === model) return index;
  return -1;
}
