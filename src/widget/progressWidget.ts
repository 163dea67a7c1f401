import type { JupyterHost } from "../display/host.js";
import { FloatProgress, HBox, Label } from "./models.js";
import type { ProgressFace } from "./progressBar.js";

const styles = { going: "info", done: "success", stopped: "danger" } as const;

/** A bar with what is done beside it, displayed where it is made. */
export function progressWidget(host: JupyterHost): ProgressFace {
  const bar = new FloatProgress({ bar_style: "info", style: { description_width: "initial" } });
  const text = new Label("");
  void host.display(new HBox([bar, text]));
  return (state) => {
    const { label, done, total, status } = state;
    // Of something that has no total, a bar says only whether it is going on.
    const [value, max] = total ? [Math.min(done, total), total] : [status === "going" ? 0 : 1, 1];
    bar.set({ description: label, value, max, bar_style: styles[status] });
    text.value = state.text;
  };
}
