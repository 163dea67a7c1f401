import { beta } from "./beta.js";
import { burr12 } from "./burr12.js";
import { constant } from "./constant.js";
import type { Distribution, DistributionJson, Family, Parameter } from "./distribution.js";
import { empirical } from "./empirical.js";
import { erlang } from "./erlang.js";
import { exponential } from "./exponential.js";
import { gamma } from "./gamma.js";
import { geometric } from "./geometric.js";
import { gev } from "./gev.js";
import { gpd } from "./gpd.js";
import { gumbel } from "./gumbel.js";
import { histogram } from "./histogram.js";
import { hyperexponential } from "./hyperexponential.js";
import { inverseGamma } from "./inverseGamma.js";
import { inverseGaussian } from "./inverseGaussian.js";
import { laplace } from "./laplace.js";
import { logistic } from "./logistic.js";
import { loglogistic } from "./loglogistic.js";
import { lognormal } from "./lognormal.js";
import { lomax } from "./lomax.js";
import { mixture } from "./mixture.js";
import { negativeBinomial } from "./negativeBinomial.js";
import { normal } from "./normal.js";
import { pareto } from "./pareto.js";
import { phaseType } from "./phaseType.js";
import { poisson } from "./poisson.js";
import { rayleigh } from "./rayleigh.js";
import { scaled } from "./scaled.js";
import { shifted } from "./shifted.js";
import { studentT } from "./studentT.js";
import { truncated } from "./truncated.js";
import { uniform } from "./uniform.js";
import { weibull } from "./weibull.js";
import { zeroInflated } from "./zeroInflated.js";

const all = [
  beta,
  burr12,
  constant,
  empirical,
  erlang,
  exponential,
  gamma,
  geometric,
  gev,
  gpd,
  gumbel,
  histogram,
  hyperexponential,
  inverseGamma,
  inverseGaussian,
  laplace,
  logistic,
  loglogistic,
  lognormal,
  lomax,
  mixture,
  negativeBinomial,
  normal,
  pareto,
  phaseType,
  poisson,
  rayleigh,
  scaled,
  shifted,
  studentT,
  truncated,
  uniform,
  weibull,
  zeroInflated,
];

/** Every family, by its name: what a model or a file may name. A new family is one line above, beside its import. */
export const families: ReadonlyMap<string, Family> = new Map(
  all.map((each) => [each.family, each as unknown as Family]),
);

/** How deep distributions may be nested: far beyond any use, and far from the end of the stack. */
const deepest = 100;

/**
 * The distribution that its JSON form describes, as `toJSON` wrote it or as a person did.
 *
 * @throws RangeError or TypeError that says which part is wrong and what is allowed.
 */
export function distributionFrom(json: DistributionJson): Distribution {
  return read(json, 1);
}

function read(json: unknown, depth: number): Distribution {
  if (!isRecord(json) || typeof json.family !== "string" || !isRecord(json.parameters))
    throw new TypeError(`a distribution is {"family": …, "parameters": {…}}, got ${JSON.stringify(json)}`);
  if (depth > deepest) throw new RangeError(`distributions are nested more than ${deepest} deep`);
  const { family: name, parameters } = json;
  const family = families.get(name);
  if (!family) throw new RangeError(`unknown family "${name}"; known: ${[...families.keys()].join(", ")}`);
  for (const given of Object.keys(parameters))
    if (!family.parameterNames.includes(given))
      throw new RangeError(`${name} has no parameter "${given}"; it takes ${family.parameterNames.join(", ")}`);
  return family(...family.parameterNames.map((parameter) => revive(parameters[parameter], depth + 1) as Parameter));
}

/** What a parameter was before it became JSON; whether it is of the right kind the family says. */
function revive(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) {
    if (depth > deepest) throw new RangeError(`lists are nested more than ${deepest} deep`);
    return value.map((each) => revive(each, depth + 1));
  }
  if (isRecord(value)) return read(value, depth);
  return value === "Infinity" ? Infinity : value === "-Infinity" ? -Infinity : value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
