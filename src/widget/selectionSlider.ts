import { type Choices, SelectionControl, type SelectionOptions } from "./control.js";

/** A slider over a list of values, each with its label. */
export class SelectionSlider<Value> extends SelectionControl<Value> {
  constructor(choices: Choices<Value>, options: Partial<SelectionOptions<Value>> = {}) {
    super("SelectionSliderModel", choices, options);
  }
}
