import type { LabelState } from "./label.js";
import { Widget } from "./widget.js";

/** A piece of HTML. */
export class HTML extends Widget<LabelState> {
  constructor(value: string, state: Partial<LabelState> = {}) {
    super("HTMLModel", { ...state, value });
  }
}
