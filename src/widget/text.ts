import { type ControlState, ValueControl } from "./control.js";

/** What a line of text has, with the names of ipywidgets. */
export interface TextState extends ControlState {
  value: string;
  placeholder: string;
  /** Whether values are sent with each letter, or once the line is left. */
  continuous_update: boolean;
}

/** A line of text to edit. */
export class Text extends ValueControl<string, TextState> {
  constructor(state: Partial<TextState> = {}) {
    super("TextModel", state);
  }
}
