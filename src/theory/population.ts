import { quantity } from "../machine/duration.js";
import type { Arrival, Model } from "../machine/model.js";
import { rate } from "../machine/rate.js";
import { latticeSize } from "./drawnLaw.js";
import { type Effects, lawOf } from "./effects.js";
import type { AlternativeUse, FollowOptions, Life } from "./life.js";
import { follow, resourcePlace } from "./taggedEntity.js";

/** Entities of one kind: a crowd that is there from the beginning, or a stream of them. */
export interface Kind {
  readonly state: number;
  /** How many there are; 0 for a stream. */
  readonly count: number;
  /** Arrivals in a ns; 0 for a crowd. */
  readonly rate: number;
}

/** What a whole population makes of a machine that stands still, each rate in 1/ns. */
export interface Image {
  /** What the population holds of each variable of the machine, without what the machine began with. */
  readonly held: Float64Array;
  /** How fast each variable changes for good, and all its changes up and down together. */
  readonly net: Float64Array;
  readonly gross: Float64Array;
  readonly charges: Float64Array;
  /** Entries into each state. */
  readonly flows: Float64Array;
  /** By state, alternative and event that it schedules. */
  readonly edges: readonly Edge[];
  /** Changes of each variable an entry into a state brings, also into one that a crowd passes only at its start. */
  readonly changes: readonly Float64Array[];
  /** How fast each counter of an entity of a crowd grows, the mean over all in crowds. */
  readonly drift: Float64Array;
  /** The time of a life, or of one turn of a life that does not end, ns. */
  readonly turn: number;
  /** Whether every life of a stream comes to its end. */
  readonly ends: boolean;
}

/** Events that one transition schedules. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  /** How many an entry into `from` brings. */
  readonly share: number;
  /** Mean delay, ns, and its squared coefficient of variation among the lives that were followed. */
  readonly delay: number;
  readonly variation: number;
  /** What its coming changes: who has used a resource gives it back. */
  readonly gives: { readonly variable: number; readonly amount: number } | undefined;
}

/** So many lives, or turns, are averaged over: where chance decides, as many as each draw has values. */
const manyRepetitions = latticeSize;
const fewRepetitions = 4;

export interface Population {
  readonly kinds: readonly Kind[];
  readonly isOpen: boolean;
  /** Entities of the crowds. */
  readonly count: number;
  image(environment: Float64Array, waits?: Float64Array): Image;
  /**
   * The squared coefficient of variation of each edge's delay: from lives, where these are averaged over chance; else by error
   * propagation, Σ (∂d/∂x)² Var x / d² over the draws x, which is exact for delays linear in them.
   */
  variations(environment: Float64Array, waits?: Float64Array): readonly number[];
}

export function populationOf(effects: Effects): Population {
  const { model } = effects;
  const kinds = model.arrivals.map((arrival, index): Kind => kindOf(arrival, index, effects));
  const isOpen = kinds.some(({ count }) => count === 0);
  const needsQuantiles =
    effects.branchesOnEntity ||
    effects.alternatives.flat().some(({ probability, endsByItself }) => probability || (isOpen && endsByItself));
  const draws = needsQuantiles ? "quantiles" : "means";
  const repetitions = kinds.map(({ count }) => (needsQuantiles ? manyRepetitions : count > 0 ? fewRepetitions : 1));
  const image = (environment: Float64Array, waits?: Float64Array, moved?: FollowOptions["moved"]): Image => {
    const lives = kinds.map(({ state, count }, index) =>
      follow(effects, state, {
        environment,
        draws,
        lives: count > 0 ? "go on" : "end",
        repetitions: repetitions[index]!,
        ...(waits ? { waits } : {}),
        ...(moved ? { moved } : {}),
      }),
    );
    return imageOf(effects, kinds, lives, repetitions);
  };
  return {
    kinds,
    isOpen,
    count: kinds.reduce((sum, { count }) => sum + count, 0),
    image: (environment, waits) => image(environment, waits),
    variations: (environment, waits) => {
      const { edges } = image(environment, waits);
      if (needsQuantiles) return edges.map(({ variation }) => variation);
      const variations = edges.map(() => 0);
      effects.draws.forEach(({ mean, variance }, draw) => {
        if (!(variance > 0)) return;
        const by = 1e-3 * (Math.abs(mean) || Math.sqrt(variance));
        image(environment, waits, { draw, by }).edges.forEach(({ delay }, edge) => {
          const own = edges[edge]!.delay;
          if (own > 0) variations[edge]! += (((delay - own) / by) ** 2 * variance) / own ** 2;
        });
      });
      return variations;
    },
  };
}

function kindOf(arrival: Arrival, index: number, effects: Effects): Kind {
  const state = effects.states.indexOf(arrival.state);
  if (arrival.count !== undefined)
    return { state, rate: 0, count: effects.parameterFormulas.constant(`arrivals[${index}].count`, arrival.count) };
  return { state, count: 0, rate: arrivalRate(arrival, effects.model) };
}

