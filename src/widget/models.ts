// Written by test/widget/generate.ts from @jupyter-widgets/schema; changes are made there.
// biome-ignore-all lint/suspicious/noUnsafeDeclarationMerging: the base class defines the attributes as properties
// biome-ignore-all lint/correctness/noUnusedVariables: a merged interface repeats the type parameters of its class

import { Clickable } from "./clickable.js";
import { Container, OpenPages, Pages } from "./container.js";
import { RangeControl, TextControl, ValueControl } from "./control.js";
import type { UploadedFile } from "./form.js";
import { Media } from "./media.js";
import {
  type Choices,
  MultipleSelectionControl,
  SelectionControl,
  type SelectionOptions,
  SelectionRangeControl,
} from "./selection.js";
import { type AnyWidget, type Attributes, Widget } from "./widget.js";

/** The attributes of an `Accordion`. */
export interface AccordionState {
  /** Use a predefined styling for the box. */
  box_style: "success" | "info" | "warning" | "danger" | "";
  /** List of widget children. */
  children: readonly AnyWidget[];
  layout: Layout;
  /** The index of the selected page. This is either an integer selecting a particular sub-widget, or None to have no widgets selected. */
  selected_index: number | null;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** Titles of the pages. */
  titles: readonly string[];
  /** A tooltip caption. */
  tooltip: string | null;
}

/** Widgets below each other, each under a title that opens and closes it. */
export class Accordion extends Pages<AccordionState> {
  constructor(children: readonly AnyWidget[] = [], state: Attributes<AccordionState> = {}) {
    super("AccordionModel", children, state);
  }
}

export interface Accordion extends AccordionState {}

/** The attributes of an `Audio`. */
export interface AudioState {
  /** When true, the audio starts when it's displayed. */
  autoplay: boolean;
  /** Specifies that audio controls should be displayed (such as a play/pause button etc). */
  controls: boolean;
  /** The format of the audio. */
  format: string;
  layout: Layout;
  /** When true, the audio will start from the beginning after finishing. */
  loop: boolean;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** The media data as a memory view of bytes. */
  value: Uint8Array;
}

/** A sound with its player. */
export class Audio extends Media<AudioState> {
  constructor(value: Uint8Array | string, state: Attributes<AudioState> = {}) {
    super("AudioModel", value, state);
  }
}

export interface Audio extends AudioState {}

/** The attributes of a `BoundedFloatText`. */
export interface BoundedFloatTextState {
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  /** Max value. */
  max: number;
  /** Min value. */
  min: number;
  /** Minimum step to increment the value. */
  step: number | null;
  /** Styling customizations. */
  style: DescriptionStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Float value. */
  value: number;
}

/** A number to type, between bounds. */
export class BoundedFloatText extends ValueControl<number, BoundedFloatTextState> {
  constructor(state: Attributes<BoundedFloatTextState> = {}) {
    super("BoundedFloatTextModel", state);
  }
}

export interface BoundedFloatText extends BoundedFloatTextState {}

/** The attributes of a `BoundedIntText`. */
export interface BoundedIntTextState {
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  /** Max value. */
  max: number;
  /** Min value. */
  min: number;
  /** Minimum step to increment the value. */
  step: number;
  /** Styling customizations. */
  style: DescriptionStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Int value. */
  value: number;
}

/** A whole number to type, between bounds. */
export class BoundedIntText extends ValueControl<number, BoundedIntTextState> {
  constructor(state: Attributes<BoundedIntTextState> = {}) {
    super("BoundedIntTextModel", state);
  }
}

export interface BoundedIntText extends BoundedIntTextState {}

