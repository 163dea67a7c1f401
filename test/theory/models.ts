import type { Distribution } from "../../src/distribution/distribution.js";
import { exponential } from "../../src/distribution/exponential.js";
import type { Expression } from "../../src/machine/expression.js";
import type { Model, State } from "../../src/machine/model.js";

/** Reactions on global counters: each happens at its rate, one event of a Poisson process after the other. */
export interface Reaction {
  readonly rate: Expression;
  readonly set: Readonly<Record<string, Expression>>;
  /** What is set only after this delay. */
  readonly later?: { readonly delay: Distribution; readonly set: Readonly<Record<string, Expression>> };
}

/** A system of reactions as a model: an entity each, which does nothing but react. */
export function reactions(counters: Readonly<Record<string, number>>, list: Readonly<Record<string, Reaction>>): Model {
  const states: Record<string, State> = {};
  const draws: Record<string, { distribution: ReturnType<Distribution["toJSON"]> }> = {
    one: { distribution: exponential(1).toJSON() },
  };
  for (const [name, { rate, set, later }] of Object.entries(list)) {
    if (later) {
      draws[`${name}Delay`] = { distribution: later.delay.toJSON() };
      states[`${name}Later`] = { set: later.set };
    }
    states[name] = {
      draw: ["one", ...(later ? [`${name}Delay`] : [])],
      schedule: [
        { state: name, after: `one / (${rate})` },
        ...(later ? [{ state: `${name}Later`, after: `${name}Delay` }] : []),
      ],
      set,
    };
  }
  return {
    name: "reactions",
    accounts: {},
    counters: { global: counters },
    draws,
    arrivals: Object.keys(list).map((state) => ({ state, count: 1 })),
    states,
  };
}

/** A → X, B + X → Y, 2 X + Y → 3 X, X →, in a volume: a Hopf bifurcation at B = 1 + A². */
export function brusselator(a: number, b: number, volume = 1000): Model {
  return reactions(
    { x: volume * a * 1.1, y: (volume * b) / a },
    {
      feed: { rate: a * volume, set: { x: "x + 1" } },
      turn: { rate: `${b} * x`, set: { x: "x - 1", y: "y + 1" } },
      join: { rate: `x^2 * y / ${volume}^2`, set: { x: "x + 1", y: "y - 1" } },
      leave: { rate: "x", set: { x: "x - 1" } },
    },
  );
}
