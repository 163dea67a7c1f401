import { isDriven } from "./balance.js";
import { followCourse, type Trajectory } from "./course.js";
import { alive, type Effects } from "./effects.js";
import { approachOf } from "./fixedPoint.js";
import type { Image, Population } from "./population.js";

/** The course of a run, averaged over the later half of 24 turns, with everybody far from the end of life. */
export interface Settled {
  readonly overhead: number;
  /** As of a fixed point. */
  readonly approach: number;
  /** The means of the machine's variables. */
  readonly state: Readonly<Record<string, number>>;
}

/** How a run is followed from its beginning; what is left out is chosen from the model's delays. */
export interface CourseWanted {
  readonly until?: number;
  readonly windows: number;
  readonly step?: number;
  readonly lives: "end" | "go on";
}

/** The turns that a run is followed for to see what is left behind. */
const settlingTurns = 24;
const mostSteps = 2_000_000;

/** The course of a run, in steps that resolve its turns and what happens beside them. */
export function courseOf(effects: Effects, population: Population, wanted: CourseWanted): Trajectory {
  const { changes, flows, turn, edges: later } = plentiful(effects, population);
  const { initialEnvironment } = effects;
  const first = population.image(initialEnvironment.map((value, each) => (each === alive ? population.count : value)));
  const edges = [...first.edges, ...later];
  const until = wanted.until ?? settlingTurns * turn;
  // Events that lead nowhere may overtake one another; that has to be seen.
  const aside = edges.filter(
    ({ to, delay }) => delay > 0 && !edges.some(({ from, share }) => from === to && share > 0),
  );
  const fine = Math.min(turn / 400, ...aside.map(({ delay }) => delay / 32));
  return followCourse(effects, population, {
    until,
    step: wanted.step ?? Math.max(until / mostSteps, fine),
    windows: wanted.windows,
    lives: wanted.lives,
    unclamped: changes.map((each, state) => (flows[state]! > 0 ? each : undefined)),
  });
}

/** The later half of a course of {@link settlingTurns}. */
export function settledOf(effects: Effects, { count }: Population, { series }: Trajectory): Settled {
  const { model, attributes, environment } = effects;
  const { time } = series;
  const half = time.length / 2;
  const sum = (name: string): number => series[name]!.slice(half).reduce((total, value) => total + value, 0);
  const span = time.at(-1)! - time[half - 1]!;
  const turn = time.at(-1)! / settlingTurns;
  const cpus = (name: string): number => (Object.hasOwn(model.counters?.cpu ?? {}, name) ? (model.cpus ?? 1) : 1);
  return {
    overhead: model.overhead ? sum(model.overhead.bookkeeping) / sum(model.overhead.work) : Number.NaN,
    approach: approachOf(effects, (clock) => {
      const total = series[attributes[clock]!]!;
      return (((total.at(-1)! - total[half - 1]!) / count) * turn) / span;
    }),
    state: Object.fromEntries(environment.map((name) => [name, sum(name) / half / cpus(name)])),
  };
}

/**
 * Which variables are not carried by entities, and so not given back. Seen where nothing is clamped, in two places, as one may be a fixed
 * point.
 */
export function drivenVariables(effects: Effects, population: Population): boolean[] {
  const places = [1, 1.37].map((factor) => plentiful(effects, population, factor));
  return effects.environment.map((_, each) => places.some(({ net, gross }) => isDriven(net[each]!, gross[each]!)));
}

/** What the population does where there is so much of everything that nothing is clamped. */
function plentiful(effects: Effects, population: Population, factor = 1): Image {
  const { environment, initialEnvironment, model } = effects;
  const { count } = population;
  const global = Object.keys(model.counters?.global ?? {});
  const { held } = population.image(initialEnvironment.map((value, each) => (each === alive ? count : value)));
  return population.image(
    initialEnvironment.map((value, each) =>
      global.includes(environment[each]!) ? factor * Math.max(value, 2 * count, 1) : value + held[each]!,
    ),
  );
}
