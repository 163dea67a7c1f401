import { type ErrorReport, jupyterHost, type OutputSink } from "../display/host.js";
import { type MimeBundle, mimeBundle } from "../display/mime.js";
import type { OutputState } from "./models.js";
import { type Attributes, Widget } from "./widget.js";

/** One output as notebooks store it. */
export type NotebookOutput =
  | { readonly output_type: "display_data"; readonly data: MimeBundle; readonly metadata: Record<string, unknown> }
  | { readonly output_type: "stream"; readonly name: "stdout" | "stderr"; readonly text: string }
  | ({ readonly output_type: "error" } & ErrorReport);

/** Lines printed in quick succession are sent together, ms. */
const pause = 20;

/** What an output area shows, and its attributes. */
type State = Omit<OutputState, "outputs"> & { outputs: readonly NotebookOutput[] };

/** A place for outputs, such as charts, that can be replaced at any time, also when no cell runs. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the base class defines the attributes as properties
export class Output extends Widget<State> {
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What is there once the lines are sent that have been printed. */
  #next: readonly NotebookOutput[] | undefined;

  constructor(state: Attributes<State> = {}) {
    super("OutputModel", state);
  }

  /** What it shows. */
  get outputs(): readonly NotebookOutput[] {
    return this.#next ?? this.get("outputs");
  }

  set outputs(outputs: readonly NotebookOutput[]) {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#next = undefined;
    this.set({ outputs });
  }

  /** Shows one bundle in place of everything before. */
  show(bundle: MimeBundle): void {
    this.outputs = [displayed(bundle)];
  }

  /** Shows an error as a cell would, in place of everything before. */
  showError(error: unknown): void {
    this.outputs = [errorOutput(error)];
  }

  /** Shows a value below what is there, as a cell does. */
  async append(value: unknown): Promise<void> {
    const bundle = await (jupyterHost()?.format(value) ?? mimeBundle(value));
    this.outputs = [...this.outputs, displayed(bundle)];
  }

  clear(): void {
    this.outputs = [];
  }

  /**
   * Does work whose output comes here: what it prints and displays and, below that, its error. An interrupt ends it. Outside Jupyter what
   * is printed goes where it always goes.
   *
   * @returns what the work returns; undefined where it fails
   */
  async capture<Result>(work: () => Result | Promise<Result>): Promise<Result | undefined> {
    let result: Result | undefined;
    const worked = async () => {
      result = await work();
    };
    try {
      await (jupyterHost()?.run?.(worked, this.sink) ?? worked());
      return result;
    } catch (error) {
      this.outputs = [...this.outputs, errorOutput(error)];
      return undefined;
    }
  }

  /** Where the output of captured work goes. */
  get sink(): OutputSink {
    let clearFirst = false;
    const add = (output: NotebookOutput) => {
      this.#later(joined(clearFirst ? [] : this.outputs, output));
      clearFirst = false;
    };
    return {
      stream: (name, text) => add({ output_type: "stream", name, text }),
      display: (bundle) => add(displayed(bundle)),
      clear: (wait) => {
        if (wait) clearFirst = true;
        else this.#later([]);
      },
    };
  }

  override get text(): string {
    return this.outputs.map(textOf).join("\n");
  }

  #later(outputs: readonly NotebookOutput[]): void {
    this.#next = outputs;
    this.#timer ??= setTimeout(() => {
      this.outputs = this.#next ?? [];
    }, pause);
  }
}

export interface Output extends Omit<OutputState, "outputs"> {}

/** A bundle among outputs. */
export function displayed(data: MimeBundle): NotebookOutput {
  return { output_type: "display_data", data, metadata: {} };
}

/** An error as a cell shows it. */
export function errorOutput(error: unknown): NotebookOutput {
  return { output_type: "error", ...(jupyterHost()?.report?.(error) ?? plainReport(error)) };
}

function plainReport(error: unknown): ErrorReport {
  const { name, message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line) && !/node:|node_modules/.test(line));
  return { ename: name, evalue: message, traceback: [`${name}: ${message}`, ...frames] };
}

/** Outputs with one more; what is printed in pieces is one output. */
export function joined(outputs: readonly NotebookOutput[], output: NotebookOutput): readonly NotebookOutput[] {
  const last = outputs.at(-1);
  if (last?.output_type !== "stream" || output.output_type !== "stream" || last.name !== output.name)
    return [...outputs, output];
  return [...outputs.slice(0, -1), { ...last, text: last.text + output.text }];
}

function textOf(output: NotebookOutput): string {
  if (output.output_type === "error") return output.traceback[0]!;
  return output.output_type === "stream" ? output.text.replace(/\n$/, "") : output.data["text/plain"];
}
