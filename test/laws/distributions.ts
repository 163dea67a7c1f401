import fc from "fast-check";
import type { Distribution } from "../../src/distribution/distribution.js";
import { families } from "../../src/distribution/families.js";

/** Parameters of a family: some fixed ones, any others that are valid, and some that are not, with what is said of them. */
export interface Sample {
  readonly fixed: readonly (readonly unknown[])[];
  readonly any: fc.Arbitrary<readonly unknown[]>;
  readonly wrong: readonly (readonly unknown[])[];
}

/** A distribution of a family by its name, whatever its parameters are. */
export function make(name: string, parameters: readonly unknown[]): Distribution {
  const family = families.get(name)!;
  return family(...(parameters as Parameters<typeof family>));
}

const between = (low: number, high: number): fc.Arbitrary<number> =>
  fc.double({ min: low, max: high, noNaN: true, noDefaultInfinity: true });
/** Positive numbers, as likely to be small as to be large. */
const positive = (low: number, high: number): fc.Arbitrary<number> =>
  between(Math.log(low), Math.log(high)).map((x) => Math.exp(x));
const location = between(-1e3, 1e3);
const scale = positive(1e-6, 1e6);
const shape = positive(0.05, 500);
const tailIndex = positive(0.2, 50);
const probability = between(1e-6, 1);

const notLocations = [Number.NaN, Infinity, -Infinity, "1", undefined];
const notPositive = [0, -1, ...notLocations];

/** Every way to make one of the parameters wrong, where the rest is right. */
function wrongly(right: readonly unknown[], wrong: readonly (readonly unknown[])[]): unknown[][] {
  return wrong.flatMap((values, index) =>
    values.map((value) => right.map((each, other) => (other === index ? value : each))),
  );
}

function sample(fixed: unknown[][], any: fc.Arbitrary<unknown[]>, wrong: readonly (readonly unknown[])[]): Sample {
  return { fixed, any, wrong: wrongly(fixed[0]!, wrong) };
}

const normal = make("normal", [1, 2]);
const exponential = make("exponential", [0.5]);
const poisson = make("poisson", [2]);
const part = fc.oneof(
  fc.tuple(location, positive(0.1, 10)).map((each) => make("normal", each)),
  fc.tuple(positive(0.5, 5), positive(0.1, 10)).map((each) => make("gamma", each)),
  positive(0.5, 20).map((each) => make("poisson", [each])),
);
const weight = positive(0.1, 10);

