import { constant } from "../../../src/distribution/constant.js";
import type { Distribution } from "../../../src/distribution/distribution.js";
import { lognormal } from "../../../src/distribution/lognormal.js";
import { pareto } from "../../../src/distribution/pareto.js";
import type { Run } from "../../../src/engine/run.js";
import type { Model } from "../../../src/machine/model.js";
import { erlangC } from "../../../src/measure/queueing/erlang.js";
import { jacksonNetwork } from "../../../src/measure/queueing/jacksonNetwork.js";
import { machineRepair } from "../../../src/measure/queueing/machineRepair.js";
import { mg1 } from "../../../src/measure/queueing/mg1.js";
import { mg1ps } from "../../../src/measure/queueing/mg1ps.js";
import { mm1k } from "../../../src/measure/queueing/mm1k.js";
import { mmc } from "../../../src/measure/queueing/mmc.js";
import { network, priorityQueue, repairShop, type Span, service, singleQueue, usedQueue } from "./models.js";

/** A model and what queueing theory says of it. */
export interface QueueingCase {
  readonly system: string;
  readonly model: Model;
  readonly laws: readonly { readonly quantity: string; readonly theory: number; measure(run: Run): number }[];
}

/**
 * From empty, the mean of M/M/1 comes near its limit as exp(-t / τ) with τ = service / (1 - √ρ)² (Cohen, The Single Server Queue,
 * II.2.1); with c servers τ is not longer in services. Ten τ leave 5 in 100,000 of the beginning: a hundredth of an interval.
 */
function span(load: number, customers: number, servers = 1): Span {
  const warmUp = Math.ceil((10 * service) / (1 - Math.sqrt(load)) ** 2);
  return { warmUp, last: Math.ceil(warmUp + (customers * service) / (load * servers)) };
}

const meanOf =
  (latency: string) =>
  (run: Run): number =>
    run.latencies[latency]!.mean / service;
const share =
  (part: string) =>
  ({ accounts }: Run): number =>
    accounts[part]! / accounts.came!;

const rates = (load: number, servers = 1) => ({ arrivalRate: load * servers, serviceRate: 1, servers });

function markov(load: number, servers: number, customers: number): QueueingCase {
  const theory = mmc(rates(load, servers));
  return {
    system: `M/M/${servers}, ρ = ${load}`,
    model: singleQueue(span(load, customers, servers), load, { server: { capacity: servers } }),
    laws: [
      { quantity: "mean wait", theory: theory.meanWait, measure: meanOf("wait") },
      { quantity: "probability of waiting", theory: erlangC(servers, load * servers), measure: share("delayed") },
      { quantity: "mean response", theory: theory.meanResponse, measure: meanOf("response") },
    ],
  };
}

function general(name: string, load: number, law: Distribution, customers: number): QueueingCase {
  const inServices = { mean: law.mean / service, variance: law.variance / service ** 2 };
  const theory = mg1({ arrivalRate: load, service: inServices });
  return {
    system: `M/G/1, ${name}, ρ = ${load}`,
    model: singleQueue(span(load, customers), load, { law }),
    laws: [{ quantity: "mean wait", theory: theory.meanWait, measure: meanOf("wait") }],
  };
}

function shared(name: string, law: Distribution, server: Model["resources"], customers: number): QueueingCase {
  const load = 0.7;
  const theory = mg1ps({ arrivalRate: load, service: { mean: law.mean / service } });
  return {
    system: `M/G/1, ${name}, ρ = ${load}`,
    model: usedQueue(span(load, customers), load, law, server!.server!),
    laws: [{ quantity: "mean response", theory: theory.meanResponse, measure: meanOf("response") }],
  };
}

/** Who came last is next: as long a wait in the mean as in order. */
function lastFirst(load: number, customers: number): QueueingCase {
  return {
    system: `M/M/1, last come first served, ρ = ${load}`,
    model: singleQueue(span(load, customers), load, { server: { discipline: "lifo" } }),
    laws: [{ quantity: "mean wait", theory: mmc(rates(load)).meanWait, measure: meanOf("wait") }],
  };
}

