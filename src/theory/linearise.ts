import type { Balance } from "./balance.js";
import { alive, type Effects } from "./effects.js";
import type { Edge, Image, Population } from "./population.js";

export interface StabilityOptions {
  /**
   * `"mixed"`: the longest delay of each cycle has no memory, since in a large population that has run for long everybody is
   * somewhere else in it; `"kept"`: who began together stays together, as far as the delays spread so little.
   */
  readonly phases: "mixed" | "kept";
  /** `"exponential"`: as if no delay had a memory, which makes of the limit a system of ordinary differential equations. */
  readonly delays: "own" | "exponential";
}

/** All times in units of `time`. */
export interface Linear {
  readonly time: number;
  readonly states: number;
  readonly variables: number;
  readonly flows: Float64Array;
  readonly edges: readonly (Edge & { readonly delayBy: Float64Array; readonly shareBy: Float64Array })[];
  readonly changes: readonly Float64Array[];
  /** By state and variable: how the changes change with each variable. */
  readonly changesBy: readonly (readonly Float64Array[])[];
}

export function linearise(
  effects: Effects,
  population: Population,
  { environment, waits, image }: Balance,
  options: StabilityOptions,
): Linear {
  const variables = environment.length;
  const time = timeScale(environment, image);
  const variations = population.variations(environment, waits);
  const derivative = Array.from({ length: variables }, (_, variable): [Image, Image, number] => {
    const step = 1e-4 * Math.max(1, Math.abs(environment[variable]!));
    const at = (sign: number): Image => {
      const moved = environment.slice();
      moved[variable]! += sign * step;
      return population.image(moved, waits);
    };
    return [at(-1), at(1), 2 * step];
  });
  const by = (of: (image: Image) => number): Float64Array =>
    Float64Array.from(derivative, ([below, above, step]) => (of(above) - of(below)) / step);
  const mixed = options.phases === "mixed" ? longestOfCycles(effects.states.length, image.edges) : new Set<number>();
  const own = (index: number): number => {
    const variation = variations[index]!;
    return options.delays === "exponential" || mixed.has(index) ? Math.max(1, variation) : variation;
  };
  return {
    time,
    states: effects.states.length,
    variables,
    flows: image.flows.map((flow) => flow * time),
    edges: image.edges.map((edge, index) => ({
      ...edge,
      delay: edge.delay / time,
      variation: own(index),
      delayBy: by(({ edges }) => edges[index]!.delay / time),
      shareBy: by(({ edges }) => edges[index]!.share),
    })),
    changes: image.changes.map((each, state) => withAlive(effects, each, state)),
    changesBy: effects.states.map((_, state) =>
      Array.from({ length: variables }, (_, variable) => by(({ changes }) => changes[state]![variable]!)),
    ),
  };
}

/** The longest that anything takes: a delay, or the turnover of a variable, ns. */
function timeScale(environment: Float64Array, { edges, gross }: Image): number {
  const turnovers = environment.map((value, each) => (gross[each]! > 0 ? Math.abs(value) / gross[each]! : 0));
  return Math.max(...turnovers, ...edges.map(({ share, delay }) => (share > 0 ? delay : 0)));
}

/** `alive` changes where entities leave. */
function withAlive({ alternatives }: Effects, changes: Float64Array, state: number): Float64Array {
  const result = changes.slice();
  const own = alternatives[state]!;
  if (own.length === 1 && own[0]!.ends) result[alive]! -= 1;
  return result;
}

/** Of every cycle of events the one with the longest delay. */
function longestOfCycles(states: number, edges: readonly Edge[]): Set<number> {
  const longest = new Set<number>();
  const isOpen = edges.map(({ share }) => share > 0);
  const reaches = (from: number, to: number): boolean => {
    const seen = new Set([from]);
    for (const at of seen)
      edges.forEach((edge, index) => {
        if (isOpen[index] && edge.from === at) seen.add(edge.to);
      });
    return seen.has(to) && states > 0;
  };
  for (;;) {
    const cyclic = edges.map((edge, index) => isOpen[index] && reaches(edge.to, edge.from));
    const chosen = edges.reduce(
      (best, { delay }, index) => (cyclic[index] && (best < 0 || delay > edges[best]!.delay) ? index : best),
      -1,
    );
    if (chosen < 0) return longest;
    longest.add(chosen);
    isOpen[chosen] = false;
  }
}
