import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { families } from "../../src/distribution/families.js";
import { truncated } from "../../src/distribution/truncated.js";
import { fit as fitFamilies } from "../../src/fit/fit.js";
import { bootstrap } from "../../src/fit/judgement/bootstrap.js";
import { bootstrapIntervals } from "../../src/fit/judgement/bootstrapIntervals.js";
import { withStatistics } from "../../src/fit/judgement/judge.js";
import { kolmogorovSurvival } from "../../src/fit/judgement/kolmogorovLaw.js";
import { profileIntervals } from "../../src/fit/judgement/profileInterval.js";
import { stream } from "../../src/random/stream.js";
import { root } from "../setup/parts.js";

type Law = readonly [family: string, ...parameters: number[]];
interface Settings {
  size: number;
  sets: number;
  seed: string;
}
interface Study {
  laws: readonly Law[];
  kinds: Record<string, unknown>;
  heldBy(
    library: object,
    law: Law,
    kind: string,
    settings: Settings,
  ): { parameter: string; method: string; held: number; sets: number }[];
  bootstrapped(
    library: object,
    law: Law,
    kind: string,
    settings: Settings & { replicates: number },
  ): Promise<{ pValues: Record<string, number[]> }>;
  ofBuckets(library: object, law: Law, settings: Settings): number[];
  spreadOf(library: object, pValues: readonly number[]): { pValue: number };
}

// The benchmark's own study, smaller and of the source.
const part = (name: string): Promise<object> =>
  import(pathToFileURL(join(root, "test/bench/coverage", `${name}.mjs`)).href);
const study = Object.assign({}, await part("laws"), await part("intervals"), await part("pValues")) as Study;
const library = {
  families,
  truncated,
  stream,
  fit: fitFamilies,
  profileIntervals,
  bootstrap,
  bootstrapIntervals,
  withStatistics,
  kolmogorovSurvival,
};
const seed = "coverage test";

describe.each(study.laws.map((law) => [law[0], law] as const))("%s", (_, law) => {
  test.each(Object.keys(study.kinds))("intervals of %s values hold the truth", (kind) => {
    const sets = 60;
    // Of 60 intervals of 95 % fewer than 51 hold the truth with probability 0.0007.
    const least = 51;
    const found = study.heldBy(library, law, kind, { size: 200, sets, seed });
    // Plain multiples of the standard error are in the study for contrast: of so few truncated values they are too short.
    for (const { parameter, method, held } of found.filter((each) => each.method !== "standard error"))
      expect(held, `${method} of ${parameter}`).toBeGreaterThanOrEqual(least);
  });

  test("p-values by chi-square are uniform", () => {
    const { pValue } = study.spreadOf(library, study.ofBuckets(library, law, { size: 500, sets: 200, seed }));
    expect(pValue).toBeGreaterThan(0.01);
  });
});

test.each([
  ["exponential", "exact"],
  ["lognormal", "exact"],
  ["exponential", "truncated"],
])("p-values by bootstrap of %s, %s, are uniform", async (family, kind) => {
  const law = study.laws.find(([name]) => name === family)!;
  const settings = { size: 40, sets: 100, replicates: 49, seed };
  const { pValues } = await study.bootstrapped(library, law, kind, settings);
  for (const [name, values] of Object.entries(pValues))
    expect(study.spreadOf(library, values).pValue, name).toBeGreaterThan(0.01);
});

test("intervals that are too narrow would be noticed", () => {
  const narrow = {
    ...library,
    profileIntervals: (...given: Parameters<typeof profileIntervals>) => profileIntervals(given[0], given[1], {}, 0.7),
  };
  const found = study.heldBy(narrow, study.laws[0]!, "exact", { size: 200, sets: 60, seed });
  expect(found.find(({ method }) => method === "profileIntervals")!.held).toBeLessThan(51);
});
