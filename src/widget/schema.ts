import { createRequire } from "node:module";

/** One attribute of a model's state, as ipywidgets describes it. */
export interface Attribute {
  readonly name: string;
  readonly type: string;
  readonly default: unknown;
  /** For references: the model referred to, without the ending `Model`. */
  readonly widget?: string;
}

/** The state of one kind of model: its attributes with their defaults. */
export type ModelSchema = ReadonlyMap<string, Attribute>;

let schemas: ReadonlyMap<string, ModelSchema> | undefined;

/**
 * The attributes of a model of ipywidgets 8, from the description that project publishes.
 *
 * @param model its `_model_name`, such as `"IntSliderModel"`
 */
export function modelSchema(model: string): ModelSchema {
  schemas ??= load();
  const schema = schemas.get(model);
  if (!schema) throw new RangeError(`ipywidgets has no model "${model}"; it has ${[...schemas.keys()].join(", ")}`);
  return schema;
}

function load(): ReadonlyMap<string, ModelSchema> {
  // By require: an import of JSON makes Node 20 warn about an experiment on the user's console.
  const described = createRequire(import.meta.url)("@jupyter-widgets/schema/jupyterwidgetmodels.latest.json") as {
    model: { name: string };
    attributes: Attribute[];
  }[];
  return new Map(
    described.map(({ model, attributes }) => [
      model.name,
      new Map(attributes.map((attribute) => [attribute.name, attribute])),
    ]),
  );
}
