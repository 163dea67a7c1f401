// Series whose regime is known, and how often the classification of each is right, wrong or undecided. Plain JavaScript with
// everything it needs as arguments, so that the tests run it on the sources and the benchmark on what is built from them.

/**
 * @typedef {{ uniform(): number, normal(): number, exponential(): number, child(name: string): Source, at(replication: number): Source }} Source
 * @typedef {{ overhead: Float64Array, work?: Float64Array, alive?: Float64Array }} Columns
 * @typedef {{ regime: string, evidence: { swings?: string, level?: { low: number, high: number, value: number } } }} Answer
 *
 * @typedef {object} Truth
 * @property {string} name
 * @property {string} about what is drawn at random, for those who read the table
 * @property {readonly string[]} right the regimes that are no error; `undecided` never is one
 * @property {readonly string[]} [swings] what its swings may be called; anything unless given
 * @property {readonly string[]} [swingsSeen] which of them says that the cycle was seen
 * @property {readonly number[]} [lengths] in windows
 * @property {(source: Source, n: number) => Columns & { right?: readonly string[] }} draw
 */

const epsilon = 0.01;
const usualLengths = [250, 500, 1000, 2000, 4000];

/** @param {Source} source @param {number} low @param {number} high */
const between = (source, low, high) => low + (high - low) * source.uniform();
/** @param {Source} source @param {number} low @param {number} high */
const logBetween = (source, low, high) => low * (high / low) ** source.uniform();
/** @template T @param {Source} source @param {readonly T[]} values @returns {T} */
const oneOf = (source, values) => values[Math.floor(source.uniform() * values.length)];
/** @param {number} n @param {(index: number) => number} value */
const column = (n, value) => Float64Array.from({ length: n }, (_, index) => value(index));

/**
 * Stationary AR(1) noise of variance 1.
 *
 * @param {Source} source @param {number} n @param {number} memory
 */
function noise(source, n, memory) {
  let last = source.normal();
  const own = Math.sqrt(1 - memory ** 2);
  return column(n, () => {
    const now = last;
    last = memory * last + own * source.normal();
    return now;
  });
}

/**
 * What is above 0 of a shape with noise of a size in proportion to its level.
 *
 * @param {Source} source @param {number} n @param {number} size @param {(index: number) => number} shape @param {number} [memory]
 * @returns {Columns}
 */
function noisy(source, n, size, shape, memory = oneOf(source, [0, 0, 0.5, 0.8, 0.9])) {
  const around = noise(source.child("noise"), n, memory);
  return { overhead: column(n, (index) => Math.max(0, shape(index) + size * around[index])) };
}

/** @param {Source} source */
const below = (source) => logBetween(source, 0.0005, 0.007);
/** @param {Source} source */
const above = (source) => logBetween(source, 0.015, 0.6);

/**
 * The number in a queue with one server at the ends of windows, from empty: arrivals at `load`, services at 1, `perWindow` of either
 * in a window, by normal steps that are held at 0.
 *
 * @param {Source} source @param {number} n @param {number} load @param {number} perWindow
 * @returns {Columns}
 */
function queue(source, n, load, perWindow) {
  let length = 0;
  // Ten steps a window, so that the boundary is met within it.
  const steps = 10;
  const alive = column(n, () => {
    for (let step = 0; step < steps; step += 1) {
      const drift = ((load - 1) * perWindow) / steps;
      length = Math.max(0, length + drift + Math.sqrt(((load + 1) * perWindow) / steps) * source.normal());
    }
    return Math.round(length);
  });
  return { overhead: column(n, () => 0.002 * (1 + 0.1 * source.normal())), alive };
}

/**
 * A cycle around a level above epsilon.
 *
 * @param {Source} source @param {number} n @param {(cycle: number, cycles: number) => number} envelope @param {number} wander of the phase, radians a cycle
 */
function cycle(source, n, envelope, wander = 0) {
  const level = above(source);
  const amplitude = level * between(source, 0.1, 0.8);
  const period = logBetween(source, 4.5, n / 12);
  let phase = between(source, 0, 2 * Math.PI);
  return noisy(
    source,
    n,
    amplitude * between(source, 0.05, 0.5),
    (index) => {
      phase += (2 * Math.PI) / period + (wander / Math.sqrt(period)) * source.normal();
      return level + amplitude * envelope(index / period, n / period) * Math.sin(phase);
    },
    0,
  );
}

