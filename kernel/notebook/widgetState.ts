import type { JsonObject, Message } from "../protocol/message.js";

const mimeType = "application/vnd.jupyter.widget-state+json";

/** Where in a state a buffer belongs: the attribute first. */
type Path = readonly (string | number)[];

interface Model {
  readonly state: JsonObject;
  /** By the JSON of their paths. */
  readonly buffers: Map<string, Uint8Array>;
}

/** What the messages of widgets carry. */
interface Data {
  readonly method?: string;
  readonly state?: JsonObject;
  readonly buffer_paths?: readonly Path[];
}

/** Follows the models of widgets while a notebook runs, so that its file can show them without a kernel. */
export class WidgetState {
  readonly #models = new Map<string, Model>();

  receive({ header, content, buffers }: Message): void {
    const id = content.comm_id as string;
    const data = content.data as Data | undefined;
    if (header.msg_type === "comm_open" && content.target_name === "jupyter.widget") {
      this.#models.set(id, { state: {}, buffers: new Map() });
      this.#update(id, data, buffers);
    } else if (header.msg_type === "comm_msg" && data?.method === "update") this.#update(id, data, buffers);
    else if (header.msg_type === "comm_close") this.#models.delete(id);
  }

  #update(id: string, { state = {}, buffer_paths: paths = [] }: Data = {}, buffers: readonly Uint8Array[]): void {
    const model = this.#models.get(id);
    if (!model) return;
    const changed = new Set([...Object.keys(state), ...paths.map(([attribute]) => String(attribute))]);
    for (const path of model.buffers.keys())
      if (changed.has(String((JSON.parse(path) as Path)[0]))) model.buffers.delete(path);
    Object.assign(model.state, state);
    for (const [index, path] of paths.entries()) model.buffers.set(JSON.stringify(path), buffers[index]!);
  }

  /** What belongs into the notebook's metadata under `widgets`; undefined where there are no widgets. */
  toMetadata(): JsonObject | undefined {
    if (this.#models.size === 0) return undefined;
    const state = Object.fromEntries([...this.#models].map(([id, model]) => [id, saved(model)]));
    return { [mimeType]: { version_major: 2, version_minor: 0, state } };
  }
}

/** A model as the notebook's format has it: buffers as base64. */
function saved({ state, buffers }: Model): JsonObject {
  const { _model_name, _model_module, _model_module_version } = state;
  return {
    model_name: _model_name,
    model_module: _model_module,
    model_module_version: _model_module_version,
    state,
    ...(buffers.size > 0 && {
      buffers: [...buffers].map(([path, bytes]) => ({
        encoding: "base64",
        path: JSON.parse(path) as Path,
        data: Buffer.from(bytes).toString("base64"),
      })),
    }),
  };
}
