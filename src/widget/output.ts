import type { MimeBundle } from "../display/mime.js";
import { type DomState, Widget } from "./widget.js";

/** One output as notebooks store it. */
export type NotebookOutput =
  | { readonly output_type: "display_data"; readonly data: MimeBundle; readonly metadata: Record<string, unknown> }
  | {
      readonly output_type: "error";
      readonly ename: string;
      readonly evalue: string;
      readonly traceback: readonly string[];
    };

/** What an output area has, with the names of ipywidgets. */
export interface OutputState extends DomState {
  outputs: readonly NotebookOutput[];
}

/** A place for outputs, such as charts, that can be replaced at any time, also when no cell runs. */
export class Output extends Widget<OutputState> {
  constructor(state: Partial<OutputState> = {}) {
    super("OutputModel", state);
  }

  /** Shows one bundle in place of everything before. */
  show(bundle: MimeBundle): void {
    this.set({ outputs: [{ output_type: "display_data", data: bundle, metadata: {} }] });
  }

  /** Shows an error as a cell would. */
  showError(error: unknown): void {
    const { name, message, stack = "" } = error instanceof Error ? error : new Error(String(error));
    const frames = stack.split("\n").filter((line) => /^\s+at /.test(line) && !/node:|node_modules/.test(line));
    const traceback = [`${name}: ${message}`, ...frames];
    this.set({ outputs: [{ output_type: "error", ename: name, evalue: message, traceback }] });
  }

  clear(): void {
    this.set({ outputs: [] });
  }

  override get text(): string {
    return this.get("outputs")
      .map((output) => (output.output_type === "error" ? output.traceback[0] : output.data["text/plain"]))
      .join("\n");
  }
}
