import { ValueControl } from "./control.js";
import type { SliderState } from "./sliderState.js";

/** A slider over numbers. */
export class FloatSlider extends ValueControl<number, SliderState> {
  constructor(state: Partial<SliderState> = {}) {
    super("FloatSliderModel", state);
  }
}