/** @type {readonly Truth[]} */
export const truths = [
  {
    name: "noise below epsilon",
    about: "level 0.05 to 0.7 %, AR(1) with memory 0 to 0.9, of 2 to 30 % of the level",
    right: ["converging"],
    swings: ["noise"],
    draw: (source, n) => {
      const level = below(source);
      return noisy(source, n, level * between(source, 0.02, 0.3), () => level);
    },
  },
  {
    name: "noise above epsilon",
    about: "level 1.5 to 60 %, as above",
    right: ["oscillating"],
    swings: ["noise"],
    draw: (source, n) => {
      const level = above(source);
      return noisy(source, n, level * between(source, 0.02, 0.3), () => level);
    },
  },
  {
    name: "long memory",
    about: "AR(1) with memory 0.95 to 0.995 around a level of either side",
    right: [],
    swings: ["noise"],
    draw: (source, n) => {
      const level = oneOf(source, [below, above])(source);
      const series = noisy(source, n, level * between(source, 0.02, 0.25), () => level, between(source, 0.95, 0.995));
      return { ...series, right: [level < epsilon ? "converging" : "oscillating"] };
    },
  },
  {
    name: "ratio noise",
    about:
      "work lognormal or missing in up to 90 % of windows, bookkeeping in proportion to it but for noise, level of either side",
    right: [],
    swings: ["noise"],
    draw: (source, n) => {
      const level = oneOf(source, [below, above])(source);
      const busy = logBetween(source, 0.1, 1);
      const spread = between(source, 0, 1);
      const work = column(n, () => (source.uniform() < busy ? Math.exp(spread * source.normal()) : 0));
      const size = between(source, 0.05, 0.5);
      const overhead = column(n, () => level * Math.max(0, 1 + size * source.normal()));
      return { overhead, work, right: [level < epsilon ? "converging" : "oscillating"] };
    },
  },
  {
    name: "heavy tails",
    about: "Pareto with index 2.2 to 4, correlated in bursts of up to 20 windows, mean of either side",
    right: [],
    swings: ["noise"],
    draw: (source, n) => {
      const level = oneOf(source, [below, above])(source);
      const index = between(source, 2.2, 4);
      const stay = 1 - 1 / logBetween(source, 1, 20);
      let burst = 0;
      const overhead = column(n, () => {
        if (source.uniform() >= stay) burst = source.uniform() ** (-1 / index) * ((index - 1) / index);
        return level * (burst || 1);
      });
      return { overhead, right: [level < epsilon ? "converging" : "oscillating"] };
    },
  },
  {
    name: "near epsilon",
    about: "level within 3 % of epsilon, AR(1) noise of 2 to 30 %",
    right: [],
    draw: (source, n) => {
      const level = epsilon * between(source, 0.97, 1.03);
      const series = noisy(source, n, level * between(source, 0.02, 0.3), () => level);
      return { ...series, right: [level < epsilon ? "converging" : "oscillating"] };
    },
  },
  {
    name: "decay to below epsilon",
    about: "from 1.2 to 30 times the level, with a time constant of 1/100 to 1/8 of the record",
    right: ["converging"],
    draw: (source, n) => {
      const level = below(source);
      const [begin, constant] = [level * logBetween(source, 0.2, 30), n * logBetween(source, 0.01, 0.125)];
      const size = level * between(source, 0.02, 0.3);
      return noisy(source, n, size, (index) => level + begin * Math.exp(-index / constant));
    },
  },
  {
    name: "decay to above epsilon",
    about: "as above, from below the level or above it",
    right: ["oscillating"],
    draw: (source, n) => {
      const level = above(source);
      const begin = oneOf(source, [-1, 1]) * level * between(source, 0.2, 0.9);
      const constant = n * logBetween(source, 0.01, 0.125);
      const size = level * between(source, 0.02, 0.3);
      return noisy(source, n, size, (index) => level + begin * Math.exp(-index / constant));
    },
  },
  {
    name: "slow fall, cut short",
    about: "towards below epsilon, still well above it at the end, with a time constant of 0.7 to 4 records",
    right: [],
    draw: (source, n) => {
      const level = below(source);
      const constant = n * logBetween(source, 0.7, 4);
      const begin = Math.max(above(source), 0.02 * Math.exp(n / constant));
      const size = begin * between(source, 0.01, 0.06);
      return noisy(source, n, size, (index) => level + begin * Math.exp(-index / constant));
    },
  },
  {
    name: "slow rise, cut short",
    about: "from 60 % of where it is going to up to it, with a time constant of 0.7 to 3 records",
    right: [],
    draw: (source, n) => {
      const level = above(source);
      const constant = n * logBetween(source, 0.7, 3);
      const size = level * between(source, 0.005, 0.03);
      return noisy(source, n, size, (index) => level * (1 - 0.4 * Math.exp(-index / constant)));
    },
  },
  {
    name: "late jump",
    about: "below epsilon, then above it for the last 3 to 20 % of the record",
    right: [],
    draw: (source, n) => {
      const [low, high] = [below(source), above(source)];
      const at = n * between(source, 0.8, 0.97);
      return noisy(source, n, low * between(source, 0.02, 0.3), (index) => (index < at ? low : high));
    },
  },
  {
    name: "random walk",
    about: "of the overhead, from a level above epsilon, held above 0",
    right: [],
    draw: (source, n) => {
      const level = above(source);
      const step = (level * between(source, 0.3, 1)) / Math.sqrt(n);
      let value = level;
      const overhead = column(n, () => {
        value = Math.abs(value + step * source.normal());
        return value;
      });
      return { overhead };
    },
  },
  {
    name: "sustained cycles",
    about: "amplitude 10 to 80 % of the level, noise 5 to 50 % of that, period from 4.5 windows to 1/12 of the record",
    right: ["oscillating"],
    swings: ["sustained"],
    swingsSeen: ["sustained"],
    draw: (source, n) => cycle(source, n, () => 1),
  },
  {
    name: "cycles with a wandering phase",
    about: "the same, the phase a random walk of 0.1 to 0.6 radians a cycle",
    right: ["oscillating"],
    swings: ["sustained", "noise"],
    swingsSeen: ["sustained"],
    draw: (source, n) => cycle(source, n, () => 1, between(source, 0.1, 0.6)),
  },
  {
    name: "damped cycles",
    about: "the same, falling by a factor of 0.7 to 0.98 a cycle",
    right: ["oscillating"],
    swings: ["damped", "noise"],
    swingsSeen: ["damped"],
    draw: (source, n) => {
      const factor = between(source, 0.7, 0.98);
      // To a quarter at the end, at the least.
      return cycle(source, n, (each, cycles) => Math.min(factor, 0.25 ** (1 / cycles)) ** each);
    },
  },
  {
    name: "ringing noise",
    about: "AR(2), an oscillator that many small pushes keep ringing: it would die down by 5 to 50 % a cycle",
    right: ["oscillating"],
    swings: ["noise"],
    draw: (source, n) => {
      const level = above(source);
      const period = logBetween(source, 4.5, n / 40);
      const radius = between(source, 0.5, 0.95) ** (1 / period);
      const [a, b] = [2 * radius * Math.cos((2 * Math.PI) / period), -(radius ** 2)];
      const variance = (1 - b) / ((1 + b) * ((1 - b) ** 2 - a ** 2));
      let [last, before] = [0, 0];
      const step = () => {
        [last, before] = [a * last + b * before + source.normal(), last];
        return last / Math.sqrt(variance);
      };
      for (let index = 0; index < 40 * period; index += 1) step();
      const size = level * between(source, 0.05, 0.25);
      return { overhead: column(n, () => Math.max(0, level + size * step())) };
    },
  },
  {
    name: "linear growth of the overhead",
    about: "to 3 to 20 times of what it was, noise of 2 to 20 % of its mean",
    right: ["exploding"],
    draw: (source, n) => {
      const level = logBetween(source, 0.002, 0.1);
      const growth = level * between(source, 2, 19);
      return noisy(
        source,
        n,
        (level + growth / 2) * between(source, 0.02, 0.2),
        (index) => level + (growth * index) / n,
      );
    },
  },
  {
    name: "exponential growth of the overhead",
    about: "by 1.5 to 6 powers of e, noise of 2 to 20 % of what it is",
    right: ["exploding"],
    draw: (source, n) => {
      const level = logBetween(source, 0.002, 0.05);
      const powers = between(source, 1.5, 6);
      const around = noise(source, n, oneOf(source, [0, 0.5, 0.8]));
      const size = between(source, 0.02, 0.2);
      return {
        overhead: column(n, (index) => level * Math.exp((powers * index) / n) * Math.max(0, 1 + size * around[index])),
      };
    },
  },
  {
    name: "bookkeeping outweighs work",
    about: "level 130 to 500 %, AR(1) noise of 10 to 60 % of it",
    right: ["exploding"],
    draw: (source, n) => {
      const level = logBetween(source, 1.3, 5);
      return noisy(source, n, level * between(source, 0.1, 0.6), () => level);
    },
  },
  {
    name: "queue with load below 1",
    about: "load 0.5 to 0.98, 10 to 10,000 arrivals a window, overhead 0.2 %",
    right: ["converging"],
    draw: (source, n) => queue(source, n, 1 - logBetween(source, 0.02, 0.5), logBetween(source, 10, 10_000)),
  },
  {
    name: "queue with load 1",
    about: "the same at load 1",
    right: [],
    draw: (source, n) => queue(source, n, 1, logBetween(source, 10, 10_000)),
  },
  {
    name: "queue with load above 1",
    about: "the same at load 1.02 to 1.5",
    right: ["exploding"],
    draw: (source, n) => queue(source, n, 1 + logBetween(source, 0.02, 0.5), logBetween(source, 10, 10_000)),
  },
  {
    name: "short records",
    about: "5 to 127 windows of any of noise, cycles or growth",
    right: [],
    lengths: [5, 20, 50, 100, 127],
    draw: (source, n) => {
      const level = oneOf(source, [below, above])(source);
      const kind = oneOf(source, ["noise", "cycle", "growth"]);
      if (kind === "cycle") return cycle(source, n, () => 1);
      return noisy(source, n, level * 0.1, (index) => level * (kind === "growth" ? 1 + (5 * index) / n : 1));
    },
  },
];

