import { type ControlState, ValueControl } from "./control.js";

/** What a checkbox has, with the names of ipywidgets. */
export interface CheckboxState extends ControlState {
  value: boolean;
  indent: boolean;
}

/** A choice between yes and no. */
export class Checkbox extends ValueControl<boolean, CheckboxState> {
  constructor(state: Partial<CheckboxState> = {}) {
    super("CheckboxModel", state);
  }
}
