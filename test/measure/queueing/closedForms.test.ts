import { describe, expect, it } from "vitest";
import { lognormal } from "../../../src/distribution/lognormal.js";
import { erlangB, erlangC } from "../../../src/measure/queueing/erlang.js";
import { jacksonNetwork } from "../../../src/measure/queueing/jacksonNetwork.js";
import { machineRepair } from "../../../src/measure/queueing/machineRepair.js";
import { meanValueAnalysis } from "../../../src/measure/queueing/meanValueAnalysis.js";
import { mg1 } from "../../../src/measure/queueing/mg1.js";
import { mg1ps } from "../../../src/measure/queueing/mg1ps.js";
import { mm1 } from "../../../src/measure/queueing/mm1.js";
import { mm1k } from "../../../src/measure/queueing/mm1k.js";
import { mmc } from "../../../src/measure/queueing/mmc.js";

/** Within a few units in the last place of the definition in 40 digits. */
function expectSame(found: number, expected: number): void {
  expect(Math.abs(found / expected - 1), `${found} for ${expected}`).toBeLessThan(2e-13);
}

describe("Erlang's formulas", () => {
  // mpmath, see queueing.py; C(2, 1.5) is 9/14.
  it.each([
    [1, 0.9, 0.47368421052631576, 0.9],
    [2, 1.5, 0.3103448275862069, 9 / 14],
    [16, 14.4, 0.12641189393299587, 0.5913433938723897],
    [100, 95, 0.04880420617867782, 0.5064568539130206],
    [500, 480, 0.014325780722426127, 0.26651251996236414],
    [1000, 999, 0.024199178595561824, 0.9612392604084191],
  ])("of %d servers under %d erlangs", (servers, load, loss, delay) => {
    expectSame(erlangB(servers, load), loss);
    expectSame(erlangC(servers, load), delay);
  });

  it("refuse what is no queue", () => {
    expect(() => erlangC(2, 2)).toThrow("no steady state: the utilisation is 1, not below 1");
    expect(() => erlangB(0, 1)).toThrow("servers: expected a whole number from 1, got 0");
    expect(() => erlangB(1, -1)).toThrow("load: expected a finite number from 0, got -1");
  });
});

describe("M/M/1 and M/M/c", () => {
  // The emergency room of Hillier and Lieberman, Introduction to Operations Research, 17.6: two patients an hour, three
  // served an hour by a doctor.
  it("are the textbook's with one doctor and with two", () => {
    const one = mm1({ arrivalRate: 2, serviceRate: 3 });
    expectSame(one.utilisation, 2 / 3);
    expectSame(one.meanWaiting, 4 / 3);
    expectSame(one.meanNumber, 2);
    expectSame(one.meanWait, 2 / 3);
    expectSame(one.meanResponse, 1);
    const two = mmc({ arrivalRate: 2, serviceRate: 3, servers: 2 });
    expectSame(two.utilisation, 1 / 3);
    expectSame(two.meanWaiting, 1 / 12);
    expectSame(two.meanNumber, 3 / 4);
    expectSame(two.meanWait, 1 / 24);
    expectSame(two.meanResponse, 3 / 8);
  });

  it("know the distribution of the wait", () => {
    const queue = mmc({ arrivalRate: 14.4, serviceRate: 1, servers: 16 });
    expect(queue.waitSurvival(-1)).toBe(1);
    expectSame(queue.waitSurvival(0), queue.waitProbability);
    expect(queue.waitQuantile(0.4)).toBe(0);
    expectSame(queue.waitSurvival(queue.waitQuantile(0.9)), 0.1);
    expect(queue.waitQuantile(1)).toBe(Infinity);
    // The mean is the integral of the survival function.
    expectSame(queue.waitSurvival(0) / (16 - 14.4), queue.meanWait);
  });

  it("are empty without arrivals and refuse a queue that grows", () => {
    expect(mm1({ arrivalRate: 0, serviceRate: 1 })).toMatchObject({ meanWait: 0, meanResponse: 1, meanNumber: 0 });
    expect(() => mm1({ arrivalRate: 2, serviceRate: 1 })).toThrow("no steady state: the utilisation is 2");
    expect(() => mm1({ arrivalRate: 1, serviceRate: 0 })).toThrow("serviceRate: expected a positive number, got 0");
  });
});

