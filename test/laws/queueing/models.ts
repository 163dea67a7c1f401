import type { Distribution } from "../../../src/distribution/distribution.js";
import { exponential } from "../../../src/distribution/exponential.js";
import type { Draw, Model, Resource, State } from "../../../src/machine/model.js";

/** The mean service everywhere, ns; rates are given per service, so that they read as loads. */
export const service = 1000;

/**
 * When a run's customers begin to be counted, and when the last one comes, ns. Then the run goes on until all have left: whoever
 * counts is counted to the end, and Little's law is an identity.
 */
export interface Span {
  readonly warmUp: number;
  readonly last: number;
}

const counted = "born >= warmUp";

const draw = (distribution: Distribution): Draw => ({ distribution: distribution.toJSON() });

/** The gaps of Poisson arrivals at so many per service. */
const poisson = (rate: number): Draw => draw(exponential(rate / service));

const leave: State = [{ when: counted, record: { response: "time - born" }, end: true }, { end: true }];

/** Who comes while all servers are busy is `delayed`, who finds no room is `lost`; both are counted by accounts. */
export function singleQueue(
  { warmUp, last }: Span,
  load: number,
  { law = exponential(1 / service), server = {}, room }: { law?: Distribution; server?: Resource; room?: number } = {},
): Model {
  const come: State = {
    seize: { resource: "server", enter: "served" },
    charge: { came: counted, delayed: `${counted} and server_busy >= servers` },
  };
  return {
    name: "a single queue",
    parameters: { warmUp, servers: Number(server.capacity ?? 1), room: room ?? 0 },
    accounts: { came: 0, delayed: 0, lost: 0, squares: 0 },
    resources: { server },
    draws: { gap: poisson(load * Number(server.capacity ?? 1)), work: draw(law) },
    latencies: ["wait", "response"],
    arrivals: [{ state: "come", every: "gap", until: last }],
    states: {
      come:
        room === undefined
          ? come
          : [
              { when: "server_busy + server_waiting >= room", charge: { came: counted, lost: counted }, end: true },
              come,
            ],
      served: [
        {
          when: counted,
          draw: ["work"],
          record: { wait: "time - born" },
          charge: { squares: "(time - born)^2" },
          schedule: [{ state: "done", after: "work" }],
        },
        { draw: ["work"], schedule: [{ state: "done", after: "work" }] },
      ],
      done: [
        { when: counted, release: ["server"], record: { response: "time - born" }, end: true },
        { release: ["server"], end: true },
      ],
    },
  };
}

/** A queue whose server is used, not held: it can be shared, or go round in slices. */
export function usedQueue({ warmUp, last }: Span, load: number, law: Distribution, server: Resource): Model {
  return {
    name: "a used server",
    parameters: { warmUp },
    accounts: {},
    resources: { server },
    draws: { gap: poisson(load), work: draw(law) },
    latencies: ["response"],
    arrivals: [{ state: "come", every: "gap", until: last }],
    states: { come: { draw: ["work"], use: { resource: "server", for: "work", enter: "leave" } }, leave },
  };
}

/** Two classes at one server, the urgent first, nobody interrupted. */
export function priorityQueue({ warmUp, last }: Span, urgent: number, patient: number): Model {
  const kind = (name: string, priority: number): Record<string, State> => ({
    [name]: { seize: { resource: "server", enter: `${name}Served`, priority } },
    [`${name}Served`]: [
      {
        when: counted,
        draw: ["work"],
        record: { [name]: "time - born" },
        schedule: [{ state: "done", after: "work" }],
      },
      { draw: ["work"], schedule: [{ state: "done", after: "work" }] },
    ],
  });
  return {
    name: "two classes",
    parameters: { warmUp },
    accounts: {},
    resources: { server: { discipline: "priority" } },
    draws: { urgentGap: poisson(urgent), patientGap: poisson(patient), work: draw(exponential(1 / service)) },
    latencies: ["urgent", "patient"],
    arrivals: [
      { state: "urgent", every: "urgentGap", until: last },
      { state: "patient", every: "patientGap", until: last },
    ],
    states: { ...kind("urgent", 0), ...kind("patient", 1), done: { release: ["server"], end: true } },
  };
}

/** Machines that run, break, wait for one of the repairers, and run again; after `last` they are not started any more. */
export function repairShop({ warmUp, last }: Span, machines: number, repairers: number, uptime: number): Model {
  return {
    name: "a repair shop",
    parameters: { warmUp, last },
    accounts: {},
    counters: { entity: { broken: 0 } },
    resources: { repairer: { capacity: repairers } },
    draws: { up: draw(exponential(1 / uptime)), repair: draw(exponential(1 / service)) },
    latencies: ["wait"],
    arrivals: [{ state: "start", count: machines }],
    states: {
      start: [
        { when: "time > last", end: true },
        { draw: ["up"], schedule: [{ state: "breaks", after: "up" }] },
      ],
      breaks: { set: { broken: "time" }, seize: { resource: "repairer", enter: "repaired" } },
      repaired: [
        {
          when: "warmUp <= broken <= last",
          draw: ["repair"],
          record: { wait: "time - broken" },
          schedule: [{ state: "fixed", after: "repair" }],
        },
        { draw: ["repair"], schedule: [{ state: "fixed", after: "repair" }] },
      ],
      fixed: { release: ["repairer"], schedule: [{ state: "start", after: 0 }] },
    },
  };
}

/** One node of a network: arrivals from outside and where to go next, per service and as shares. */
export interface Node {
  readonly load: number;
  readonly servers: number;
  readonly routes: Readonly<Record<string, number>>;
}

/** Nodes that send customers to one another by chance, or away. */
export function network({ warmUp, last }: Span, nodes: Readonly<Record<string, Node>>): Model {
  const names = Object.keys(nodes);
  return {
    name: "a Jackson network",
    parameters: { warmUp },
    accounts: {},
    resources: Object.fromEntries(names.map((name) => [name, { capacity: nodes[name]!.servers }])),
    draws: {
      work: draw(exponential(1 / service)),
      ...Object.fromEntries(names.map((name) => [`${name}Gap`, poisson(nodes[name]!.load)])),
    },
    latencies: ["response"],
    arrivals: names.map((name) => ({ state: name, every: `${name}Gap`, until: last })),
    states: {
      ...Object.fromEntries(
        names.flatMap((name): [string, State][] => [
          [name, { draw: ["work"], use: { resource: name, for: "work", enter: `${name}Done` } }],
          [
            `${name}Done`,
            [
              ...Object.entries(nodes[name]!.routes).map(([to, probability]) => ({
                probability,
                schedule: [{ state: to, after: 0 }],
              })),
              { schedule: [{ state: "leave", after: 0 }] },
            ],
          ],
        ]),
      ),
      leave,
    },
  };
}
