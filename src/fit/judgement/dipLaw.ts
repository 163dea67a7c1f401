/** Upper probabilities of the columns below. */
const upper = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];

/** Quantiles of √n times the dip of n uniform values, simulated (20,000 to 200,000 times a row): test/fit/judgement/dipTable.py. */
const rows: readonly (readonly [n: number, quantiles: readonly number[]])[] = [
  [
    5,
    [
      0.2236, 0.2236, 0.2236, 0.243, 0.272, 0.3007, 0.3296, 0.3607, 0.3958, 0.417, 0.433, 0.4397, 0.4431, 0.4455,
      0.4463,
    ],
  ],
  [
    10,
    [
      0.2465, 0.2698, 0.2856, 0.2983, 0.3091, 0.3232, 0.3479, 0.3761, 0.4132, 0.4413, 0.477, 0.5035, 0.5267, 0.5531,
      0.57,
    ],
  ],
  [
    20,
    [
      0.2539, 0.2775, 0.2953, 0.3117, 0.3282, 0.3472, 0.3689, 0.3952, 0.4348, 0.4699, 0.5111, 0.5398, 0.5658, 0.5994,
      0.6229,
    ],
  ],
  [
    50,
    [
      0.2668, 0.2906, 0.3096, 0.3274, 0.3455, 0.3649, 0.3873, 0.4153, 0.4584, 0.4962, 0.5422, 0.5738, 0.6032, 0.6379,
      0.6648,
    ],
  ],
  [
    200,
    [
      0.2803, 0.3047, 0.3246, 0.3433, 0.3622, 0.3825, 0.406, 0.4358, 0.4819, 0.5219, 0.5698, 0.6021, 0.6329, 0.6698,
      0.6964,
    ],
  ],
  [
    1000,
    [
      0.2878, 0.3125, 0.3328, 0.352, 0.3717, 0.3923, 0.4164, 0.4467, 0.4926, 0.5333, 0.5825, 0.6175, 0.6486, 0.6884,
      0.7153,
    ],
  ],
  [
    10000,
    [
      0.2927, 0.3174, 0.3379, 0.3579, 0.3767, 0.3974, 0.4217, 0.452, 0.4981, 0.539, 0.5928, 0.6292, 0.6546, 0.6892,
      0.7275,
    ],
  ],
];

/**
 * P(dip > d) for `n` values of the uniform law, of all laws with one mode the one whose samples dip deepest: the dip test
 * (J. A. Hartigan and P. M. Hartigan, 1985). Interpolated in a table of simulated quantiles; between 0.9 and 0.001, beyond which
 * it says 1 and 0.001.
 */
export function dipSurvival(n: number, d: number): number {
  const scaled = d * Math.sqrt(n);
  const quantiles = quantilesOf(n);
  // Where small samples repeat a quantile, the last of them has the probability.
  const index = quantiles.findLastIndex((quantile) => quantile <= scaled);
  if (index < 0) return 1;
  if (index === quantiles.length - 1) return upper[index]!;
  const share = (scaled - quantiles[index]!) / (quantiles[index + 1]! - quantiles[index]!);
  return upper[index]! * (upper[index + 1]! / upper[index]!) ** share;
}

/** A row between two sizes, by 1/√n, in which the rows are nearly straight. */
function quantilesOf(n: number): readonly number[] {
  const after = rows.findIndex(([size]) => size >= n);
  if (after === 0) return rows[0]![1];
  if (after < 0) return rows.at(-1)![1];
  const [small, low] = rows[after - 1]!;
  const [large, high] = rows[after]!;
  const share = (1 / Math.sqrt(small) - 1 / Math.sqrt(n)) / (1 / Math.sqrt(small) - 1 / Math.sqrt(large));
  return low.map((quantile, index) => quantile + share * (high[index]! - quantile));
}
