import type { Distribution } from "../../../src/distribution/distribution.js";
import { exponential } from "../../../src/distribution/exponential.js";
import type { Draw, Model, Resource, Transition } from "../../../src/machine/model.js";

const draw = (distribution: Distribution): Draw => ({ distribution: distribution.toJSON() });

/** One queue with Poisson arrivals, as a user would write it; times in ns. `room` is the most it holds. */
export function singleQueue(options: {
  readonly arrivalRate: number;
  readonly service: Distribution;
  readonly resource?: Resource;
  readonly room?: number;
  readonly until: string;
}): Model {
  const { arrivalRate, service, resource = {}, room = Infinity, until } = options;
  const enter: Transition = {
    draw: ["service"],
    set: { came: "came + 1" },
    use: { resource: "server", for: "service", enter: "leave" },
  };
  const balk: Transition = {
    when: `server_busy + server_waiting >= ${room}`,
    set: { came: "came + 1", lost: "lost + 1" },
    end: true,
  };
  return {
    name: "queue",
    accounts: {},
    counters: { global: { came: 0, lost: 0 } },
    resources: { server: resource },
    draws: { gap: draw(exponential(arrivalRate)), service: draw(service) },
    arrivals: [{ state: "arrive", every: "gap" }],
    states: { arrive: room < Infinity ? [balk, enter] : enter, leave: { end: true } },
    stop: { time: until },
  };
}

/** Machines that run, break down and wait for one of the repairers. */
export function repairShop(options: {
  readonly machines: number;
  readonly repairers: number;
  readonly meanUptime: number;
  readonly meanRepair: number;
  readonly until: string;
}): Model {
  const { machines, repairers, meanUptime, meanRepair, until } = options;
  return {
    name: "repair shop",
    accounts: {},
    resources: { repairer: { capacity: String(repairers) } },
    draws: { uptime: draw(exponential(1 / meanUptime)), repair: draw(exponential(1 / meanRepair)) },
    arrivals: [{ state: "run", count: String(machines) }],
    states: {
      run: { draw: ["uptime"], schedule: [{ state: "fail", after: "uptime" }] },
      fail: { draw: ["repair"], use: { resource: "repairer", for: "repair", enter: "run" } },
    },
    stop: { time: until },
  };
}

/** An open network of three nodes, with a way back and several servers at one of them; and the same for the closed form. */
export const network = {
  front: { arrivalRate: 1e-3, serviceRate: 3e-3, servers: 1, routes: { worker: 0.6, disk: 0.3 } },
  worker: { arrivalRate: 0.5e-3, serviceRate: 2e-3, servers: 1, routes: { front: 0.1, disk: 0.7 } },
  disk: { arrivalRate: 0, serviceRate: 1e-3, servers: 3, routes: { worker: 0.2 } },
};

export function networkModel(until: string): Model {
  const nodes = Object.entries(network);
  const open = nodes.filter(([, { arrivalRate }]) => arrivalRate > 0);
  const states = nodes.flatMap(([name, { routes }]): [string, Transition | Transition[]][] => [
    [
      name,
      { draw: [`${name}_work`], use: { resource: `${name}_servers`, for: `${name}_work`, enter: `${name}_done` } },
    ],
    [
      `${name}_done`,
      [
        ...Object.entries(routes).map(([to, probability]) => ({
          probability: String(probability),
          schedule: [{ state: to, after: "0" }],
        })),
        { end: true },
      ],
    ],
  ]);
  return {
    name: "network",
    accounts: {},
    resources: Object.fromEntries(
      nodes.map(([name, { servers }]) => [`${name}_servers`, { capacity: String(servers) }]),
    ),
    draws: Object.fromEntries([
      ...nodes.map(([name, { serviceRate }]) => [`${name}_work`, draw(exponential(serviceRate))]),
      ...open.map(([name, { arrivalRate }]) => [`${name}_gap`, draw(exponential(arrivalRate))]),
    ]),
    arrivals: open.map(([name]) => ({ state: name, every: `${name}_gap` })),
    states: Object.fromEntries(states),
    stop: { time: until },
  };
}
