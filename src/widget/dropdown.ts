import { type Choices, SelectionControl, type SelectionOptions } from "./control.js";

/** A list of values to choose from, each with its label. */
export class Dropdown<Value> extends SelectionControl<Value> {
  constructor(choices: Choices<Value>, options: Partial<SelectionOptions<Value>> = {}) {
    super("DropdownModel", choices, options);
  }
}
