import fc from "fast-check";
import { constant } from "../../../src/distribution/constant.js";
import type { DistributionJson } from "../../../src/distribution/distribution.js";
import { erlang } from "../../../src/distribution/erlang.js";
import { exponential } from "../../../src/distribution/exponential.js";
import { gamma } from "../../../src/distribution/gamma.js";
import { geometric } from "../../../src/distribution/geometric.js";
import { lognormal } from "../../../src/distribution/lognormal.js";
import { mixture } from "../../../src/distribution/mixture.js";
import { normal } from "../../../src/distribution/normal.js";
import { pareto } from "../../../src/distribution/pareto.js";
import { poisson } from "../../../src/distribution/poisson.js";
import { uniform } from "../../../src/distribution/uniform.js";
import { weibull } from "../../../src/distribution/weibull.js";
import type { Arrival, Draw, Model, Placement, Resource, State, Transition } from "../../../src/machine/model.js";

const laws: readonly DistributionJson[] = [
  constant(0),
  constant(25),
  exponential(1 / 40),
  uniform(0, 60),
  erlang(3, 1 / 10),
  gamma(0.5, 1 / 60),
  lognormal(3, 1),
  weibull(0.7, 30),
  pareto(10, 1.2),
  normal(20, 20),
  geometric(0.1),
  poisson(4),
  mixture([0.9, 0.1], [constant(3), exponential(1 / 300)]),
].map((law) => law.toJSON());

const draw: fc.Arbitrary<Draw> = fc
  .record({
    distribution: fc.constantFrom(...laws),
    times: fc.constantFrom(undefined, "scale", "1 + seen % 3", "2^(-hurry)", "crowd"),
    round: fc.boolean(),
  })
  .map(({ distribution, times, round }) => ({
    distribution,
    ...(times ? { times } : {}),
    ...(round ? { round } : {}),
    // Half of what a normal law draws is not a time.
    atLeast: 0,
  }));

const resource: fc.Arbitrary<Resource> = fc
  .record({
    capacity: fc.constantFrom<(number | string)[]>(1, 2, 3, "servers"),
    per: fc.constantFrom("machine", "cpu"),
    discipline: fc.constantFrom("fifo", "lifo", "priority", "processor-sharing"),
    slice: fc.constantFrom(undefined, 7, "0.02 us"),
  })
  .map(({ slice, ...rest }) =>
    slice === undefined || rest.discipline === "processor-sharing" ? rest : { ...rest, slice },
  );

const arrival: fc.Arbitrary<Omit<Arrival, "state">> = fc.oneof(
  fc.record({
    count: fc.constantFrom<(number | string)[]>(0, 1, 30, "servers * 5"),
    at: fc.constantFrom(0, 300, "1 us"),
  }),
  fc
    .record({
      gap: fc.constantFrom({ every: "gap" }, { every: 40 }, { every: "0.1 us" }, { rate: "20/us" }, { rate: 0.01 }),
      at: fc.constantFrom(0, 100),
      batch: fc.constantFrom(
        {},
        { batch: 3 },
        { batch: "size" },
        { batch: 2, spacing: "gap" },
        { batch: "size", spacing: 5 },
      ),
      until: fc.constantFrom(2000, "5 us"),
    })
    .map(({ gap, batch, ...rest }) => ({ ...gap, ...batch, ...rest })),
  fc
    .record({ gaps: fc.array(fc.nat(50), { maxLength: 40 }), batch: fc.constantFrom({}, { batch: 2 }) })
    .map(({ gaps, batch }) => {
      let time = 0;
      return { times: gaps.map((gap) => (time += gap)), ...batch };
    }),
);

const place: fc.Arbitrary<Placement> = fc.constantFrom<Placement[]>(
  { rule: "least-loaded", by: "load" },
  { rule: "affinity", by: "load", margin: "1" },
  { rule: "affinity", by: "load + cpu / 10" },
  { rule: "round-robin" },
  { rule: "random" },
);

/** What an entity does before it goes on to the next step; a name of it is the state with which it begins. */
type Step =
  | { readonly kind: "delay"; readonly draw: string; readonly place?: Placement; readonly note: boolean }
  | { readonly kind: "branch"; readonly shares: readonly number[] }
  | { readonly kind: "use"; readonly resource: number; readonly draw: string; readonly priority: string | number }
  | { readonly kind: "hold"; readonly resource: number; readonly draw: string; readonly uses?: number };