describe("M/M/1/K", () => {
  // mpmath, see queueing.py.
  it.each([
    [0.5, 3, 0.06666666666666667, 0.7333333333333333],
    [1, 10, 0.09090909090909091, 5],
    [1.000001, 50, 0.019608333337091496, 25.000216666558323],
    [0.9, 200, 7.055079113135005e-11, 8.99999987237362],
    [3, 1000, 0.6666666666666666, 999.5],
    [1e-9, 2, 9.99999999e-19, 1.000000001e-9],
  ])("of ratio %d and capacity %d", (ratio, capacity, loss, number) => {
    const queue = mm1k({ arrivalRate: ratio * 5, serviceRate: 5, capacity });
    expectSame(queue.lossProbability, loss);
    expectSame(queue.meanNumber, number);
    // What gets in is what is served.
    expectSame(queue.throughput, ratio * 5 * (1 - loss));
    expectSame(queue.meanResponse * queue.throughput, number);
  });

  it("is M/M/1 with room enough", () => {
    const { meanWait } = mm1({ arrivalRate: 0.5, serviceRate: 1 });
    expectSame(mm1k({ arrivalRate: 0.5, serviceRate: 1, capacity: 1000 }).meanWait, meanWait);
  });
});

describe("M/G/1", () => {
  it("is M/M/1 for exponential service, and half its wait for constant service", () => {
    const { meanWait } = mm1({ arrivalRate: 0.9, serviceRate: 1 });
    expectSame(mg1({ arrivalRate: 0.9, service: { mean: 1, variance: 1 } }).meanWait, meanWait);
    expectSame(mg1({ arrivalRate: 0.9, service: { mean: 1, variance: 0 } }).meanWait, meanWait / 2);
  });

  it("takes a distribution of the library", () => {
    // E[S] = e^½, E[S²] = e²: λ e² / (2 (1 - λ e^½)).
    const queue = mg1({ arrivalRate: 0.5, service: lognormal(0, 1) });
    expectSame(queue.meanWait, (0.5 * Math.exp(2)) / (2 * (1 - 0.5 * Math.exp(0.5))));
    expectSame(queue.meanNumber, 0.5 * queue.meanResponse);
  });

  it("waits for ever where the variance is infinite, and not at all without arrivals", () => {
    expect(mg1({ arrivalRate: 0.5, service: { mean: 1, variance: Infinity } }).meanWait).toBe(Infinity);
    expect(mg1({ arrivalRate: 0, service: { mean: 1, variance: Infinity } }).meanWaiting).toBe(0);
    expect(() => mg1({ arrivalRate: 0.5, service: { mean: 1, variance: Number.NaN } })).toThrow("service.variance:");
  });

  it("with processor sharing slows everybody down alike", () => {
    const queue = mg1ps({ arrivalRate: 0.75, service: { mean: 1 } });
    expect(queue).toMatchObject({ meanResponse: 4, meanNumber: 3, slowdown: 4, utilisation: 0.75 });
    expect(queue.responseOf(2.5)).toBe(10);
    expect(() => mg1ps({ arrivalRate: 1, service: { mean: 1 } })).toThrow("no steady state");
  });
});

describe("machine repair", () => {
  // mpmath, see queueing.py: throughput, response, broken.
  it.each([
    [10, 1, 14, 2, 0.46062955851521487, 7.709418805501371, 3.551186180786992],
    [10, 2, 14, 2, 0.6014249165081547, 2.627179429245364, 1.5800511688858345],
    [64, 16, 0.5, 2, 8, 7.5, 60],
    [2000, 300, 10, 3, 100, 10, 1000],
    [1, 1, 14, 2, 0.0625, 2, 0.125],
  ])("of %d machines and %d repairers", (machines, repairers, meanUptime, meanRepair, throughput, response, broken) => {
    const found = machineRepair({ machines, repairers, meanUptime, meanRepair });
    expectSame(found.throughput, throughput);
    expectSame(found.meanResponse, response);
    expectSame(found.meanNumber, broken);
    expectSame(found.meanWaiting + found.utilisation * repairers, broken);
    // A machine's life is up, then down, and up again.
    expectSame(machines / found.throughput, meanUptime + response);
  });

  it("refuses what is none", () => {
    const shop = { machines: 3, meanUptime: 1, meanRepair: 1 };
    expect(() => machineRepair({ ...shop, machines: 0 })).toThrow("machines: expected a whole number from 1, got 0");
    expect(() => machineRepair({ ...shop, repairers: 1.5 })).toThrow("repairers: expected a whole number from 1");
    expect(() => machineRepair({ ...shop, meanUptime: 0 })).toThrow("meanUptime: expected a positive number, got 0");
  });
});

