import { createRequire } from "node:module";

/** What the values of an attribute are. */
export interface Shape {
  /**
   * `string`, `int`, `float`, `bool`, `object`, `array` and `reference` (a widget) as the schema has them, and what travels in a form of
   * its own: `bytes`, `Date` and `Time` and `NaiveDatetime` (ISO 8601), `Datetime`, `files`; also `colour`, and `end` of a link.
   * More than one where either is right.
   */
  readonly type: string | readonly string[];
  readonly allow_none?: boolean;
  readonly enum?: readonly string[];
  /** Of an array: its items, and how many of them if that is fixed. */
  readonly items?: Shape;
  readonly length?: number;
  /** For references: the model referred to, without the ending `Model`. */
  readonly widget?: string;
  readonly union_attributes?: readonly Shape[];
}

/** One attribute of a model's state, as ipywidgets describes it. */
export interface Attribute extends Shape {
  readonly name: string;
  readonly default: unknown;
  readonly help: string;
}

/** The state of one kind of model: its attributes with their defaults. */
export type ModelSchema = ReadonlyMap<string, Attribute>;

/** A pair of numbers, indices or ends. */
const pair = (type: string): Shape => ({ type: "array", items: { type }, length: 2 });
const listOf = (type: string): Shape => ({ type: "array", items: { type } });

/** What the published description leaves open and ipywidgets does not. */
const refinements: Readonly<Record<string, Partial<Attribute>>> = {
  "ColorPickerModel.value": { type: "colour" },
  "ColorsInputModel.allowed_tags": listOf("colour"),
  "ColorsInputModel.value": listOf("colour"),
  "DirectionalLinkModel.source": pair("end"),
  "DirectionalLinkModel.target": pair("end"),
  "FileUploadModel.description": { default: "Upload" },
  "FileUploadModel.value": { type: "files" },
  "FloatRangeSliderModel.value": pair("float"),
  "FloatsInputModel.allowed_tags": listOf("float"),
  "FloatsInputModel.value": listOf("float"),
  "IntRangeSliderModel.value": pair("int"),
  "IntsInputModel.allowed_tags": listOf("int"),
  "IntsInputModel.value": listOf("int"),
  "LinkModel.source": pair("end"),
  "LinkModel.target": pair("end"),
  "NaiveDatetimeModel.max": { type: "NaiveDatetime" },
  "NaiveDatetimeModel.min": { type: "NaiveDatetime" },
  "NaiveDatetimeModel.value": { type: "NaiveDatetime" },
  "SelectionRangeSliderModel.index": pair("int"),
  "TagsInputModel.allowed_tags": listOf("string"),
  "TagsInputModel.value": listOf("string"),
};

/** Described, but the base of other models and none itself. */
const baseModel = "DOMWidgetModel";

let schemas: ReadonlyMap<string, ModelSchema> | undefined;

/** The attributes of every model of ipywidgets 8, by its `_model_name`, from the description that project publishes. */
export function modelSchemas(): ReadonlyMap<string, ModelSchema> {
  schemas ??= load();
  return schemas;
}

/**
 * The attributes of a model.
 *
 * @param model its `_model_name`, such as `"IntSliderModel"`
 */
export function modelSchema(model: string): ModelSchema {
  const schema = modelSchemas().get(model);
  if (schema) return schema;
  throw new RangeError(`ipywidgets has no model "${model}"; it has ${[...modelSchemas().keys()].join(", ")}`);
}

/** What an attribute is at first; undefined where each widget gets a model of its own. */
export function defaultOf(attribute: Attribute): unknown {
  if (attribute.type === "reference") return undefined;
  return attribute.type === "bytes" ? new Uint8Array() : structuredClone(attribute.default);
}

function load(): ReadonlyMap<string, ModelSchema> {
  // By require: an import of JSON makes Node 20 warn about an experiment on the user's console.
  const described = createRequire(import.meta.url)("@jupyter-widgets/schema/jupyterwidgetmodels.latest.json") as {
    model: { name: string };
    attributes: Attribute[];
  }[];
  return new Map(
    described
      .filter(({ model }) => model.name !== baseModel)
      .map(({ model, attributes }) => [
        model.name,
        new Map(
          attributes.map((each) => [each.name, { ...each, ...refinements[`${model.name}.${each.name}`] }] as const),
        ),
      ]),
  );
}
