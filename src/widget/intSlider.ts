import { ValueControl } from "./control.js";
import type { SliderState } from "./sliderState.js";

/** A slider over whole numbers. */
export class IntSlider extends ValueControl<number, SliderState> {
  constructor(state: Partial<SliderState> = {}) {
    super("IntSliderModel", state);
  }
}