const drawName = fc.constantFrom("first", "second", "third");
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record(
    { kind: fc.constant("delay"), draw: drawName, place: fc.option(place, { nil: undefined }), note: fc.boolean() },
    {
      requiredKeys: ["kind", "draw", "note"],
    },
  ) as fc.Arbitrary<Step>,
  fc.record({
    kind: fc.constant("branch"),
    shares: fc.array(fc.double({ min: 0, max: 0.3, noNaN: true }), { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant("use"),
    resource: fc.nat(2),
    draw: drawName,
    priority: fc.constantFrom<(number | string)[]>(0, "hurry", "-seen", 3),
  }),
  fc.record({
    kind: fc.constant("hold"),
    resource: fc.nat(2),
    draw: drawName,
    uses: fc.option(fc.nat(2), { nil: undefined }),
  }) as fc.Arbitrary<Step>,
);

/** Any model: whatever happens in it is allowed, but for queues in which two wait for one another for ever. */
export const anyModel: fc.Arbitrary<Model> = fc
  .record({
    cpus: fc.integer({ min: 1, max: 4 }),
    servers: fc.integer({ min: 1, max: 3 }),
    draws: fc.tuple(draw, draw, draw),
    resources: fc.array(resource, { minLength: 1, maxLength: 3 }),
    steps: fc.array(step, { minLength: 1, maxLength: 6 }),
    arrivals: fc.array(arrival, { minLength: 1, maxLength: 3 }),
    stop: fc.constantFrom({}, { stop: { events: 700 } }, { stop: { time: "3 us" } }, { stop: { when: "seen > 100" } }),
  })
  .map(({ cpus, servers, draws, resources, steps, arrivals, stop }) => ({
    name: "any",
    cpus,
    parameters: { servers, scale: 1.5, little: "10 ns" },
    accounts: { work: 1, notes: 0 },
    overhead: { bookkeeping: "notes", work: "work" },
    counters: { global: { seen: 0 }, cpu: { load: 0 }, entity: { hurry: "servers / 2", since: 0 } },
    definitions: { crowd: "busyness > 5 ? 2 : 1", busyness: "alive / cpus" },
    draws: {
      first: draws[0],
      second: draws[1],
      third: draws[2],
      gap: { distribution: exponential(1 / 30).toJSON() },
      size: { distribution: poisson(2).toJSON() },
    },
    resources: Object.fromEntries(resources.map((each, index) => [`r${index}`, each])),
    latencies: ["stay", "held"],
    arrivals: arrivals.map((each) => ({ state: "come", ...each })),
    states: {
      come: { set: { seen: "seen + 1", since: "time" }, schedule: [{ state: "step0", after: 0 }] },
      ...Object.assign({}, ...steps.map((each, index) => stepStates(each, index, steps.length, resources))),
      [`step${steps.length}`]: { record: { stay: "time - born" }, charge: { work: "time - since" }, end: true },
      note: { charge: { notes: 1 }, set: { seen: "seen + 1" } },
    },
    ...stop,
  }));

function stepStates(step: Step, index: number, last: number, resources: readonly Resource[]): Record<string, State> {
  const name = `step${index}`;
  const next = `step${index + 1}`;
  const go = (after: number | string): Transition => ({ schedule: [{ state: next, after }] });
  switch (step.kind) {
    case "delay": {
      const schedule = [
        { state: `${name}Over`, after: step.draw },
        ...(step.note ? [{ state: "note", after: `${step.draw} / 2`, when: "hurry > 0.5", priority: -1 }] : []),
      ];
      const place = step.place ? { place: step.place } : {};
      return {
        [name]: { ...place, draw: [step.draw], schedule, set: { load: "load + 1" } },
        [`${name}Over`]: { ...go("little"), set: { load: "load - 1", hurry: "(hurry + 1) % 3" } },
      };
    }
    case "branch":
      return {
        [name]: [
          ...step.shares.map((probability, jump) => ({
            probability,
            schedule: [{ state: `step${Math.min(last, index + 1 + jump)}`, after: jump }],
          })),
          // Some go back, but not for ever.
          { when: "time - born < 500", schedule: [{ state: "step0", after: 20 }] },
          go(0),
        ],
      };
    case "use":
      return {
        [name]: {
          draw: [step.draw],
          use: { resource: named(step.resource, resources), for: step.draw, enter: next, priority: step.priority },
          charge: { work: step.draw },
        },
      };
    case "hold": {
      const held = named(step.resource, resources);
      const isShared = resources[step.resource % resources.length]!.discipline === "processor-sharing";
      const other = step.uses === undefined ? undefined : named(step.uses, resources);
      const hold: Transition =
        other === undefined || other === held
          ? { draw: [step.draw], schedule: [{ state: `${name}Free`, after: step.draw }] }
          : { draw: [step.draw], use: { resource: other, for: step.draw, enter: `${name}Free` } };
      return {
        [name]: isShared
          ? go(1)
          : { seize: { resource: held, enter: `${name}Held`, priority: "hurry" }, set: { since: "time" } },
        ...(isShared
          ? {}
          : {
              [`${name}Held`]: hold,
              [`${name}Free`]: { ...go(0), release: [held], record: { held: "time - since" } },
            }),
      };
    }
  }
}

function named(index: number, resources: readonly Resource[]): string {
  return `r${index % resources.length}`;
}
