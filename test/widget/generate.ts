// Writes src/widget/models.ts: a class and the type of its state for every model that ipywidgets describes.
//   npx vitest run --config test/vitest.config.ts test/widget/models.test.ts -u
import { type ModelSchema, modelSchemas, type Shape } from "../../src/widget/schema.js";

/** What a class of a kind is made from: how it is declared, its constructor, and where its base is. */
interface Kind {
  is(name: string, schema: ModelSchema): boolean;
  base: string;
  from: string;
  write(name: string, schema: ModelSchema): string;
}

/** ipywidgets calls these otherwise than their models. */
const names: Readonly<Record<string, string>> = {
  DatetimeModel: "DatetimePicker",
  NaiveDatetimeModel: "NaiveDatetimePicker",
  TimeModel: "TimePicker",
};

/** What each class is. */
const descriptions: Readonly<Record<string, string>> = {
  Accordion: "Widgets below each other, each under a title that opens and closes it.",
  Audio: "A sound with its player.",
  BoundedFloatText: "A number to type, between bounds.",
  BoundedIntText: "A whole number to type, between bounds.",
  Box: "Widgets beside each other.",
  Button: "A button: what a click does is said by `onClick`.",
  Checkbox: "A choice between yes and no.",
  ColorPicker: "A colour of CSS to choose.",
  ColorsInput: "A list of colours of CSS to edit.",
  Combobox: "A line of text to edit, with proposals.",
  Controller: "A gamepad: connected once one of its buttons has been pressed.",
  DatePicker: 'A day to choose, as `"2026-11-23"`.',
  DatetimePicker: "A moment to choose, in the time zone of the page.",
  Dropdown: "A list of values to choose from, open while one is chosen.",
  FileUpload: "Files of the reader's machine, with their contents.",
  FloatLogSlider:
    "A slider on which equal ways are equal factors: `min`, `max` and `step` are those of the exponent of `base`.",
  FloatProgress: "A bar that fills from `min` to `max`.",
  FloatRangeSlider: "A slider with two handles over numbers.",
  FloatSlider: "A slider over numbers.",
  FloatText: "A number to type.",
  FloatsInput: "A list of numbers to edit.",
  GridBox: "Widgets in a grid, laid out by `layout.grid_template_columns` and its like.",
  HBox: "Widgets beside each other, as high as the highest.",
  HTML: "A piece of HTML.",
  HTMLMath: "A piece of HTML with formulas of LaTeX between dollar signs.",
  Image: "A picture.",
  IntProgress: "A bar that fills from `min` to `max`.",
  IntRangeSlider: "A slider with two handles over whole numbers.",
  IntSlider: "A slider over whole numbers.",
  IntText: "A whole number to type.",
  IntsInput: "A list of whole numbers to edit.",
  Label: "A line of plain text, with formulas of LaTeX between dollar signs.",
  Layout: "Where and how large a widget stands: attributes of CSS, their names with underscores.",
  NaiveDatetimePicker: 'A day and time to choose, in no time zone, as `"2026-11-23T14:30:00"`.',
  Password: "A line of text that is not shown.",
  Play: "Buttons that let a number run from `min` to `max`, a `step` every `interval` ms; by `jslink` they move a slider.",
  RadioButtons: "Values to choose from, all to be seen.",
  Select: "A list of values to choose from, open.",
  SelectionRangeSlider: "A slider with two handles over a list of values.",
  SelectionSlider: "A slider over a list of values, each with its label.",
  SelectMultiple: "A list of values of which any can be chosen.",
  Stack: "Widgets of which one is shown, by `selected_index`.",
  Tab: "Widgets behind each other, each under a tab with its title.",
  TagsInput: "A list of words to edit.",
  Text: "A line of text to edit.",
  Textarea: "Lines of text to edit.",
  TimePicker: 'A time of the day to choose, as `"14:30:00"`.',
  ToggleButton: "A button that stays down.",
  ToggleButtons: "Values to choose from, each on a button.",
  Valid: "A sign of whether something is right.",
  VBox: "Widgets below each other.",
  Video: "A film with its player.",
};

/** A class of these is written by hand, or made by pages only: here they have the type of their state. */
const withoutClass = ["Output", "Link", "DirectionalLink", "ControllerAxis", "ControllerButton"];

const selections: Readonly<Record<string, [base: string, chosen: string]>> = {
  int: ["SelectionControl", "Value"],
  list: ["MultipleSelectionControl", "readonly Value[]"],
  pair: ["SelectionRangeControl", "readonly [first: Value, last: Value]"],
};

const way = (schema: ModelSchema): string => {
  const index = schema.get("index")!;
  return index.length === 2 ? "pair" : index.type === "array" ? "list" : "int";
};

const has = (schema: ModelSchema, ...attributes: string[]) => attributes.every((each) => schema.has(each));

const selection = (of: string): Kind => ({
  is: (_, schema) => has(schema, "_options_labels") && way(schema) === of,
  base: selections[of]![0],
  from: "selection",
  write: (name) => `export class ${name}<Value> extends ${selections[of]![0]}<Value, ${name}State> {
    constructor(choices: Choices<Value>, options: SelectionOptions<${name}State, ${selections[of]![1]}> = {}) {
      super("${name}Model", choices, options);
    }
  }`,
});

const container = (base: string, is: Kind["is"]): Kind => ({
  is,
  base,
  from: "container",
  write: (name) => `export class ${name} extends ${base}<${name}State> {
    constructor(children: readonly AnyWidget[] = [], state: Attributes<${name}State> = {}) {
      super("${name}Model", children, state);
    }
  }`,
});

