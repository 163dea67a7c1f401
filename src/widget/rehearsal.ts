import type { OutputSink } from "../display/host.js";
import { displayed, joined, type NotebookOutput, type Output } from "./output.js";

/**
 * Keeps what is printed and displayed until the result is there, so that it takes the place of what was there before at once, without
 * a moment of emptiness; what takes long is shown as it comes.
 */
export class Rehearsal {
  readonly #output: Output;
  #gathered: readonly NotebookOutput[] = [];
  #state: "kept" | "revealed" | "ended" = "kept";

  constructor(output: Output) {
    this.#output = output;
  }

  get sink(): OutputSink {
    // What is printed after the end, by a timer for one, goes to what is there then.
    const late = this.#output.sink;
    let clearFirst = false;
    const add = (output: NotebookOutput, pass: () => void) => {
      if (this.#state !== "kept") return pass();
      this.#gathered = joined(clearFirst ? [] : this.#gathered, output);
      clearFirst = false;
    };
    return {
      stream: (name, text) => add({ output_type: "stream", name, text }, () => late.stream(name, text)),
      display: (bundle) => add(displayed(bundle), () => late.display(bundle)),
      clear: (wait) => {
        if (this.#state !== "kept") late.clear(wait);
        else if (wait) clearFirst = true;
        else this.#gathered = [];
      },
    };
  }

  /** Shows what there is, and from now on everything as it comes. */
  reveal(): void {
    if (this.#state !== "kept" || this.#gathered.length === 0) return;
    this.#state = "revealed";
    this.#output.outputs = this.#gathered;
  }

  /** Shows it all, the results last. */
  end(...results: readonly NotebookOutput[]): void {
    const before = this.#state === "revealed" ? this.#output.outputs : this.#gathered;
    this.#state = "ended";
    this.#output.outputs = [...before, ...results];
  }
}
