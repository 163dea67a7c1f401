import type { JupyterHost } from "../display/host.js";
import { FloatProgress, HBox, Label } from "./models.js";
import type { ProgressFace, ProgressState } from "./progressBar.js";

const styles = { going: "info", done: "success", stopped: "danger" } as const;

/** A bar with what is done beside it, displayed where it is made. */
export function progressWidget(host: JupyterHost): ProgressFace {
  const box = new ProgressBox();
  let isDisplayed = false;
  return (state) => {
    box.show(state);
    // Shown again at the end for the sake of its text, which readers without a page have.
    if (!isDisplayed || state.status !== "going") void host.display(box, { displayId: box.id, update: isDisplayed });
    isDisplayed = true;
  };
}

class ProgressBox extends HBox {
  readonly #bar: FloatProgress;
  readonly #words: Label;

  constructor() {
    const bar = new FloatProgress({ bar_style: "info", style: { description_width: "initial" } });
    const words = new Label("");
    // In a narrow cell the words go below the bar.
    super([bar, words], { layout: { flex_flow: "row wrap" } });
    this.#bar = bar;
    this.#words = words;
  }

  show({ label, done, total, text, status }: ProgressState): void {
    // Of something that has no total, a bar says only whether it is going on.
    const [value, max] = total ? [Math.min(done, total), total] : [status === "going" ? 0 : 1, 1];
    this.#bar.set({ description: label, value, max, bar_style: styles[status] });
    this.#words.value = text;
  }

  override get text(): string {
    return [this.#bar.description, this.#words.value].filter(Boolean).join(": ");
  }
}