/**
 * @typedef {object} Outcome
 * @property {string} name
 * @property {string} about
 * @property {number} series
 * @property {Record<string, number>} regimes how many were called so
 * @property {Record<string, number>} swings of those that were decided
 * @property {number} wrong decided, and of a wrong regime, or of a right one with swings of a wrong kind
 * @property {readonly string[]} examples of those, to look at
 */

/**
 * @param {{ classifySeries(columns: object): Answer, stream(seed: string): Source }} library
 * @param {number} series of each truth
 * @param {readonly Truth[]} [chosen]
 * @returns {Outcome[]}
 */
export function calibrate({ classifySeries, stream }, series, chosen = truths) {
  return chosen.map(({ name, about, right, swings, lengths = usualLengths, draw }) => {
    /** @type {Outcome} */
    const outcome = { name, about, series, regimes: {}, swings: {}, wrong: 0, examples: [] };
    const examples = [];
    for (let seed = 0; seed < series; seed += 1) {
      const n = lengths[seed % lengths.length];
      const { right: own, ...columns } = draw(stream(name).at(seed), n);
      const answer = classifySeries({ time: column(n, (index) => 1000 * (index + 1)), ...columns });
      const found = answer.evidence.swings;
      outcome.regimes[answer.regime] = (outcome.regimes[answer.regime] ?? 0) + 1;
      if (answer.regime === "undecided") continue;
      if (found) outcome.swings[found] = (outcome.swings[found] ?? 0) + 1;
      const isRight = (own ?? right).includes(answer.regime) && (!swings || !found || swings.includes(found));
      if (isRight) continue;
      outcome.wrong += 1;
      examples.push(`${seed} (${n} windows): ${answer.regime}${found ? `, ${found}` : ""}`);
    }
    return { ...outcome, examples };
  });
}

/** The series of one truth by itself, as `calibrate` draws it. */
export function seriesOf(stream, name, seed) {
  const { lengths = usualLengths, draw } = truths.find((truth) => truth.name === name);
  const n = lengths[seed % lengths.length];
  return { time: column(n, (index) => 1000 * (index + 1)), ...draw(stream(name).at(seed), n) };
}