/** One entry a family: the law-checker fails for a family that has none. */
export const samples: Readonly<Record<string, Sample>> = {
  beta: sample(
    [
      [2, 5],
      [0.5, 0.5],
      [50, 3],
      [1, 1],
      [0.02, 3],
    ],
    fc.tuple(shape, shape),
    [notPositive, notPositive],
  ),
  burr12: sample(
    [
      [2.5, 0.7, 20],
      [0.6, 4, 1e-9],
      [8, 3, 1],
    ],
    fc.tuple(positive(0.2, 50), positive(0.2, 50), scale),
    [notPositive, notPositive, notPositive],
  ),
  constant: sample([[3], [-2.5]], fc.tuple(location), [notLocations]),
  empirical: sample(
    [
      [[3, 1, 2, 2, 7]],
      [
        [3, 1, 2],
        [1, 0, 2.5],
      ],
    ],
    fc.tuple(fc.array(between(-100, 100), { minLength: 1, maxLength: 30 })),
    [[[], [1, Number.NaN], [1, Infinity], 3, undefined, ["1"]]],
  ),
  erlang: sample(
    [
      [3, 2],
      [1, 1e-6],
    ],
    fc.tuple(fc.integer({ min: 1, max: 500 }), scale),
    [[1.5, ...notPositive], notPositive],
  ),
  exponential: sample([[1], [2.5e-9]], fc.tuple(scale), [notPositive]),
  gamma: sample(
    [
      [7.5, 3e-9],
      [0.05, 2],
      [1e4, 0.01],
      [1, 1],
      [20, 1],
    ],
    fc.tuple(shape, scale),
    [notPositive, notPositive],
  ),
  geometric: sample([[0.5], [1e-6], [0.99], [1]], fc.tuple(probability), [[0, -1, 1.5, Number.NaN, "1", undefined]]),
  gev: sample(
    [
      [15, 10, 0.4],
      [0, 1, -0.3],
      [2, 3, 1e-10],
      [0, 1, 0],
      [0, 1, -1],
    ],
    fc.tuple(location, scale, between(-1.5, 1.5)),
    [notLocations, notPositive, notLocations],
  ),
  gpd: sample(
    [
      [10, 0.3],
      [2, -0.4],
      [1, 0],
      [1, -1e-9],
      [3, -1],
    ],
    fc.tuple(scale, between(-1.5, 1.5)),
    [notPositive, notLocations],
  ),
  gumbel: sample(
    [
      [0, 1],
      [1e9, 3e8],
    ],
    fc.tuple(location, scale),
    [notLocations, notPositive],
  ),
  histogram: sample(
    [
      [
        [
          [0, 1, 5],
          [1, 2, 10],
          [4, 8, 3],
        ],
      ],
      [[[-1, 1, 1]]],
    ],
    fc.array(fc.tuple(positive(0.1, 10), positive(0.1, 100)), { minLength: 1, maxLength: 20 }).map((widths) => {
      let edge = -5;
      return [
        widths.map(([width, count]) => {
          const low = edge;
          edge += width;
          return [low, edge, count];
        }),
      ];
    }),
    [
      [
        [],
        3,
        undefined,
        [[0, 1]],
        [[1, 1, 3]],
        [[0, Infinity, 3]],
        [[0, 1, -1]],
        [[0, 1, 0]],
        [
          [0, 2, 1],
          [1, 3, 1],
        ],
        [[0, Number.NaN, 1]],
      ],
    ],
  ),
  hyperexponential: sample(
    [
      [
        [0.3, 0.7],
        [1, 10],
      ],
      [
        [1, 0],
        [2, 3],
      ],
    ],
    fc
      .array(fc.tuple(weight, scale), { minLength: 1, maxLength: 5 })
      .map((each) => [each.map(([share]) => share), each.map(([, rate]) => rate)]),
    [
      [[0.5], [0, 0], [-1, 2], 1, undefined],
      [[1], [0, 1], [1, Number.NaN], undefined],
    ],
  ),
  "inverse-gamma": sample(
    [
      [3.5, 20],
      [0.3, 2],
      [400, 1e-3],
    ],
    fc.tuple(tailIndex, scale),
    [notPositive, notPositive],
  ),
  "inverse-gaussian": sample(
    [
      [3, 2],
      [1, 1e4],
      [1e-9, 1e-11],
      [50, 0.1],
    ],
    fc.tuple(scale, scale),
    [notPositive, notPositive],
  ),
  laplace: sample(
    [
      [0, 1],
      [5e-9, 1e-9],
    ],
    fc.tuple(location, scale),
    [notLocations, notPositive],
  ),
  logistic: sample(
    [
      [0, 1],
      [1e9, 2e7],
    ],
    fc.tuple(location, scale),
    [notLocations, notPositive],
  ),
  loglogistic: sample(
    [
      [2.5, 20],
      [0.4, 1e-9],
      [40, 3],
    ],
    fc.tuple(tailIndex, scale),
    [notPositive, notPositive],
  ),
  lognormal: sample(
    [
      [3, 0.7],
      [-20, 2.5],
    ],
    fc.tuple(between(-20, 20), positive(0.01, 5)),
    [notLocations, notPositive],
  ),
  lomax: sample(
    [
      [1.2, 30],
      [50, 1e9],
    ],
    fc.tuple(tailIndex, scale),
    [notPositive, notPositive],
  ),
  mixture: sample(
    [
      [
        [1, 2],
        [normal, exponential],
      ],
      [
        [0.3, 0.7],
        [poisson, normal],
      ],
      [
        [1, 1],
        [poisson, make("geometric", [0.3])],
      ],
    ],
    fc
      .array(fc.tuple(weight, part), { minLength: 1, maxLength: 4 })
      .map((each) => [each.map(([share]) => share), each.map(([, distribution]) => distribution)]),
    [
      [[1], [0, 0], [1, -1], [1, Number.NaN], 2, undefined],
      [[normal], [normal, 3], [], undefined, normal],
    ],
  ),
  "negative-binomial": sample(
    [
      [0.3, 0.02],
      [40, 0.6],
      [1, 0.5],
      [2, 1],
    ],
    fc.tuple(positive(0.05, 100), between(0.001, 1)),
    [notPositive, [0, -1, 1.5, Number.NaN, "1", undefined]],
  ),
  normal: sample(
    [
      [0, 1],
      [1e-9, 3e-10],
    ],
    fc.tuple(location, scale),
    [notLocations, notPositive],
  ),
  pareto: sample(
    [
      [1, 1.5],
      [1e6, 20],
    ],
    fc.tuple(scale, tailIndex),
    [notPositive, notPositive],
  ),
  "phase-type": sample(
    [
      [
        [1, 0, 0],
        [
          [-1, 1, 0],
          [0, -2, 2],
          [0, 0, -3],
        ],
      ],
      [
        [0.5, 0.5],
        [
          [-3, 1],
          [2, -5],
        ],
      ],
      [[1], [[-1e-6]]],
    ],
    fc.tuple(positive(0.1, 10), positive(0.1, 10), positive(0.1, 10), positive(0.1, 10)).map(([a, b, c, d]) => [
      [a, b],
      [
        [-a - b, a],
        [c, -c - d],
      ],
    ]),
    [
      [[1], [0, 0, 0], [-1, 1, 1], undefined],
      [
        [],
        [[-1]],
        [
          [-1, 1, 0],
          [0, -2, 2],
          [0, 3, -3],
        ],
        [
          [-1, 2, 0],
          [0, -2, 2],
          [0, 0, -3],
        ],
        [
          [1, 0, 0],
          [0, -2, 2],
          [0, 0, -3],
        ],
        [
          [-1, -1, 0],
          [0, -2, 2],
          [0, 0, -3],
        ],
        undefined,
      ],
    ],
  ),
  poisson: sample([[4.5], [0.1], [1e4], [10], [37.5]], fc.tuple(positive(1e-3, 1e4)), [notPositive]),
  rayleigh: sample([[1], [1e9]], fc.tuple(scale), [notPositive]),
  scaled: sample(
    [
      [exponential, 3],
      [poisson, 0.1],
      [make("zero-inflated", [0.3, exponential]), 10],
    ],
    fc.tuple(part, scale),
    [[3, undefined, { family: "normal" }], notPositive],
  ),
  shifted: sample(
    [
      [exponential, 3],
      [poisson, 0.1],
      [make("zero-inflated", [0.3, exponential]), 10],
    ],
    fc.tuple(part, location),
    [[3, undefined, { family: "normal" }], notLocations],
  ),
  "student-t": sample(
    [
      [3, 10, 2],
      [1, 0, 1],
      [30, -1e-9, 1e-9],
      [0.5, 0, 1],
    ],
    fc.tuple(positive(0.3, 1e4), location, scale),
    [notPositive, notLocations, notPositive],
  ),
  truncated: sample(
    [
      [normal, 2, 5],
      [normal, 9, Infinity],
      [normal, 60, Infinity],
      [normal, 200, Infinity],
      [normal, -Infinity, -300],
      [poisson, 0, Infinity],
      [exponential, -Infinity, 4],
      [make("zero-inflated", [0.3, exponential]), 0, Infinity],
      [make("pareto", [1, 2.5]), 3, Infinity],
    ],
    fc
      .tuple(positive(0.5, 5), positive(0.1, 10), positive(0.1, 3), positive(0.1, 5))
      .map(([first, second, low, width]) => [
        make("gamma", [first, second]),
        low * first * second,
        (low + width) * first * second,
      ]),
    [
      [3, undefined],
      [Number.NaN, 5, "2", undefined, 6],
      [Number.NaN, 2, 1, -Infinity, "5", undefined],
    ],
  ),
  uniform: sample(
    [
      [0, 1],
      [-3, 1e9],
    ],
    fc.tuple(between(-10, 0), positive(0.1, 10)),
    [
      [1, 2, ...notLocations],
      [0, -1, ...notLocations],
    ],
  ),
  weibull: sample(
    [
      [5, 1e9],
      [0.3, 20],
      [1, 1],
    ],
    fc.tuple(positive(0.1, 100), scale),
    [notPositive, notPositive],
  ),
  "zero-inflated": sample(
    [
      [0.3, exponential],
      [0.2, poisson],
      [0, exponential],
      [0.4, normal],
    ],
    fc.tuple(between(0.01, 0.99), part),
    [
      [-0.1, 1.1, Number.NaN, "0", undefined],
      [3, undefined],
    ],
  ),
};