describe("mean value analysis", () => {
  it("is the sum over every state of the network", () => {
    // mpmath, see queueing.py: the throughput and the number at each station.
    const network = meanValueAnalysis({ customers: 12, demands: [2, 1.5, 0.25], thinkTime: 14 });
    expectSame(network.throughput, 0.45265603763151363);
    const numbers = [3.7985498037841867, 1.7372932200053919, 0.12697244936923094];
    for (const [station, number] of numbers.entries()) expectSame(network.stations[station]!.meanNumber, number);
    expectSame(network.meanResponse + 14, 12 / network.throughput);
  });

  it("is the machine repair model with one station", () => {
    for (const machines of [1, 10, 300]) {
      const network = meanValueAnalysis({ customers: machines, demands: [2], thinkTime: 14 });
      expectSame(network.meanResponse, machineRepair({ machines, meanUptime: 14, meanRepair: 2 }).meanResponse);
    }
  });

  it("refuses a round that takes no time", () => {
    expect(() => meanValueAnalysis({ customers: 1, demands: [0] })).toThrow("a round takes no time");
    expect(() => meanValueAnalysis({ customers: 1, demands: [1, -1] })).toThrow("demands[1]: expected a finite number");
  });
});

describe("Jackson network", () => {
  const network = {
    front: { arrivalRate: 1, serviceRate: 3, routes: { worker: 0.6, disk: 0.3 } },
    worker: { arrivalRate: 0.5, serviceRate: 2, routes: { front: 0.1, disk: 0.7 } },
    disk: { serviceRate: 1, servers: 3, routes: { worker: 0.2 } },
  };

  it("is M/M/c at every node after the traffic equations", () => {
    // mpmath, see queueing.py.
    const { nodes, meanResponse, throughput } = jacksonNetwork(network);
    expect(throughput).toBe(1.5);
    expectSame(nodes.front!.throughput, 1.146095717884131);
    expectSame(nodes.worker!.throughput, 1.4609571788413098);
    expectSame(nodes.disk!.throughput, 1.3664987405541562);
    expectSame(nodes.disk!.visits, 1.3664987405541562 / 1.5);
    expectSame(nodes.front!.meanNumber, 0.6182065217391304);
    expectSame(nodes.worker!.meanNumber, 2.710280373831776);
    expectSame(nodes.disk!.meanNumber, 1.5265943309187304);
    expectSame(meanResponse, 3.2367208176597577);
  });

  it("refuses a network without a steady state, and names the node", () => {
    const change = (node: object) => () => jacksonNetwork({ ...network, disk: { serviceRate: 1, ...node } });
    expect(change({ servers: 1 })).toThrow("disk: no steady state: the utilisation is 1.154");
    expect(change({ routes: { tape: 0.1 } })).toThrow(
      'disk.routes: there is no node "tape"; the nodes are front, worker, disk',
    );
    expect(change({ routes: { front: 0.6, worker: 0.5 } })).toThrow("disk.routes: the probabilities add up to 1.1");
    expect(change({ routes: { front: -0.1 } })).toThrow("disk.routes.front: expected a probability between 0 and 1");
    expect(change({ servers: 3, routes: { disk: 1 } })).toThrow("routes: some nodes can be entered and never left");
    expect(() => jacksonNetwork({ alone: { serviceRate: 1 } })).toThrow(
      "the arrivals from outside: expected a positive",
    );
  });
});
