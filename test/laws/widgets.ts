import { DirectionalLink, Link } from "../../src/widget/link.js";
import * as models from "../../src/widget/models.js";
import { Output } from "../../src/widget/output.js";
import { modelSchemas } from "../../src/widget/schema.js";
import { Widget } from "../../src/widget/widget.js";

/** A widget that can be made with nothing but what it has to be made with, for every model of ipywidgets that has a class. */
export interface Specimen {
  readonly model: string;
  make(): Widget;
  /** What it has that the schema's defaults are not: what ipywidgets computes. */
  readonly own?: Readonly<Record<string, unknown>>;
  /** A change that a page makes, as it travels and as it is here. */
  readonly change: { readonly attribute: string; readonly wire: unknown; readonly value: unknown };
  /** A value of that attribute that is wrong. */
  readonly wrong: unknown;
}

const classes: Readonly<Record<string, new (...given: unknown[]) => Widget>> = { ...models } as never;
const choices = ["low", "middle", "high"];
const chosen = { _options_labels: choices, index: 0 };
const number = { attribute: "value", wire: 7, value: 7 };
const text = { attribute: "value", wire: "a text", value: "a text" };
const yes = { attribute: "value", wire: true, value: true };
const second = { attribute: "index", wire: 1, value: 1 };
const described = { attribute: "box_style", wire: "info", value: "info" };
const day = { year: 2026, month: 10, date: 23 };
const clock = { hours: 14, minutes: 30, seconds: 5, milliseconds: 250 };
const size = { attribute: "format", wire: "ogg", value: "ogg" };
const linked = () => {
  const [one, other] = [new models.IntSlider(), new models.IntText()];
  return [[one, "value"] as const, [other, "value"] as const] as const;
};

