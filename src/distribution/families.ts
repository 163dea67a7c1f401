import { constant } from "./constant.js";
import type { Distribution, DistributionJson, Family } from "./distribution.js";
import { normal } from "./normal.js";

/** Every family, by its name: what a model or a file may name. A new family is one line here. */
export const families: ReadonlyMap<string, Family> = new Map(
  [constant, normal].map((each) => [each.family, each as Family]),
);

/**
 * The distribution that its JSON form describes.
 *
 * @throws RangeError or TypeError that says which part is wrong and what is allowed.
 */
export function distributionFrom({ family: name, parameters }: DistributionJson): Distribution {
  const family = families.get(name);
  if (!family) throw new RangeError(`unknown family "${name}"; known: ${[...families.keys()].join(", ")}`);
  for (const given of Object.keys(parameters))
    if (!family.parameterNames.includes(given))
      throw new RangeError(`${name} has no parameter "${given}"; it takes ${family.parameterNames.join(", ")}`);
  return family(...family.parameterNames.map((parameter) => parameters[parameter]!));
}