const control = (base: string, from: string, is: Kind["is"], hasValueType = false): Kind => ({
  is,
  base,
  from,
  write: (name, schema) => {
    const value = hasValueType ? `${typeOf(schema.get("value")!)}, ` : "";
    return `export class ${name} extends ${base}<${value}${name}State> {
      constructor(state: Attributes<${name}State> = {}) {
        super("${modelOf(name)}", state);
      }
    }`;
  },
});

/** Whose value is given first. */
const shown = (base: string, from: string, value: string, is: Kind["is"]): Kind => ({
  is,
  base,
  from,
  write: (name) => `export class ${name} extends ${base}<${name}State> {
    constructor(value: ${value}, state: Attributes<${name}State> = {}) {
      super("${name}Model", value, state);
    }
  }`,
});

/** The first that fits counts. */
const kinds: readonly Kind[] = [
  selection("int"),
  selection("list"),
  selection("pair"),
  container("OpenPages", (name) => name === "Tab"),
  container("Pages", (_, schema) => has(schema, "children", "selected_index")),
  container("Container", (_, schema) => has(schema, "children")),
  control("Clickable", "clickable", (name) => name === "Button"),
  shown("Media", "media", "Uint8Array | string", (_, schema) => schema.get("value")?.type === "bytes"),
  shown("TextControl", "control", "string", (name) => ["HTML", "HTMLMath", "Label"].includes(name)),
  control("RangeControl", "control", (_, schema) => has(schema, "min") && schema.get("value")?.length === 2),
  control("ValueControl", "control", (_, schema) => has(schema, "value", "description"), true),
  control("Widget", "widget", () => true),
];

/** The text of src/widget/models.ts, but for its format. */
export function generate(): string {
  const models = [...modelSchemas()].sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = models.flatMap(([model, schema]) => {
    const name = names[model] ?? model.replace(/Model$/, "");
    const fields = [...schema.values()].filter((attribute) => !/^_(model|view|dom)_/.test(attribute.name));
    const lines = fields.map((each) => `${comment(each.help)}${each.name}: ${typeOf(each)};`);
    const state = `/** The attributes of ${article(name)}. */\nexport interface ${name}State {\n${lines.join("\n")}\n}`;
    if (withoutClass.includes(name)) return [state];
    const kind = kinds.find(({ is }) => is(name, schema))!;
    // The attributes are properties of the class; its base declares some of them itself.
    const generic = kind.from === "selection" ? "<Value>" : "";
    const attributes = generic ? `Omit<${name}State, "_options_labels">` : `${name}State`;
    const merged = `export interface ${name}${generic} extends ${attributes} {}`;
    return [state, `/** ${describe(name)} */\n${kind.write(name, schema)}`, merged];
  });
  const imports = [
    'import type { UploadedFile } from "./form.js";',
    'import { type Choices, type SelectionOptions, MultipleSelectionControl, SelectionControl, SelectionRangeControl } from "./selection.js";',
    'import { type AnyWidget, type Attributes, Widget } from "./widget.js";',
    'import { Clickable } from "./clickable.js";',
    'import { Container, OpenPages, Pages } from "./container.js";',
    'import { RangeControl, TextControl, ValueControl } from "./control.js";',
    'import { Media } from "./media.js";',
  ].sort();
  const head = `// Written by test/widget/generate.ts from @jupyter-widgets/schema; changes are made there.
// biome-ignore-all lint/suspicious/noUnsafeDeclarationMerging: the base class defines the attributes as properties
// biome-ignore-all lint/correctness/noUnusedVariables: a merged interface repeats the type parameters of its class`;
  return `${head}\n\n${imports.join("\n")}\n\n${parts.join("\n\n")}\n`;
}

function describe(name: string): string {
  const of = /^(.+)Style$/.exec(name)?.[1];
  const description =
    descriptions[name] ?? (of && `How a \`${of}\` looks.`.replace("`Description`", "text before a control"));
  if (description) return description;
  throw new Error(`${name} is new: say in test/widget/generate.ts what it is`);
}

function modelOf(name: string): string {
  return Object.entries(names).find(([, other]) => other === name)?.[0] ?? `${name}Model`;
}

function comment(help: string): string {
  const text = help.replace(/\s+/g, " ").trim();
  return text === "" ? "" : `/** ${text.replace(/[.?]?$/, ".")} */\n`;
}

function article(name: string): string {
  return `${/^[AEIO]/.test(name) ? "an" : "a"} \`${name}\``;
}

/** The types of TypeScript for those of the schema. */
const types: Readonly<Record<string, string>> = {
  string: "string",
  colour: "string",
  int: "number",
  float: "number",
  bool: "boolean",
  bytes: "Uint8Array",
  object: "object",
  Date: "string",
  Time: "string",
  NaiveDatetime: "string",
  Datetime: "Date",
  files: "readonly UploadedFile[]",
  end: "AnyWidget | string",
};

/** What a list of widgets holds, where it is not any widget. */
const widgets: Readonly<Record<string, string>> = {
  Widget: "AnyWidget",
  Axis: "Widget<ControllerAxisState>",
  Button: "Widget<ControllerButtonState>",
};

function typeOf(shape: Shape): string {
  return shape.allow_none ? `${plainTypeOf(shape)} | null` : plainTypeOf(shape);
}

function plainTypeOf(shape: Shape): string {
  if (shape.union_attributes) return shape.union_attributes.map(plainTypeOf).join(" | ");
  if (shape.enum) return shape.enum.map((each) => JSON.stringify(each)).join(" | ");
  if (shape.type === "reference") return widgets[shape.widget!] ?? shape.widget!;
  if (shape.type !== "array") return types[String(shape.type)]!;
  const item = shape.items ? plainTypeOf(shape.items) : "unknown";
  if (shape.length === 2) return `readonly [${item}, ${item}]`;
  return `readonly ${/[ |]/.test(item) ? `(${item})` : item}[]`;
}
