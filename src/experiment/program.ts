import { requireObject } from "../argument/argument.js";
import type { Model, Quantity } from "../machine/model.js";
import { ModelError } from "../machine/validate.js";
import { inWords, type Point, show } from "./design/design.js";

/** What a design varies: a function that makes a model of options, such as {@link article}, or a model with named parameters. */
export type Program<Options> = ((options: Options) => Model) | Model;

/** @throws TypeError for what is no program */
export function requireProgram(who: string, program: unknown): void {
  if (typeof program !== "function")
    requireObject(
      who,
      "a program: a model, or a function that makes one of options, such as scheduler",
      program,
      "name",
    );
}

/**
 * The models of points, as data.
 *
 * A function is given the point as its options. Of a model the point replaces `parameters` and `definitions` by their name, and `cpus`.
 *
 * @throws RangeError that says at which point the program refuses its options, or which name of the design it does not know
 */
export function modelsAt<Options>(program: Program<Options>, points: readonly Point[]): Model[] {
  const unread = new Set(points.flatMap((point) => Object.keys(point)));
  const models = points.map((point) => {
    try {
      return asData(
        typeof program === "function" ? program(watched(point, unread) as Options) : modelWith(program, point, unread),
      );
    } catch (error) {
      const { message } = error as Error;
      if (error instanceof ModelError || Object.keys(point).length === 0) throw error;
      throw new RangeError(`at ${inWords(point)}: ${message}`, { cause: error });
    }
  });
  // A misspelt option would otherwise be a parameter that makes no difference.
  for (const name of unread) throw new RangeError(`design.${name}: the program never looks at an option of that name`);
  return models;
}

/** The point as an object that notes which of its values are looked at. */
function watched(point: Point, unread: Set<string>): object {
  const options = {};
  for (const [name, value] of Object.entries(point))
    Object.defineProperty(options, name, {
      enumerable: true,
      get: () => {
        unread.delete(name);
        return value;
      },
    });
  return options;
}

/**
 * A model with the values of a point.
 *
 * @param unread where the names that are found are deleted
 * @throws RangeError for a name that the model does not have
 */
export function modelWith(model: Model, point: Point, unread = new Set<string>()): Model {
  const parameters: Record<string, Quantity> = { ...model.parameters };
  const definitions: Record<string, Quantity> = { ...model.definitions };
  let { cpus } = model;
  for (const [name, value] of Object.entries(point)) {
    unread.delete(name);
    if (typeof value === "boolean") throw new RangeError(`design.${name}: a parameter of a model is no ${show(value)}`);
    if (Object.hasOwn(parameters, name)) parameters[name] = value;
    else if (Object.hasOwn(definitions, name)) definitions[name] = value;
    else if (name === "cpus") cpus = value as number;
    else {
      const known = [...Object.keys(parameters), ...Object.keys(definitions), "cpus"];
      throw new RangeError(`design.${name}: ${model.name} has nothing of that name; it has ${known.join(", ")}`);
    }
  }
  return {
    ...model,
    ...(model.parameters ? { parameters } : {}),
    ...(model.definitions ? { definitions } : {}),
    ...(cpus === undefined ? {} : { cpus }),
  };
}

/** Without the methods of distributions, as a thread or another machine gets it. */
function asData(model: Model): Model {
  return JSON.parse(JSON.stringify(model)) as Model;
}