/** Entities that arrive in a ns, in the long run. */
function arrivalRate({ every, rate: wanted, times, batch = 1 }: Arrival, model: Model): number {
  const meanOf = (value: number | string): number =>
    typeof value === "string" && Object.hasOwn(model.draws ?? {}, value)
      ? lawOf(model.draws![value]!).mean
      : quantity(value);
  if (times) return times.length / times.at(-1)!;
  const batches = wanted === undefined ? 1 / meanOf(every!) : rate(wanted);
  return batches * (typeof batch === "number" ? batch : meanOf(batch));
}

function imageOf(
  effects: Effects,
  kinds: readonly Kind[],
  lives: readonly Life[],
  repetitions: readonly number[],
): Image {
  const variables = effects.environment.length;
  const sum = (length: number, of: (life: Life, perNanosecond: number) => Float64Array): Float64Array => {
    const total = new Float64Array(length);
    lives.forEach((life, index) => {
      const values = of(life, weight(kinds[index]!, life, repetitions[index]!));
      for (let each = 0; each < length; each += 1) total[each]! += values[each]!;
    });
    return total;
  };
  const scaled = (values: Float64Array, by: number): Float64Array =>
    values.map((value) => (value === 0 ? 0 : value * by));
  const flows = sum(effects.states.length, (life, by) => scaled(life.entries, by));
  const passed = sum(effects.states.length, (life, by) => scaled(life.before?.entries ?? life.entries, by));
  const visits = flows.map((flow, state) => (flow > 0 ? flow : passed[state]!));
  const usesOf = (life: Life, state: number): readonly AlternativeUse[] =>
    (flows[state]! > 0 ? life.uses : (life.before?.uses ?? life.uses))[state]!;
  const changes = effects.states.map((_, state) => {
    const total = sum(variables, (life, by) => {
      const own = new Float64Array(variables);
      for (const use of usesOf(life, state))
        for (let each = 0; each < variables; each += 1) own[each]! += use.changes[each]! * by;
      return own;
    });
    return total.map((value) => (visits[state]! > 0 ? value / visits[state]! : 0));
  });
  const gross = new Float64Array(variables);
  changes.forEach((each, state) => {
    for (let variable = 0; variable < variables; variable += 1)
      gross[variable]! += Math.abs(each[variable]!) * flows[state]!;
  });
  return {
    held: sum(variables, (life, by) => scaled(life.share, by * life.time)),
    net: sum(variables, (life, by) => scaled(life.net, by)),
    gross,
    charges: sum(effects.accounts.length, (life, by) => scaled(life.charges, by)),
    flows,
    edges: edgesOf(effects, kinds, lives, repetitions, visits, usesOf),
    changes,
    drift: driftOf(effects, kinds, lives),
    turn: Math.max(...lives.map(({ time }, index) => time / repetitions[index]!)),
    ends: lives.every(({ ended }, index) => kinds[index]!.count > 0 || ended),
  };
}

function driftOf({ attributes }: Effects, kinds: readonly Kind[], lives: readonly Life[]): Float64Array {
  const total = new Float64Array(attributes.length);
  const crowd = kinds.reduce((sum, { count }) => sum + count, 0);
  lives.forEach(({ drift, time }, index) => {
    for (let each = 0; each < total.length; each += 1)
      if (crowd > 0) total[each]! += ((kinds[index]!.count / crowd) * drift[each]!) / time;
  });
  return total;
}

/** How often in a ns what was seen of a life happens in the population. */
function weight({ count, rate }: Kind, { time }: Life, repetitions: number): number {
  return count > 0 ? count / time : rate / repetitions;
}

function edgesOf(
  effects: Effects,
  kinds: readonly Kind[],
  lives: readonly Life[],
  repetitions: readonly number[],
  visits: Float64Array,
  usesOf: (life: Life, state: number) => readonly AlternativeUse[],
): Edge[] {
  const edge = (
    from: number,
    to: number,
    sums: (uses: readonly AlternativeUse[]) => readonly number[],
    gives: Edge["gives"],
  ): Edge => {
    const totals = [0, 0, 0];
    lives.forEach((life, index) => {
      const by = weight(kinds[index]!, life, repetitions[index]!);
      sums(usesOf(life, from)).forEach((value, each) => {
        totals[each]! += value * by;
      });
    });
    const [count, first, second] = totals as [number, number, number];
    const delay = count > 0 ? first / count : 0;
    const variation = delay > 0 ? Math.max(0, second / count / delay ** 2 - 1) : 0;
    return { from, to, share: count > 0 ? count / visits[from]! : 0, delay, variation, gives };
  };
  return effects.alternatives.flatMap((alternatives, from) =>
    alternatives.flatMap(({ targets, claim }, alternative) => [
      ...targets.map((to, event) =>
        edge(
          from,
          to,
          (uses) => {
            const { scheduled, delay, squaredDelay } = uses[alternative]!;
            return [scheduled[event]!, delay[event]!, squaredDelay[event]!];
          },
          undefined,
        ),
      ),
      ...(claim
        ? [
            edge(
              from,
              claim.target,
              (uses) => [...uses[alternative]!.claimed],
              claim.isUse ? givenBack(effects, claim.resource) : undefined,
            ),
          ]
        : []),
    ]),
  );
}

function givenBack(effects: Effects, resource: number): NonNullable<Edge["gives"]> {
  const { perCpu } = effects.resources[resource]!;
  return { variable: resourcePlace(effects, resource), amount: -1 / (perCpu ? (effects.model.cpus ?? 1) : 1) };
}
