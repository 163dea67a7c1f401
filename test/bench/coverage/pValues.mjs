// Whether p-values are uniform where the law is the right one.
import { holds } from "./intervals.mjs";
import { experimentOf } from "./laws.mjs";

/** Shares of p-values that are compared with those of the uniform law, in a table. */
const levels = [0.05, 0.1, 0.5];

/**
 * p-values by parametric bootstrap of the three statistics over sets of exact values, truncated or not, with what the same draws say
 * of the parameters; and, by other draws, the intervals of weighed data.
 */
export async function bootstrapped(library, law, kind, { size, sets, replicates, seed }) {
  const { family, truth, dataOf } = experimentOf(library, law, kind, size, seed);
  const pValues = { ks: [], cvm: [], ad: [] };
  const held = { bootstrap: {}, bootstrapIntervals: {} };
  for (let set = 0; set < sets; set += 1) {
    const data = dataOf(set);
    const [result] = library.fit(data, { families: [family] });
    const options = { replicates, seed: `${seed} ${set}` };
    const found = await library.bootstrap(data, result, options);
    const weighed = await library.bootstrapIntervals(data, result, options);
    for (const name of Object.keys(pValues)) pValues[name].push(found.tests[name].pValue);
    for (const name of Object.keys(truth)) {
      held.bootstrap[name] ??= 0;
      held.bootstrapIntervals[name] ??= 0;
      if (holds(found.intervals[name], truth[name])) held.bootstrap[name] += 1;
      if (holds(weighed.intervals[name], truth[name])) held.bootstrapIntervals[name] += 1;
    }
  }
  return { pValues, held };
}

/** p-values by chi-square of sets of buckets. */
export function ofBuckets(library, law, { size, sets, seed }) {
  const { family, dataOf } = experimentOf(library, law, "binned", size, seed);
  return Array.from({ length: sets }, (_, set) => {
    const data = dataOf(set);
    const [result] = library.withStatistics(data, library.fit(data, { families: [family] }));
    return result.tests["chi-square"].pValue;
  });
}

/** How p-values are spread: the shares up to some levels, ten equal classes, and the test of Kolmogorov and Smirnov against uniform. */
export function spreadOf(library, pValues) {
  const sorted = Float64Array.from(pValues).sort();
  const n = sorted.length;
  let distance = 0;
  for (let index = 0; index < n; index += 1) {
    // p-values of a bootstrap are multiples of 1 / (replicates + 1): both sides of a step are compared after it.
    if (sorted[index] === sorted[index + 1]) continue;
    distance = Math.max(distance, Math.abs((index + 1) / n - sorted[index]));
  }
  return {
    n,
    shares: Object.fromEntries(levels.map((level) => [level, pValues.filter((p) => p <= level + 1e-9).length / n])),
    classes: Array.from(
      { length: 10 },
      (_, each) => pValues.filter((p) => Math.min(9, Math.ceil(10 * p - 1e-9) - 1) === each).length,
    ),
    distance,
    pValue: library.kolmogorovSurvival(n, distance),
  };
}
