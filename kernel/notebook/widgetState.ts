import type { JsonObject, Message } from "../protocol/message.js";

const mimeType = "application/vnd.jupyter.widget-state+json";

/** Follows the models of widgets while a notebook runs, so that its file can show them without a kernel. */
export class WidgetState {
  readonly #models = new Map<string, JsonObject>();

  receive({ header, content }: Message): void {
    const id = content.comm_id as string;
    const data = content.data as { method?: string; state?: JsonObject } | undefined;
    if (header.msg_type === "comm_open" && content.target_name === "jupyter.widget")
      this.#models.set(id, { ...data?.state });
    else if (header.msg_type === "comm_msg" && data?.method === "update") {
      const state = this.#models.get(id);
      if (state) Object.assign(state, data.state);
    } else if (header.msg_type === "comm_close") this.#models.delete(id);
  }

  /** What belongs into the notebook's metadata under `widgets`; undefined where there are no widgets. */
  toMetadata(): JsonObject | undefined {
    if (this.#models.size === 0) return undefined;
    const state = Object.fromEntries(
      [...this.#models].map(([id, { _model_name, _model_module, _model_module_version, ...rest }]) => [
        id,
        {
          model_name: _model_name,
          model_module: _model_module,
          model_module_version: _model_module_version,
          state: { _model_name, _model_module, _model_module_version, ...rest },
        },
      ]),
    );
    return { [mimeType]: { version_major: 2, version_minor: 0, state } };
  }
}
