import { type DomState, Widget } from "./widget.js";

/** What a label or a piece of HTML has, with the names of ipywidgets. */
export interface LabelState extends DomState {
  value: string;
  description: string;
  placeholder: string;
}

/** A line of plain text. */
export class Label extends Widget<LabelState> {
  constructor(value: string, state: Partial<LabelState> = {}) {
    super("LabelModel", { ...state, value });
  }
}
