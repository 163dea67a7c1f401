import type { Model } from "../machine/model.js";
import { codeName } from "./formulas.js";

/** The columns of entities that the code reads, with where they are found. */
export function columnsOf(model: Model): [name: string, value: string][] {
  return [
    ["cpuOf", "entities.cpu"],
    ["born", "entities.born"],
    ["pending", "entities.pending"],
    ["gone", "entities.gone"],
    ...Object.keys(model.counters?.entity ?? {}).map((name): [string, string] => [
      codeName.counter(name),
      `entities.counters.${name}`,
    ]),
  ];
}

/** In an open model the columns are replaced by longer ones as they grow: what may come after an arrival. */
export function renewColumns(model: Model): string {
  const renewed = columnsOf(model).map(([name, value]) => `${name} = ${value};`);
  return `if (cpuOf !== entities.cpu) { ${renewed.join(" ")} }`;
}
