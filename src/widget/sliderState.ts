import type { ControlState } from "./control.js";

/** What sliders over numbers have, with the names of ipywidgets. */
export interface SliderState extends ControlState {
  value: number;
  min: number;
  max: number;
  step: number;
  orientation: "horizontal" | "vertical";
  /** Whether values are sent while the handle moves, or once it is let go. */
  continuous_update: boolean;
  readout: boolean;
  /** In the notation of d3-format. */
  readout_format: string;
}
