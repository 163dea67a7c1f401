import type { Measurements } from "../../src/fit/data.js";
import type { FitStatus } from "../../src/fit/result.js";

/** Data from which little or nothing can be learnt, with how a fit of them may end, besides being out of the family's support. */
export const degenerate: Readonly<
  Record<string, { readonly data: Measurements; readonly status?: readonly FitStatus[] }>
> = {
  "no values": { data: [], status: ["no-data"] },
  "no weight": { data: { exact: [1, 2], weights: [0, 0] }, status: ["no-data"] },
  "next to no weight": { data: { exact: [1, 2], weights: [1e-12, 1e-12] }, status: ["invalid-data"] },
  "not a number": { data: [1, Number.NaN, 2], status: ["invalid-data"] },
  "an infinite value": { data: [1, Infinity, 2], status: ["invalid-data"] },
  "values about 1e300": { data: [3e299, 1.2e300, 7e299, 2.9e300], status: ["invalid-data"] },
  "values about 1e-300": { data: [3e-301, 1.2e-300, 7e-301, 2.9e-300], status: ["invalid-data"] },
  "one value": { data: [2], status: ["no-mle", "converged", "boundary"] },
  "one value many times": { data: Array.from({ length: 20 }, () => 3), status: ["no-mle", "converged", "boundary"] },
  "nothing but 0": { data: Array.from({ length: 20 }, () => 0), status: ["no-mle"] },
  "two values": { data: [1, 2] },
  "two values, many times": { data: Array.from({ length: 40 }, (_, index) => 1 + (index % 2)) },
  "four values, many times": { data: Array.from({ length: 60 }, (_, index) => 1 + ((index * 7) % 4)) },
  "negative values": { data: [-0.3, -1.2, -0.7, -2.9, -1.1, -0.5, -4.4, -0.9, -1.6, -2.2] },
  "one far out": { data: [0.3, 1.2, 0.7, 2.9, 1.1, 0.5, 4.4, 0.9, 1.6, 2.2, 1e12] },
  "values that differ in their last digits": { data: [3, 12, 7, 29, 11, 5, 44, 9].map((value) => 1e9 + 1e-4 * value) },
  "all right-censored": { data: { rightCensored: [3, 4, 5] }, status: ["no-mle"] },
  "all left-censored": { data: { leftCensored: [3, 4, 5] }, status: ["no-mle"] },
  "one value, the rest right-censored": { data: { exact: [1], rightCensored: [2, 2, 2, 2] } },
  "one value, the rest left-censored": { data: { exact: [3], leftCensored: [2, 2, 2, 2] } },
  "all in one bucket": { data: { intervals: [[1, 2, 50]] }, status: ["no-mle", "converged"] },
  "all in two neighbouring buckets": {
    data: {
      intervals: [
        [1, 2, 50],
        [2, 4, 50],
      ],
    },
  },
  "two buckets that hold everything": {
    data: {
      intervals: [
        [0, 1, 50],
        [1, Infinity, 50],
      ],
    },
  },
  "two buckets far apart": {
    data: {
      intervals: [
        [1, 2, 50],
        [64, 128, 50],
      ],
    },
  },
  "values far above a threshold": {
    data: { exact: [0.3, 1.2, 0.7, 2.9, 1.1, 0.5].map((value) => 1e6 + value), truncation: { lower: 1e6 } },
  },
};
