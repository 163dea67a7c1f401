import type { JsonObject, Message } from "../protocol/message.js";
import { linesOf } from "./notebook.js";

/** The outputs of one cell, gathered from what the kernel sends, in the form of nbformat 4. */
export class CellOutputs {
  readonly outputs: JsonObject[] = [];
  readonly #byDisplayId: Map<string, JsonObject[]>;
  #clearNext = false;

  /** @param byDisplayId the outputs that can be replaced from any later cell, shared by the cells of a notebook */
  constructor(byDisplayId: Map<string, JsonObject[]>) {
    this.#byDisplayId = byDisplayId;
  }

  receive({ header, content }: Message): void {
    switch (header.msg_type) {
      case "stream":
        this.#stream(content.name as string, content.text as string);
        break;
      case "execute_result":
        this.#add("execute_result", content, { execution_count: content.execution_count });
        break;
      case "display_data":
        this.#add("display_data", content, {});
        break;
      case "update_display_data":
        for (const output of this.#byDisplayId.get(displayId(content)!) ?? []) Object.assign(output, shown(content));
        break;
      case "error":
        this.#push({ output_type: "error", ...content });
        break;
      case "clear_output":
        if (content.wait) this.#clearNext = true;
        else this.outputs.length = 0;
        break;
    }
  }

  #add(type: string, content: JsonObject, more: JsonObject): void {
    const output = { output_type: type, ...shown(content), ...more };
    this.#push(output);
    const id = displayId(content);
    if (id !== undefined) this.#byDisplayId.set(id, [...(this.#byDisplayId.get(id) ?? []), output]);
  }

  #stream(name: string, text: string): void {
    const last = this.#clearNext ? undefined : this.outputs.at(-1);
    if (last?.output_type === "stream" && last.name === name)
      last.text = linesOf((last.text as string[]).join("") + text);
    else this.#push({ output_type: "stream", name, text: linesOf(text) });
  }

  #push(output: JsonObject): void {
    if (this.#clearNext) this.outputs.length = 0;
    this.#clearNext = false;
    this.outputs.push(output);
  }
}

function shown({ data, metadata }: JsonObject): JsonObject {
  return { data: Object.fromEntries(Object.entries(data as JsonObject).map(inLines)), metadata: metadata ?? {} };
}

function inLines([type, value]: [string, unknown]): [string, unknown] {
  return [type, typeof value === "string" ? linesOf(value) : value];
}

function displayId({ transient }: JsonObject): string | undefined {
  return (transient as { display_id?: string } | undefined)?.display_id;
}