function losses(load: number, room: number, customers: number): QueueingCase {
  const theory = mm1k({ arrivalRate: load, serviceRate: 1, capacity: room });
  return {
    system: `M/M/1/${room}, ρ = ${load}`,
    // The queue is short: it forgets its beginning sooner than one without bound.
    model: singleQueue({ warmUp: 200_000, last: 200_000 + (customers * service) / load }, load, { room }),
    laws: [
      { quantity: "probability of loss", theory: theory.lossProbability, measure: share("lost") },
      { quantity: "mean wait", theory: theory.meanWait, measure: meanOf("wait") },
    ],
  };
}

/** Cobham, 1954: the work left of the service at hand, ρ services, waits too, and those who are more urgent. */
function classes(urgent: number, patient: number, customers: number): QueueingCase {
  const load = urgent + patient;
  return {
    system: `M/M/1, two priorities, ρ = ${urgent} + ${patient}`,
    model: priorityQueue(span(load, customers), urgent, patient),
    laws: [
      { quantity: "mean wait of the urgent", theory: load / (1 - urgent), measure: meanOf("urgent") },
      {
        quantity: "mean wait of the patient",
        theory: load / (1 - urgent) / (1 - load),
        measure: meanOf("patient"),
      },
    ],
  };
}

function repairs(machines: number, repairers: number, uptime: number, last: number): QueueingCase {
  const theory = machineRepair({ machines, repairers, meanUptime: uptime, meanRepair: 1 });
  return {
    system: `machine repair, ${machines} machines, ${repairers} repairers`,
    // All machines run at the beginning; after 20 uptimes and repairs nothing is left of it.
    model: repairShop({ warmUp: 20 * (uptime + 1) * service, last }, machines, repairers, uptime * service),
    laws: [{ quantity: "mean wait for repair", theory: theory.meanWait, measure: meanOf("wait") }],
  };
}

const nodes = {
  gateway: { load: 0.4, servers: 1, routes: { compute: 0.5, disk: 0.3 } },
  compute: { load: 0.2, servers: 2, routes: { disk: 0.6 } },
  disk: { load: 0.1, servers: 1, routes: { gateway: 0.25, compute: 0.25 } },
};

function openNetwork(customers: number): QueueingCase {
  const theory = jacksonNetwork(
    Object.fromEntries(
      Object.entries(nodes).map(([name, { load, servers, routes }]) => [
        name,
        { arrivalRate: load, serviceRate: 1, servers, routes },
      ]),
    ),
  );
  return {
    system: "open Jackson network, three nodes",
    model: network({ warmUp: 500_000, last: 500_000 + (customers * service) / theory.throughput }, nodes),
    laws: [{ quantity: "mean response", theory: theory.meanResponse, measure: meanOf("response") }],
  };
}

/** A mean of 1,000 ns and a coefficient of variation of 1.3. */
const skewed = lognormal(Math.log(service) - 0.5, 1);
/**
 * A mean of 1,000 ns. The wait of M/G/1 has a mean where the service has two moments, but its time average has a variance, which
 * Student's interval needs, only where the service has four: the shape must be above 4.
 */
const heavy = pareto((service * 3.5) / 4.5, 4.5);

/** Customers are as many as make intervals of a few per cent. */
export const cases: readonly QueueingCase[] = [
  markov(0.5, 1, 10_000),
  markov(0.9, 1, 50_000),
  markov(0.8, 2, 15_000),
  markov(0.9, 16, 40_000),
  general("lognormal", 0.7, skewed, 20_000),
  general("Pareto of shape 4.5", 0.7, heavy, 20_000),
  general("deterministic", 0.7, constant(service), 15_000),
  shared("processor sharing, lognormal", skewed, { server: { discipline: "processor-sharing" } }, 15_000),
  shared(
    "processor sharing, deterministic",
    constant(service),
    { server: { discipline: "processor-sharing" } },
    15_000,
  ),
  shared("slices of 1/50, lognormal", skewed, { server: { slice: service / 50 } }, 6_000),
  losses(0.9, 5, 15_000),
  losses(1.5, 3, 15_000),
  lastFirst(0.7, 20_000),
  classes(0.3, 0.4, 20_000),
  repairs(10, 2, 7, 5_000_000),
  openNetwork(15_000),
];