/** The attributes of a `Box`. */
export interface BoxState {
  /** Use a predefined styling for the box. */
  box_style: "success" | "info" | "warning" | "danger" | "";
  /** List of widget children. */
  children: readonly AnyWidget[];
  layout: Layout;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** Widgets beside each other. */
export class Box extends Container<BoxState> {
  constructor(children: readonly AnyWidget[] = [], state: Attributes<BoxState> = {}) {
    super("BoxModel", children, state);
  }
}

export interface Box extends BoxState {}

/** The attributes of a `Button`. */
export interface ButtonState {
  /** Use a predefined styling for the button. */
  button_style: "primary" | "success" | "info" | "warning" | "danger" | "";
  /** Button label. */
  description: string;
  /** Enable or disable user changes. */
  disabled: boolean;
  /** Font-awesome icon names, without the 'fa-' prefix. */
  icon: string;
  layout: Layout;
  style: ButtonStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** A button: what a click does is said by `onClick`. */
export class Button extends Clickable<ButtonState> {
  constructor(state: Attributes<ButtonState> = {}) {
    super("ButtonModel", state);
  }
}

export interface Button extends ButtonState {}

/** The attributes of a `ButtonStyle`. */
export interface ButtonStyleState {
  /** Color of the button. */
  button_color: string | null;
  /** Button text font family. */
  font_family: string | null;
  /** Button text font size. */
  font_size: string | null;
  /** Button text font style. */
  font_style: string | null;
  /** Button text font variant. */
  font_variant: string | null;
  /** Button text font weight. */
  font_weight: string | null;
  /** Button text color. */
  text_color: string | null;
  /** Button text decoration. */
  text_decoration: string | null;
}

/** How a `Button` looks. */
export class ButtonStyle extends Widget<ButtonStyleState> {
  constructor(state: Attributes<ButtonStyleState> = {}) {
    super("ButtonStyleModel", state);
  }
}

export interface ButtonStyle extends ButtonStyleState {}

/** The attributes of a `Checkbox`. */
export interface CheckboxState {
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  /** Indent the control to align with other controls with a description. */
  indent: boolean;
  layout: Layout;
  /** Styling customizations. */
  style: CheckboxStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Bool value. */
  value: boolean;
}

/** A choice between yes and no. */
export class Checkbox extends ValueControl<boolean, CheckboxState> {
  constructor(state: Attributes<CheckboxState> = {}) {
    super("CheckboxModel", state);
  }
}

export interface Checkbox extends CheckboxState {}

/** The attributes of a `CheckboxStyle`. */
export interface CheckboxStyleState {
  /** Background specifications. */
  background: string | null;
  /** Width of the description to the side of the control. */
  description_width: string;
}

/** How a `Checkbox` looks. */
export class CheckboxStyle extends Widget<CheckboxStyleState> {
  constructor(state: Attributes<CheckboxStyleState> = {}) {
    super("CheckboxStyleModel", state);
  }
}

export interface CheckboxStyle extends CheckboxStyleState {}

/** The attributes of a `ColorPicker`. */
export interface ColorPickerState {
  /** Display short version with just a color selector. */
  concise: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  /** Styling customizations. */
  style: DescriptionStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** The color value. */
  value: string;
}

/** A colour of CSS to choose. */
export class ColorPicker extends ValueControl<string, ColorPickerState> {
  constructor(state: Attributes<ColorPickerState> = {}) {
    super("ColorPickerModel", state);
  }
}

export interface ColorPicker extends ColorPickerState {}

/** The attributes of a `ColorsInput`. */
export interface ColorsInputState {
  allow_duplicates: boolean;
  allowed_tags: readonly string[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  layout: Layout;
  placeholder: string;
  /** Styling customizations. */
  style: DescriptionStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** List of string tags. */
  value: readonly string[];
}

/** A list of colours of CSS to edit. */
export class ColorsInput extends ValueControl<readonly string[], ColorsInputState> {
  constructor(state: Attributes<ColorsInputState> = {}) {
    super("ColorsInputModel", state);
  }
}

export interface ColorsInput extends ColorsInputState {}

/** The attributes of a `Combobox`. */
export interface ComboboxState {
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  /** If set, ensure value is in options. Implies continuous_update=False. */
  ensure_option: boolean;
  layout: Layout;
  /** Dropdown options for the combobox. */
  options: readonly string[];
  /** Placeholder text to display when nothing has been typed. */
  placeholder: string;
  style: TextStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** String value. */
  value: string;
}

/** A line of text to edit, with proposals. */
export class Combobox extends ValueControl<string, ComboboxState> {
  constructor(state: Attributes<ComboboxState> = {}) {
    super("ComboboxModel", state);
  }
}

export interface Combobox extends ComboboxState {}

/** The attributes of a `ControllerAxis`. */
export interface ControllerAxisState {
  layout: Layout;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** The value of the axis. */
  value: number;
}

/** The attributes of a `ControllerButton`. */
export interface ControllerButtonState {
  layout: Layout;
  /** Whether the button is pressed. */
  pressed: boolean;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** The value of the button. */
  value: number;
}

/** The attributes of a `Controller`. */
export interface ControllerState {
  /** The axes on the gamepad. */
  axes: readonly Widget<ControllerAxisState>[];
  /** The buttons on the gamepad. */
  buttons: readonly Widget<ControllerButtonState>[];
  /** Whether the gamepad is connected. */
  connected: boolean;
  /** The id number of the controller. */
  index: number;
  layout: Layout;
  /** The name of the control mapping. */
  mapping: string;
  /** The name of the controller. */
  name: string;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** The last time the data from this gamepad was updated. */
  timestamp: number;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** A gamepad: connected once one of its buttons has been pressed. */
export class Controller extends Widget<ControllerState> {
  constructor(state: Attributes<ControllerState> = {}) {
    super("ControllerModel", state);
  }
}

export interface Controller extends ControllerState {}

/** The attributes of a `DatePicker`. */
export interface DatePickerState {
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  max: string | null;
  min: string | null;
  /** The date step to use for the picker, in days, or "any". */
  step: number | "any";
  /** Styling customizations. */
  style: DescriptionStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  value: string | null;
}

/** A day to choose, as `"2026-11-23"`. */
export class DatePicker extends ValueControl<string | null, DatePickerState> {
  constructor(state: Attributes<DatePickerState> = {}) {
    super("DatePickerModel", state);
  }
}

export interface DatePicker extends DatePickerState {}

/** The attributes of a `DatetimePicker`. */
export interface DatetimePickerState {
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  max: Date | null;
  min: Date | null;
  /** Styling customizations. */
  style: DescriptionStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  value: Date | null;
}

/** A moment to choose, in the time zone of the page. */
export class DatetimePicker extends ValueControl<Date | null, DatetimePickerState> {
  constructor(state: Attributes<DatetimePickerState> = {}) {
    super("DatetimeModel", state);
  }
}

export interface DatetimePicker extends DatetimePickerState {}

/** The attributes of a `DescriptionStyle`. */
export interface DescriptionStyleState {
  /** Width of the description to the side of the control. */
  description_width: string;
}

/** How a text before a control looks. */
export class DescriptionStyle extends Widget<DescriptionStyleState> {
  constructor(state: Attributes<DescriptionStyleState> = {}) {
    super("DescriptionStyleModel", state);
  }
}

export interface DescriptionStyle extends DescriptionStyleState {}

/** The attributes of a `DirectionalLink`. */
export interface DirectionalLinkState {
  /** The source (widget, 'trait_name') pair. */
  source: readonly [AnyWidget | string, AnyWidget | string];
  /** The target (widget, 'trait_name') pair. */
  target: readonly [AnyWidget | string, AnyWidget | string];
}

/** The attributes of a `Dropdown`. */
export interface DropdownState {
  /** The labels for the options. */
  _options_labels: readonly string[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  /** Selected index. */
  index: number | null;
  layout: Layout;
  /** Styling customizations. */
  style: DescriptionStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** A list of values to choose from, open while one is chosen. */
export class Dropdown<Value> extends SelectionControl<Value, DropdownState> {
  constructor(choices: Choices<Value>, options: SelectionOptions<DropdownState, Value> = {}) {
    super("DropdownModel", choices, options);
  }
}

export interface Dropdown<Value> extends Omit<DropdownState, "_options_labels"> {}

/** The attributes of a `FileUpload`. */
export interface FileUploadState {
  /** File types to accept, empty string for all. */
  accept: string;
  /** Use a predefined styling for the button. */
  button_style: "primary" | "success" | "info" | "warning" | "danger" | "";
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable button. */
  disabled: boolean;
  /** Error message. */
  error: string;
  /** Font-awesome icon name, without the 'fa-' prefix. */
  icon: string;
  layout: Layout;
  /** If True, allow for multiple files upload. */
  multiple: boolean;
  style: ButtonStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** The file upload value. */
  value: readonly UploadedFile[];
}

/** Files of the reader's machine, with their contents. */
export class FileUpload extends ValueControl<readonly UploadedFile[], FileUploadState> {
  constructor(state: Attributes<FileUploadState> = {}) {
    super("FileUploadModel", state);
  }
}

export interface FileUpload extends FileUploadState {}

/** The attributes of a `FloatLogSlider`. */
export interface FloatLogSliderState {
  /** Base for the logarithm. */
  base: number;
  /** Slider dragging behavior. */
  behavior: "drag-tap" | "drag-snap" | "tap" | "drag" | "snap";
  /** Update the value of the widget as the user is holding the slider. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  /** Max value for the exponent. */
  max: number;
  /** Min value for the exponent. */
  min: number;
  /** Vertical or horizontal. */
  orientation: "horizontal" | "vertical";
  /** Display the current value of the slider next to it. */
  readout: boolean;
  /** Format for the readout. */
  readout_format: string;
  /** Minimum step in the exponent to increment the value. */
  step: number | null;
  style: SliderStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Float value. */
  value: number;
}

/** A slider on which equal ways are equal factors: `min`, `max` and `step` are those of the exponent of `base`. */
export class FloatLogSlider extends ValueControl<number, FloatLogSliderState> {
  constructor(state: Attributes<FloatLogSliderState> = {}) {
    super("FloatLogSliderModel", state);
  }
}

export interface FloatLogSlider extends FloatLogSliderState {}

/** The attributes of a `FloatProgress`. */
export interface FloatProgressState {
  /** Use a predefined styling for the progress bar. */
  bar_style: "success" | "info" | "warning" | "danger" | "" | null;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  layout: Layout;
  /** Max value. */
  max: number;
  /** Min value. */
  min: number;
  /** Vertical or horizontal. */
  orientation: "horizontal" | "vertical";
  style: ProgressStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Float value. */
  value: number;
}

/** A bar that fills from `min` to `max`. */
export class FloatProgress extends ValueControl<number, FloatProgressState> {
  constructor(state: Attributes<FloatProgressState> = {}) {
    super("FloatProgressModel", state);
  }
}

export interface FloatProgress extends FloatProgressState {}

/** The attributes of a `FloatRangeSlider`. */
export interface FloatRangeSliderState {
  /** Slider dragging behavior. */
  behavior: "drag-tap" | "drag-snap" | "tap" | "drag" | "snap";
  /** Update the value of the widget as the user is sliding the slider. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  /** Max value. */
  max: number;
  /** Min value. */
  min: number;
  /** Vertical or horizontal. */
  orientation: "horizontal" | "vertical";
  /** Display the current value of the slider next to it. */
  readout: boolean;
  /** Format for the readout. */
  readout_format: string;
  /** Minimum step to increment the value. */
  step: number | null;
  style: SliderStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Tuple of (lower, upper) bounds. */
  value: readonly [number, number];
}

/** A slider with two handles over numbers. */
export class FloatRangeSlider extends RangeControl<FloatRangeSliderState> {
  constructor(state: Attributes<FloatRangeSliderState> = {}) {
    super("FloatRangeSliderModel", state);
  }
}

export interface FloatRangeSlider extends FloatRangeSliderState {}

/** The attributes of a `FloatSlider`. */
export interface FloatSliderState {
  /** Slider dragging behavior. */
  behavior: "drag-tap" | "drag-snap" | "tap" | "drag" | "snap";
  /** Update the value of the widget as the user is holding the slider. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  /** Max value. */
  max: number;
  /** Min value. */
  min: number;
  /** Vertical or horizontal. */
  orientation: "horizontal" | "vertical";
  /** Display the current value of the slider next to it. */
  readout: boolean;
  /** Format for the readout. */
  readout_format: string;
  /** Minimum step to increment the value. */
  step: number | null;
  style: SliderStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Float value. */
  value: number;
}

/** A slider over numbers. */
export class FloatSlider extends ValueControl<number, FloatSliderState> {
  constructor(state: Attributes<FloatSliderState> = {}) {
    super("FloatSliderModel", state);
  }
}

export interface FloatSlider extends FloatSliderState {}

/** The attributes of a `FloatText`. */
export interface FloatTextState {
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  /** Minimum step to increment the value. */
  step: number | null;
  /** Styling customizations. */
  style: DescriptionStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Float value. */
  value: number;
}

/** A number to type. */
export class FloatText extends ValueControl<number, FloatTextState> {
  constructor(state: Attributes<FloatTextState> = {}) {
    super("FloatTextModel", state);
  }
}

export interface FloatText extends FloatTextState {}

/** The attributes of a `FloatsInput`. */
export interface FloatsInputState {
  allow_duplicates: boolean;
  allowed_tags: readonly number[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  format: string;
  layout: Layout;
  max: number | null;
  min: number | null;
  placeholder: string;
  /** Styling customizations. */
  style: DescriptionStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** Use a predefined styling for the tags. */
  tag_style: "primary" | "success" | "info" | "warning" | "danger" | "";
  /** A tooltip caption. */
  tooltip: string | null;
  /** List of float tags. */
  value: readonly number[];
}

/** A list of numbers to edit. */
export class FloatsInput extends ValueControl<readonly number[], FloatsInputState> {
  constructor(state: Attributes<FloatsInputState> = {}) {
    super("FloatsInputModel", state);
  }
}

export interface FloatsInput extends FloatsInputState {}

/** The attributes of a `GridBox`. */
export interface GridBoxState {
  /** Use a predefined styling for the box. */
  box_style: "success" | "info" | "warning" | "danger" | "";
  /** List of widget children. */
  children: readonly AnyWidget[];
  layout: Layout;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** Widgets in a grid, laid out by `layout.grid_template_columns` and its like. */
export class GridBox extends Container<GridBoxState> {
  constructor(children: readonly AnyWidget[] = [], state: Attributes<GridBoxState> = {}) {
    super("GridBoxModel", children, state);
  }
}

export interface GridBox extends GridBoxState {}

/** The attributes of a `HBox`. */
export interface HBoxState {
  /** Use a predefined styling for the box. */
  box_style: "success" | "info" | "warning" | "danger" | "";
  /** List of widget children. */
  children: readonly AnyWidget[];
  layout: Layout;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** Widgets beside each other, as high as the highest. */
export class HBox extends Container<HBoxState> {
  constructor(children: readonly AnyWidget[] = [], state: Attributes<HBoxState> = {}) {
    super("HBoxModel", children, state);
  }
}

export interface HBox extends HBoxState {}

/** The attributes of a `HTMLMath`. */
export interface HTMLMathState {
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  layout: Layout;
  /** Placeholder text to display when nothing has been typed. */
  placeholder: string;
  style: HTMLMathStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** String value. */
  value: string;
}

/** A piece of HTML with formulas of LaTeX between dollar signs. */
export class HTMLMath extends TextControl<HTMLMathState> {
  constructor(value: string, state: Attributes<HTMLMathState> = {}) {
    super("HTMLMathModel", value, state);
  }
}

export interface HTMLMath extends HTMLMathState {}

/** The attributes of a `HTMLMathStyle`. */
export interface HTMLMathStyleState {
  /** Background specifications. */
  background: string | null;
  /** Width of the description to the side of the control. */
  description_width: string;
  /** Text font size. */
  font_size: string | null;
  /** Text color. */
  text_color: string | null;
}

/** How a `HTMLMath` looks. */
export class HTMLMathStyle extends Widget<HTMLMathStyleState> {
  constructor(state: Attributes<HTMLMathStyleState> = {}) {
    super("HTMLMathStyleModel", state);
  }
}

export interface HTMLMathStyle extends HTMLMathStyleState {}

/** The attributes of a `HTML`. */
export interface HTMLState {
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  layout: Layout;
  /** Placeholder text to display when nothing has been typed. */
  placeholder: string;
  style: HTMLStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** String value. */
  value: string;
}

/** A piece of HTML. */
export class HTML extends TextControl<HTMLState> {
  constructor(value: string, state: Attributes<HTMLState> = {}) {
    super("HTMLModel", value, state);
  }
}

export interface HTML extends HTMLState {}

/** The attributes of a `HTMLStyle`. */
export interface HTMLStyleState {
  /** Background specifications. */
  background: string | null;
  /** Width of the description to the side of the control. */
  description_width: string;
  /** Text font size. */
  font_size: string | null;
  /** Text color. */
  text_color: string | null;
}

/** How a `HTML` looks. */
export class HTMLStyle extends Widget<HTMLStyleState> {
  constructor(state: Attributes<HTMLStyleState> = {}) {
    super("HTMLStyleModel", state);
  }
}

export interface HTMLStyle extends HTMLStyleState {}

/** The attributes of an `Image`. */
export interface ImageState {
  /** The format of the image. */
  format: string;
  /** Height of the image in pixels. Use layout.height for styling the widget. */
  height: string;
  layout: Layout;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** The media data as a memory view of bytes. */
  value: Uint8Array;
  /** Width of the image in pixels. Use layout.width for styling the widget. */
  width: string;
}

/** A picture. */
export class Image extends Media<ImageState> {
  constructor(value: Uint8Array | string, state: Attributes<ImageState> = {}) {
    super("ImageModel", value, state);
  }
}

export interface Image extends ImageState {}

/** The attributes of an `IntProgress`. */
export interface IntProgressState {
  /** Use a predefined styling for the progress bar. */
  bar_style: "success" | "info" | "warning" | "danger" | "";
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  layout: Layout;
  /** Max value. */
  max: number;
  /** Min value. */
  min: number;
  /** Vertical or horizontal. */
  orientation: "horizontal" | "vertical";
  style: ProgressStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Int value. */
  value: number;
}

/** A bar that fills from `min` to `max`. */
export class IntProgress extends ValueControl<number, IntProgressState> {
  constructor(state: Attributes<IntProgressState> = {}) {
    super("IntProgressModel", state);
  }
}

export interface IntProgress extends IntProgressState {}

/** The attributes of an `IntRangeSlider`. */
export interface IntRangeSliderState {
  /** Slider dragging behavior. */
  behavior: "drag-tap" | "drag-snap" | "tap" | "drag" | "snap";
  /** Update the value of the widget as the user is sliding the slider. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  /** Max value. */
  max: number;
  /** Min value. */
  min: number;
  /** Vertical or horizontal. */
  orientation: "horizontal" | "vertical";
  /** Display the current value of the slider next to it. */
  readout: boolean;
  /** Format for the readout. */
  readout_format: string;
  /** Minimum step that the value can take. */
  step: number;
  /** Slider style customizations. */
  style: SliderStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Tuple of (lower, upper) bounds. */
  value: readonly [number, number];
}

/** A slider with two handles over whole numbers. */
export class IntRangeSlider extends RangeControl<IntRangeSliderState> {
  constructor(state: Attributes<IntRangeSliderState> = {}) {
    super("IntRangeSliderModel", state);
  }
}

export interface IntRangeSlider extends IntRangeSliderState {}

/** The attributes of an `IntSlider`. */
export interface IntSliderState {
  /** Slider dragging behavior. */
  behavior: "drag-tap" | "drag-snap" | "tap" | "drag" | "snap";
  /** Update the value of the widget as the user is holding the slider. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  /** Max value. */
  max: number;
  /** Min value. */
  min: number;
  /** Vertical or horizontal. */
  orientation: "horizontal" | "vertical";
  /** Display the current value of the slider next to it. */
  readout: boolean;
  /** Format for the readout. */
  readout_format: string;
  /** Minimum step to increment the value. */
  step: number;
  style: SliderStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Int value. */
  value: number;
}

/** A slider over whole numbers. */
export class IntSlider extends ValueControl<number, IntSliderState> {
  constructor(state: Attributes<IntSliderState> = {}) {
    super("IntSliderModel", state);
  }
}

export interface IntSlider extends IntSliderState {}

/** The attributes of an `IntText`. */
export interface IntTextState {
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  /** Minimum step to increment the value. */
  step: number;
  /** Styling customizations. */
  style: DescriptionStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Int value. */
  value: number;
}

/** A whole number to type. */
export class IntText extends ValueControl<number, IntTextState> {
  constructor(state: Attributes<IntTextState> = {}) {
    super("IntTextModel", state);
  }
}

export interface IntText extends IntTextState {}

/** The attributes of an `IntsInput`. */
export interface IntsInputState {
  allow_duplicates: boolean;
  allowed_tags: readonly number[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  format: string;
  layout: Layout;
  max: number | null;
  min: number | null;
  placeholder: string;
  /** Styling customizations. */
  style: DescriptionStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** Use a predefined styling for the tags. */
  tag_style: "primary" | "success" | "info" | "warning" | "danger" | "";
  /** A tooltip caption. */
  tooltip: string | null;
  /** List of int tags. */
  value: readonly number[];
}

/** A list of whole numbers to edit. */
export class IntsInput extends ValueControl<readonly number[], IntsInputState> {
  constructor(state: Attributes<IntsInputState> = {}) {
    super("IntsInputModel", state);
  }
}

export interface IntsInput extends IntsInputState {}

/** The attributes of a `Label`. */
export interface LabelState {
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  layout: Layout;
  /** Placeholder text to display when nothing has been typed. */
  placeholder: string;
  style: LabelStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** String value. */
  value: string;
}

/** A line of plain text, with formulas of LaTeX between dollar signs. */
export class Label extends TextControl<LabelState> {
  constructor(value: string, state: Attributes<LabelState> = {}) {
    super("LabelModel", value, state);
  }
}

export interface Label extends LabelState {}

/** The attributes of a `LabelStyle`. */
export interface LabelStyleState {
  /** Background specifications. */
  background: string | null;
  /** Width of the description to the side of the control. */
  description_width: string;
  /** Label text font family. */
  font_family: string | null;
  /** Text font size. */
  font_size: string | null;
  /** Label text font style. */
  font_style: string | null;
  /** Label text font variant. */
  font_variant: string | null;
  /** Label text font weight. */
  font_weight: string | null;
  /** Text color. */
  text_color: string | null;
  /** Label text decoration. */
  text_decoration: string | null;
}

/** How a `Label` looks. */
export class LabelStyle extends Widget<LabelStyleState> {
  constructor(state: Attributes<LabelStyleState> = {}) {
    super("LabelStyleModel", state);
  }
}

export interface LabelStyle extends LabelStyleState {}

/** The attributes of a `Layout`. */
export interface LayoutState {
  /** The align-content CSS attribute. */
  align_content:
    | "flex-start"
    | "flex-end"
    | "center"
    | "space-between"
    | "space-around"
    | "space-evenly"
    | "stretch"
    | "inherit"
    | "initial"
    | "unset"
    | null;
  /** The align-items CSS attribute. */
  align_items: "flex-start" | "flex-end" | "center" | "baseline" | "stretch" | "inherit" | "initial" | "unset" | null;
  /** The align-self CSS attribute. */
  align_self:
    | "auto"
    | "flex-start"
    | "flex-end"
    | "center"
    | "baseline"
    | "stretch"
    | "inherit"
    | "initial"
    | "unset"
    | null;
  /** The border bottom CSS attribute. */
  border_bottom: string | null;
  /** The border left CSS attribute. */
  border_left: string | null;
  /** The border right CSS attribute. */
  border_right: string | null;
  /** The border top CSS attribute. */
  border_top: string | null;
  /** The bottom CSS attribute. */
  bottom: string | null;
  /** The display CSS attribute. */
  display: string | null;
  /** The flex CSS attribute. */
  flex: string | null;
  /** The flex-flow CSS attribute. */
  flex_flow: string | null;
  /** The grid-area CSS attribute. */
  grid_area: string | null;
  /** The grid-auto-columns CSS attribute. */
  grid_auto_columns: string | null;
  /** The grid-auto-flow CSS attribute. */
  grid_auto_flow: "column" | "row" | "row dense" | "column dense" | "inherit" | "initial" | "unset" | null;
  /** The grid-auto-rows CSS attribute. */
  grid_auto_rows: string | null;
  /** The grid-column CSS attribute. */
  grid_column: string | null;
  /** The grid-gap CSS attribute. */
  grid_gap: string | null;
  /** The grid-row CSS attribute. */
  grid_row: string | null;
  /** The grid-template-areas CSS attribute. */
  grid_template_areas: string | null;
  /** The grid-template-columns CSS attribute. */
  grid_template_columns: string | null;
  /** The grid-template-rows CSS attribute. */
  grid_template_rows: string | null;
  /** The height CSS attribute. */
  height: string | null;
  /** The justify-content CSS attribute. */
  justify_content:
    | "flex-start"
    | "flex-end"
    | "center"
    | "space-between"
    | "space-around"
    | "inherit"
    | "initial"
    | "unset"
    | null;
  /** The justify-items CSS attribute. */
  justify_items: "flex-start" | "flex-end" | "center" | "inherit" | "initial" | "unset" | null;
  /** The left CSS attribute. */
  left: string | null;
  /** The margin CSS attribute. */
  margin: string | null;
  /** The max-height CSS attribute. */
  max_height: string | null;
  /** The max-width CSS attribute. */
  max_width: string | null;
  /** The min-height CSS attribute. */
  min_height: string | null;
  /** The min-width CSS attribute. */
  min_width: string | null;
  /** The object-fit CSS attribute. */
  object_fit: "contain" | "cover" | "fill" | "scale-down" | "none" | null;
  /** The object-position CSS attribute. */
  object_position: string | null;
  /** The order CSS attribute. */
  order: string | null;
  /** The overflow CSS attribute. */
  overflow: string | null;
  /** The padding CSS attribute. */
  padding: string | null;
  /** The right CSS attribute. */
  right: string | null;
  /** The top CSS attribute. */
  top: string | null;
  /** The visibility CSS attribute. */
  visibility: "visible" | "hidden" | "inherit" | "initial" | "unset" | null;
  /** The width CSS attribute. */
  width: string | null;
}

/** Where and how large a widget stands: attributes of CSS, their names with underscores. */
export class Layout extends Widget<LayoutState> {
  constructor(state: Attributes<LayoutState> = {}) {
    super("LayoutModel", state);
  }
}

export interface Layout extends LayoutState {}

/** The attributes of a `Link`. */
export interface LinkState {
  /** The source (widget, 'trait_name') pair. */
  source: readonly [AnyWidget | string, AnyWidget | string];
  /** The target (widget, 'trait_name') pair. */
  target: readonly [AnyWidget | string, AnyWidget | string];
}

/** The attributes of a `NaiveDatetimePicker`. */
export interface NaiveDatetimePickerState {
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  max: string | null;
  min: string | null;
  /** Styling customizations. */
  style: DescriptionStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  value: string | null;
}

/** A day and time to choose, in no time zone, as `"2026-11-23T14:30:00"`. */
export class NaiveDatetimePicker extends ValueControl<string | null, NaiveDatetimePickerState> {
  constructor(state: Attributes<NaiveDatetimePickerState> = {}) {
    super("NaiveDatetimeModel", state);
  }
}

export interface NaiveDatetimePicker extends NaiveDatetimePickerState {}

/** The attributes of an `Output`. */
export interface OutputState {
  layout: Layout;
  /** Parent message id of messages to capture. */
  msg_id: string;
  /** The output messages synced from the frontend. */
  outputs: readonly object[];
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** The attributes of a `Password`. */
export interface PasswordState {
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  /** Placeholder text to display when nothing has been typed. */
  placeholder: string;
  style: TextStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** String value. */
  value: string;
}

/** A line of text that is not shown. */
export class Password extends ValueControl<string, PasswordState> {
  constructor(state: Attributes<PasswordState> = {}) {
    super("PasswordModel", state);
  }
}

export interface Password extends PasswordState {}

/** The attributes of a `Play`. */
export interface PlayState {
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  /** The time between two animation steps (ms). */
  interval: number;
  layout: Layout;
  /** Max value. */
  max: number;
  /** Min value. */
  min: number;
  /** Whether the control is currently playing. */
  playing: boolean;
  /** Whether the control will repeat in a continuous loop. */
  repeat: boolean;
  /** Show the repeat toggle button in the widget. */
  show_repeat: boolean;
  /** Increment step. */
  step: number;
  /** Styling customizations. */
  style: DescriptionStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Int value. */
  value: number;
}

/** Buttons that let a number run from `min` to `max`, a `step` every `interval` ms; by `jslink` they move a slider. */
export class Play extends ValueControl<number, PlayState> {
  constructor(state: Attributes<PlayState> = {}) {
    super("PlayModel", state);
  }
}

export interface Play extends PlayState {}

/** The attributes of a `ProgressStyle`. */
export interface ProgressStyleState {
  /** Color of the progress bar. */
  bar_color: string | null;
  /** Width of the description to the side of the control. */
  description_width: string;
}

/** How a `Progress` looks. */
export class ProgressStyle extends Widget<ProgressStyleState> {
  constructor(state: Attributes<ProgressStyleState> = {}) {
    super("ProgressStyleModel", state);
  }
}

export interface ProgressStyle extends ProgressStyleState {}

/** The attributes of a `RadioButtons`. */
export interface RadioButtonsState {
  /** The labels for the options. */
  _options_labels: readonly string[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  /** Selected index. */
  index: number | null;
  layout: Layout;
  /** Vertical or horizontal. */
  orientation: "horizontal" | "vertical";
  /** Styling customizations. */
  style: DescriptionStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** Values to choose from, all to be seen. */
export class RadioButtons<Value> extends SelectionControl<Value, RadioButtonsState> {
  constructor(choices: Choices<Value>, options: SelectionOptions<RadioButtonsState, Value> = {}) {
    super("RadioButtonsModel", choices, options);
  }
}

export interface RadioButtons<Value> extends Omit<RadioButtonsState, "_options_labels"> {}

/** The attributes of a `Select`. */
export interface SelectState {
  /** The labels for the options. */
  _options_labels: readonly string[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  /** Selected index. */
  index: number | null;
  layout: Layout;
  /** The number of rows to display. */
  rows: number;
  /** Styling customizations. */
  style: DescriptionStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** A list of values to choose from, open. */
export class Select<Value> extends SelectionControl<Value, SelectState> {
  constructor(choices: Choices<Value>, options: SelectionOptions<SelectState, Value> = {}) {
    super("SelectModel", choices, options);
  }
}

export interface Select<Value> extends Omit<SelectState, "_options_labels"> {}

/** The attributes of a `SelectMultiple`. */
export interface SelectMultipleState {
  /** The labels for the options. */
  _options_labels: readonly string[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  /** Selected indices. */
  index: readonly number[];
  layout: Layout;
  /** The number of rows to display. */
  rows: number;
  /** Styling customizations. */
  style: DescriptionStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** A list of values of which any can be chosen. */
export class SelectMultiple<Value> extends MultipleSelectionControl<Value, SelectMultipleState> {
  constructor(choices: Choices<Value>, options: SelectionOptions<SelectMultipleState, readonly Value[]> = {}) {
    super("SelectMultipleModel", choices, options);
  }
}

export interface SelectMultiple<Value> extends Omit<SelectMultipleState, "_options_labels"> {}

/** The attributes of a `SelectionRangeSlider`. */
export interface SelectionRangeSliderState {
  /** The labels for the options. */
  _options_labels: readonly string[];
  /** Slider dragging behavior. */
  behavior: "drag-tap" | "drag-snap" | "tap" | "drag" | "snap";
  /** Update the value of the widget as the user is holding the slider. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  /** Min and max selected indices. */
  index: readonly [number, number];
  layout: Layout;
  /** Vertical or horizontal. */
  orientation: "horizontal" | "vertical";
  /** Display the current selected label next to the slider. */
  readout: boolean;
  style: SliderStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** A slider with two handles over a list of values. */
export class SelectionRangeSlider<Value> extends SelectionRangeControl<Value, SelectionRangeSliderState> {
  constructor(
    choices: Choices<Value>,
    options: SelectionOptions<SelectionRangeSliderState, readonly [first: Value, last: Value]> = {},
  ) {
    super("SelectionRangeSliderModel", choices, options);
  }
}

export interface SelectionRangeSlider<Value> extends Omit<SelectionRangeSliderState, "_options_labels"> {}

/** The attributes of a `SelectionSlider`. */
export interface SelectionSliderState {
  /** The labels for the options. */
  _options_labels: readonly string[];
  /** Slider dragging behavior. */
  behavior: "drag-tap" | "drag-snap" | "tap" | "drag" | "snap";
  /** Update the value of the widget as the user is holding the slider. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  /** Selected index. */
  index: number;
  layout: Layout;
  /** Vertical or horizontal. */
  orientation: "horizontal" | "vertical";
  /** Display the current selected label next to the slider. */
  readout: boolean;
  style: SliderStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** A slider over a list of values, each with its label. */
export class SelectionSlider<Value> extends SelectionControl<Value, SelectionSliderState> {
  constructor(choices: Choices<Value>, options: SelectionOptions<SelectionSliderState, Value> = {}) {
    super("SelectionSliderModel", choices, options);
  }
}

export interface SelectionSlider<Value> extends Omit<SelectionSliderState, "_options_labels"> {}

/** The attributes of a `SliderStyle`. */
export interface SliderStyleState {
  /** Width of the description to the side of the control. */
  description_width: string;
  /** Color of the slider handle. */
  handle_color: string | null;
}

/** How a `Slider` looks. */
export class SliderStyle extends Widget<SliderStyleState> {
  constructor(state: Attributes<SliderStyleState> = {}) {
    super("SliderStyleModel", state);
  }
}

export interface SliderStyle extends SliderStyleState {}

/** The attributes of a `Stack`. */
export interface StackState {
  /** Use a predefined styling for the box. */
  box_style: "success" | "info" | "warning" | "danger" | "";
  /** List of widget children. */
  children: readonly AnyWidget[];
  layout: Layout;
  /** The index of the selected page. This is either an integer selecting a particular sub-widget, or None to have no widgets selected. */
  selected_index: number | null;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** Titles of the pages. */
  titles: readonly string[];
  /** A tooltip caption. */
  tooltip: string | null;
}

/** Widgets of which one is shown, by `selected_index`. */
export class Stack extends Pages<StackState> {
  constructor(children: readonly AnyWidget[] = [], state: Attributes<StackState> = {}) {
    super("StackModel", children, state);
  }
}

export interface Stack extends StackState {}

/** The attributes of a `Tab`. */
export interface TabState {
  /** Use a predefined styling for the box. */
  box_style: "success" | "info" | "warning" | "danger" | "";
  /** List of widget children. */
  children: readonly AnyWidget[];
  layout: Layout;
  /** The index of the selected page. This is either an integer selecting a particular sub-widget, or None to have no widgets selected. */
  selected_index: number | null;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** Titles of the pages. */
  titles: readonly string[];
  /** A tooltip caption. */
  tooltip: string | null;
}

/** Widgets behind each other, each under a tab with its title. */
export class Tab extends OpenPages<TabState> {
  constructor(children: readonly AnyWidget[] = [], state: Attributes<TabState> = {}) {
    super("TabModel", children, state);
  }
}

export interface Tab extends TabState {}

/** The attributes of a `TagsInput`. */
export interface TagsInputState {
  allow_duplicates: boolean;
  allowed_tags: readonly string[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  layout: Layout;
  placeholder: string;
  /** Styling customizations. */
  style: DescriptionStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** Use a predefined styling for the tags. */
  tag_style: "primary" | "success" | "info" | "warning" | "danger" | "";
  /** A tooltip caption. */
  tooltip: string | null;
  /** List of string tags. */
  value: readonly string[];
}

/** A list of words to edit. */
export class TagsInput extends ValueControl<readonly string[], TagsInputState> {
  constructor(state: Attributes<TagsInputState> = {}) {
    super("TagsInputModel", state);
  }
}

export interface TagsInput extends TagsInputState {}

/** The attributes of a `Text`. */
export interface TextState {
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  /** Placeholder text to display when nothing has been typed. */
  placeholder: string;
  style: TextStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** String value. */
  value: string;
}

/** A line of text to edit. */
export class Text extends ValueControl<string, TextState> {
  constructor(state: Attributes<TextState> = {}) {
    super("TextModel", state);
  }
}

export interface Text extends TextState {}

/** The attributes of a `TextStyle`. */
export interface TextStyleState {
  /** Background specifications. */
  background: string | null;
  /** Width of the description to the side of the control. */
  description_width: string;
  /** Text font size. */
  font_size: string | null;
  /** Text color. */
  text_color: string | null;
}

/** How a `Text` looks. */
export class TextStyle extends Widget<TextStyleState> {
  constructor(state: Attributes<TextStyleState> = {}) {
    super("TextStyleModel", state);
  }
}

export interface TextStyle extends TextStyleState {}

/** The attributes of a `Textarea`. */
export interface TextareaState {
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  /** Placeholder text to display when nothing has been typed. */
  placeholder: string;
  /** The number of rows to display. */
  rows: number | null;
  style: TextStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** String value. */
  value: string;
}

/** Lines of text to edit. */
export class Textarea extends ValueControl<string, TextareaState> {
  constructor(state: Attributes<TextareaState> = {}) {
    super("TextareaModel", state);
  }
}

export interface Textarea extends TextareaState {}

/** The attributes of a `TimePicker`. */
export interface TimePickerState {
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  max: string | null;
  min: string | null;
  /** The time step to use for the picker, in seconds, or "any". */
  step: number | "any";
  /** Styling customizations. */
  style: DescriptionStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  value: string | null;
}

/** A time of the day to choose, as `"14:30:00"`. */
export class TimePicker extends ValueControl<string | null, TimePickerState> {
  constructor(state: Attributes<TimePickerState> = {}) {
    super("TimeModel", state);
  }
}

export interface TimePicker extends TimePickerState {}

/** The attributes of a `ToggleButton`. */
export interface ToggleButtonState {
  /** Use a predefined styling for the button. */
  button_style: "primary" | "success" | "info" | "warning" | "danger" | "";
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  /** Font-awesome icon. */
  icon: string;
  layout: Layout;
  /** Styling customizations. */
  style: ToggleButtonStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Bool value. */
  value: boolean;
}

/** A button that stays down. */
export class ToggleButton extends ValueControl<boolean, ToggleButtonState> {
  constructor(state: Attributes<ToggleButtonState> = {}) {
    super("ToggleButtonModel", state);
  }
}

export interface ToggleButton extends ToggleButtonState {}

/** The attributes of a `ToggleButtonStyle`. */
export interface ToggleButtonStyleState {
  /** Width of the description to the side of the control. */
  description_width: string;
  /** Toggle button text font family. */
  font_family: string | null;
  /** Toggle button text font size. */
  font_size: string | null;
  /** Toggle button text font style. */
  font_style: string | null;
  /** Toggle button text font variant. */
  font_variant: string | null;
  /** Toggle button text font weight. */
  font_weight: string | null;
  /** Toggle button text color. */
  text_color: string | null;
  /** Toggle button text decoration. */
  text_decoration: string | null;
}

/** How a `ToggleButton` looks. */
export class ToggleButtonStyle extends Widget<ToggleButtonStyleState> {
  constructor(state: Attributes<ToggleButtonStyleState> = {}) {
    super("ToggleButtonStyleModel", state);
  }
}

export interface ToggleButtonStyle extends ToggleButtonStyleState {}

/** The attributes of a `ToggleButtons`. */
export interface ToggleButtonsState {
  /** The labels for the options. */
  _options_labels: readonly string[];
  /** Use a predefined styling for the buttons. */
  button_style: "primary" | "success" | "info" | "warning" | "danger" | "" | null;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  /** Icons names for each button (FontAwesome names without the fa- prefix). */
  icons: readonly string[];
  /** Selected index. */
  index: number | null;
  layout: Layout;
  style: ToggleButtonsStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Tooltips for each button. */
  tooltips: readonly string[];
}

/** Values to choose from, each on a button. */
export class ToggleButtons<Value> extends SelectionControl<Value, ToggleButtonsState> {
  constructor(choices: Choices<Value>, options: SelectionOptions<ToggleButtonsState, Value> = {}) {
    super("ToggleButtonsModel", choices, options);
  }
}

export interface ToggleButtons<Value> extends Omit<ToggleButtonsState, "_options_labels"> {}

/** The attributes of a `ToggleButtonsStyle`. */
export interface ToggleButtonsStyleState {
  /** The width of each button. */
  button_width: string;
  /** Width of the description to the side of the control. */
  description_width: string;
  /** Text font weight of each button. */
  font_weight: string;
}

/** How a `ToggleButtons` looks. */
export class ToggleButtonsStyle extends Widget<ToggleButtonsStyleState> {
  constructor(state: Attributes<ToggleButtonsStyleState> = {}) {
    super("ToggleButtonsStyleModel", state);
  }
}

export interface ToggleButtonsStyle extends ToggleButtonsStyleState {}

/** The attributes of a `VBox`. */
export interface VBoxState {
  /** Use a predefined styling for the box. */
  box_style: "success" | "info" | "warning" | "danger" | "";
  /** List of widget children. */
  children: readonly AnyWidget[];
  layout: Layout;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** Widgets below each other. */
export class VBox extends Container<VBoxState> {
  constructor(children: readonly AnyWidget[] = [], state: Attributes<VBoxState> = {}) {
    super("VBoxModel", children, state);
  }
}

export interface VBox extends VBoxState {}

/** The attributes of a `Valid`. */
export interface ValidState {
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  /** Message displayed when the value is False. */
  readout: string;
  /** Styling customizations. */
  style: DescriptionStyle;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Bool value. */
  value: boolean;
}

/** A sign of whether something is right. */
export class Valid extends ValueControl<boolean, ValidState> {
  constructor(state: Attributes<ValidState> = {}) {
    super("ValidModel", state);
  }
}

export interface Valid extends ValidState {}

/** The attributes of a `Video`. */
export interface VideoState {
  /** When true, the video starts when it's displayed. */
  autoplay: boolean;
  /** Specifies that video controls should be displayed (such as a play/pause button etc). */
  controls: boolean;
  /** The format of the video. */
  format: string;
  /** Height of the video in pixels. */
  height: string;
  layout: Layout;
  /** When true, the video will start from the beginning after finishing. */
  loop: boolean;
  /** Is widget tabbable. */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** The media data as a memory view of bytes. */
  value: Uint8Array;
  /** Width of the video in pixels. */
  width: string;
}

/** A film with its player. */
export class Video extends Media<VideoState> {
  constructor(value: Uint8Array | string, state: Attributes<VideoState> = {}) {
    super("VideoModel", value, state);
  }
}

export interface Video extends VideoState {}
