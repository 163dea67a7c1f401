// The laws whose values are simulated, and the three ways in which their values come to be known. The library is handed in: the
// benchmark brings the built one, the test the source.

/**
 * Six families that latencies follow, each in microseconds.
 *
 * @type {readonly (readonly [family: string, ...parameters: number[]])[]}
 */
export const laws = [
  ["exponential", 0.05],
  ["gamma", 2.5, 8],
  ["weibull", 0.8, 20],
  ["lognormal", 3, 0.8],
  ["loglogistic", 2.5, 20],
  ["gpd", 20, 0.2],
];

/** How values are known: each makes a sampler of data of `size` recorded values. */
export const kinds = {
  /** Every value. */
  exact: (_, law, size) => (source) => Float64Array.from({ length: size }, () => law.sample(source)),
  /** As runqslower records: nothing up to a threshold, here the median, and not how often that was. */
  truncated: ({ truncated }, law, size) => {
    const lower = law.quantile(0.5);
    const recorded = truncated(law, lower, Infinity);
    return (source) => ({
      exact: Float64Array.from({ length: size }, () => recorded.sample(source)),
      truncation: { lower },
    });
  },
  /** As runqlat counts: in buckets that double, the first from 0 to 1. */
  binned: (_, law, size) => (source) => {
    const counts = new Map();
    for (let index = 0; index < size; index += 1) {
      const bucket = Math.max(0, Math.ceil(Math.log2(law.sample(source))));
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
    }
    return {
      intervals: [...counts].map(([bucket, count]) => [bucket === 0 ? 0 : 2 ** (bucket - 1), 2 ** bucket, count]),
    };
  },
};

/** What one cell of the study simulates. */
export function experimentOf(library, [family, ...parameters], kind, size, seed) {
  const make = library.families.get(family);
  const draw = kinds[kind](library, make(...parameters), size);
  const source = library.stream(seed).child("coverage").child(family).child(kind).child(String(size));
  return {
    family,
    truth: Object.fromEntries(make.parameterNames.map((name, index) => [name, parameters[index]])),
    dataOf: (set) => draw(source.at(set)),
  };
}
