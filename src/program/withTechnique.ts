import { requireObject } from "../argument/argument.js";
import type { CostProfile } from "../cost/costProfile.js";
import { costProfile } from "../cost/loadCostProfile.js";
import { exchangeable, type TechniqueOfModel, technique } from "../cost/techniques.js";
import type { Model } from "../machine/model.js";

/** A choice of each technique that every model knows, to see which definitions stand for it. */
const anyChoice: Readonly<Record<string, unknown>> = {
  map: "hash",
  output: "article-output",
  probe: "fentry",
  calls: "inlined",
  pages: 0,
  counters: false,
  isa: "v1",
};

/** Whether {@link withTechnique} can put another choice of this technique into the model. */
export function hasTechnique(model: Model, name: string): boolean {
  requireObject("hasTechnique", "a model", model, "name");
  return exchangeable.includes(name) && used(model, technique(name, anyChoice[name])).length > 0;
}

/**
 * A model with another choice of one of its techniques, such as `withTechnique(model, "map", "task-storage")`: the definitions that stand
 * for it are replaced, and its label. The models of `scheduler` with a program and of `article` have such definitions; a model of
 * your own has them where it names its definitions alike, `insertCost`, `lookupAndDeleteCost` or `mapFactor` for a map, `outputCost` for
 * an output, `probeCost`, `callCost`, `pageCost`, `counterCost`, `instructionFactor`.
 *
 * A model that was made with the costs of a profile takes only choices of the same one, so that no costs of two machines are mixed.
 *
 * @param costs the machine whose costs the choice stands for: a profile or its file; the default costs unless given
 * @throws RangeError for a technique that the model has no definition of, a choice that is not known, or costs of another machine
 */
export function withTechnique(model: Model, name: string, choice: unknown, costs?: string | CostProfile): Model {
  requireObject("withTechnique", "a model", model, "name");
  const profile = costs === undefined ? undefined : costProfile(costs);
  const made = technique(name, choice, profile);
  if (model.labels?.costs !== profile?.name)
    throw new RangeError(
      `costs: ${model.name} was made with the costs of ${model.labels?.costs ?? "the default machine"}: give the same, not those of ` +
        (profile?.name ?? "the default machine"),
    );
  const replaced = used(model, made);
  if (replaced.length === 0)
    throw new RangeError(
      `${name}: ${model.name} has no definition to replace; a ${name} has ${Object.keys(made.definitions).join(", ")}`,
    );
  return {
    ...model,
    labels: { ...model.labels, [name]: made.label },
    definitions: { ...model.definitions, ...Object.fromEntries(replaced) },
  };
}

function used(model: Model, { definitions }: TechniqueOfModel) {
  return Object.entries(definitions).filter(([definition]) => Object.hasOwn(model.definitions ?? {}, definition));
}
