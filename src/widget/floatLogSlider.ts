import { ValueControl } from "./control.js";
import type { SliderState } from "./sliderState.js";

/** What a logarithmic slider has: `min`, `max` and `step` are those of the exponent of `base`. */
export interface FloatLogSliderState extends SliderState {
  base: number;
}

/** A slider on which equal ways are equal factors. */
export class FloatLogSlider extends ValueControl<number, FloatLogSliderState> {
  constructor(state: Partial<FloatLogSliderState> = {}) {
    super("FloatLogSliderModel", state);
  }
}