const controls: readonly Specimen[] = [
  ...(["IntSlider", "IntText", "BoundedIntText", "IntProgress", "Play"] as const).map((name) => ({
    model: `${name}Model`,
    make: () => new classes[name]!(),
    change: number,
    wrong: 2.5,
  })),
  ...(["FloatSlider", "FloatText", "BoundedFloatText", "FloatProgress", "FloatLogSlider"] as const).map((name) => ({
    model: `${name}Model`,
    make: () => new classes[name]!(),
    change: { ...number, wire: 7.5, value: 7.5 },
    wrong: "7.5",
  })),
  ...(["IntRangeSlider", "FloatRangeSlider"] as const).map((name) => ({
    model: `${name}Model`,
    make: () => new classes[name]!(),
    own: { value: [25, 75] },
    change: { attribute: "value", wire: [3, 9], value: [3, 9] },
    wrong: [9, 3],
  })),
  ...(["Text", "Textarea", "Password", "Combobox"] as const).map((name) => ({
    model: `${name}Model`,
    make: () => new classes[name]!(),
    change: text,
    wrong: 7,
  })),
  ...(["HTML", "HTMLMath", "Label"] as const).map((name) => ({
    model: `${name}Model`,
    make: () => new classes[name]!(""),
    change: text,
    wrong: null,
  })),
  ...(["Checkbox", "ToggleButton", "Valid"] as const).map((name) => ({
    model: `${name}Model`,
    make: () => new classes[name]!(),
    change: yes,
    wrong: "yes",
  })),
  ...(["Dropdown", "Select", "SelectionSlider", "RadioButtons", "ToggleButtons"] as const).map((name) => ({
    model: `${name}Model`,
    make: () => new classes[name]!(choices),
    own: chosen,
    change: second,
    wrong: 3,
  })),
  {
    model: "SelectMultipleModel",
    make: () => new classes.SelectMultiple!(choices),
    own: { ...chosen, index: [] },
    change: { attribute: "index", wire: [0, 2], value: [0, 2] },
    wrong: [3],
  },
  {
    model: "SelectionRangeSliderModel",
    make: () => new classes.SelectionRangeSlider!(choices),
    own: { ...chosen, index: [0, 0] },
    change: { attribute: "index", wire: [1, 2], value: [1, 2] },
    wrong: [0, 1, 2],
  },
  ...(["Box", "HBox", "VBox", "GridBox", "Tab", "Accordion", "Stack"] as const).map((name) => ({
    model: `${name}Model`,
    make: () => new classes[name]!(),
    change: described,
    wrong: "purple",
  })),
  ...(["Image", "Audio", "Video"] as const).map((name) => ({
    model: `${name}Model`,
    make: () => new classes[name]!(Uint8Array.of(1, 2, 3)),
    own: { value: Uint8Array.of(1, 2, 3) },
    change: size,
    wrong: 3,
  })),
  {
    model: "ButtonModel",
    make: () => new classes.Button!(),
    change: { attribute: "description", wire: "Go", value: "Go" },
    wrong: null,
  },
  {
    model: "ColorPickerModel",
    make: () => new classes.ColorPicker!(),
    change: { attribute: "value", wire: "#008080", value: "#008080" },
    wrong: "#12345",
  },
  {
    model: "ColorsInputModel",
    make: () => new classes.ColorsInput!(),
    change: { attribute: "value", wire: ["red", "#fff"], value: ["red", "#fff"] },
    wrong: ["red", "not a colour"],
  },
  {
    model: "TagsInputModel",
    make: () => new classes.TagsInput!(),
    change: { attribute: "value", wire: ["bpf", "map"], value: ["bpf", "map"] },
    wrong: ["bpf", ""],
  },
  {
    model: "FloatsInputModel",
    make: () => new classes.FloatsInput!(),
    change: { attribute: "value", wire: [1.5, 2], value: [1.5, 2] },
    wrong: ["1.5"],
  },
  {
    model: "IntsInputModel",
    make: () => new classes.IntsInput!(),
    change: { attribute: "value", wire: [1, 2], value: [1, 2] },
    wrong: [1.5],
  },
  {
    model: "DatePickerModel",
    make: () => new classes.DatePicker!(),
    change: { attribute: "value", wire: day, value: "2026-11-23" },
    wrong: "23 November",
  },
  {
    model: "TimeModel",
    make: () => new classes.TimePicker!(),
    change: { attribute: "value", wire: clock, value: "14:30:05.250" },
    wrong: "half past two",
  },
  {
    model: "NaiveDatetimeModel",
    make: () => new classes.NaiveDatetimePicker!(),
    change: { attribute: "value", wire: { ...day, ...clock }, value: "2026-11-23T14:30:05.250" },
    wrong: "2026-11-23",
  },
  {
    model: "DatetimeModel",
    make: () => new classes.DatetimePicker!(),
    change: { attribute: "value", wire: { ...day, ...clock }, value: new Date("2026-11-23T14:30:05.250Z") },
    wrong: "2026-11-23T14:30:05.250Z",
  },
  {
    model: "FileUploadModel",
    make: () => new classes.FileUpload!(),
    own: { description: "Upload" },
    change: { attribute: "error", wire: "too large", value: "too large" },
    wrong: 413,
  },
  {
    model: "ControllerModel",
    make: () => new classes.Controller!(),
    change: { attribute: "name", wire: "a gamepad", value: "a gamepad" },
    wrong: null,
  },
  {
    model: "OutputModel",
    make: () => new Output() as unknown as Widget,
    change: { attribute: "msg_id", wire: "an id", value: "an id" },
    wrong: 1,
  },
  {
    model: "LinkModel",
    make: () => new Link(...linked()) as unknown as Widget,
    change: { attribute: "_view_name", wire: "LinkView", value: "LinkView" },
    wrong: 1,
  },
  {
    model: "DirectionalLinkModel",
    make: () => new DirectionalLink(...linked()) as unknown as Widget,
    change: { attribute: "_view_name", wire: "LinkView", value: "LinkView" },
    wrong: 1,
  },
];

/** Styles and layouts: all of the same kind. */
const parts: readonly Specimen[] = [...modelSchemas().keys()]
  .filter((model) => /(Style|Layout)Model$/.test(model))
  .map((model) => {
    const attribute = model === "LayoutModel" ? "width" : [...modelSchemas().get(model)!.keys()].at(-1)!;
    return {
      model,
      make: () => new classes[model.replace(/Model$/, "")]!(),
      change: { attribute, wire: "5px", value: "5px" },
      wrong: 5,
    };
  });

/** Those that pages make, never a cell. */
const madeByPages: readonly Specimen[] = ["ControllerAxisModel", "ControllerButtonModel"].map((model) => ({
  model,
  make: () => new Widget(model),
  change: { attribute: "value", wire: 0.5, value: 0.5 },
  wrong: "half",
}));

/** One of every model. */
export const specimens: readonly Specimen[] = [...controls, ...parts, ...madeByPages];
