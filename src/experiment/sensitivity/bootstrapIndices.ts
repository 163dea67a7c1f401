import { sampleQuantile } from "../../fit/methods/sampleQuantile.js";
import { type Seed, stream } from "../../random/stream.js";
import { type Indices, type SaltelliValues, sobolEstimates } from "./sobolEstimators.js";

/** An index with the interval that holds the true one with a given confidence. */
export interface IndexInterval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Sobol' indices with intervals: the percentiles of what samples of the rows, drawn with replacement, give. */
export function bootstrapIndices(values: SaltelliValues, resamples: number, confidence: number, seed: Seed) {
  const count = values.a.length;
  const found = sobolEstimates(
    values,
    Int32Array.from({ length: count }, (_, row) => row),
  );
  const random = stream(seed).child("bootstrap");
  const again = Array.from({ length: resamples }, () =>
    sobolEstimates(
      values,
      Int32Array.from({ length: count }, () => random.integer(count)),
    ),
  );
  const intervals = (part: keyof Indices): IndexInterval[] =>
    Array.from(found[part], (value, index) => ({
      value,
      ...percentiles(
        again.map((indices) => indices[part][index]!),
        confidence,
      ),
    }));
  const dimensions = values.ab.map((_, index) => index);
  const names = dimensions.flatMap((one) => dimensions.slice(one + 1).map((other) => ({ one, other })));
  return {
    first: intervals("first"),
    total: intervals("total"),
    pairs: intervals("pairs").map((interval, index) => ({ ...names[index]!, ...interval })),
  };
}

function percentiles(values: readonly number[], confidence: number): { low: number; high: number } {
  const sorted = Float64Array.from(values).sort();
  return { low: sampleQuantile(sorted, (1 - confidence) / 2), high: sampleQuantile(sorted, (1 + confidence) / 2) };
}
