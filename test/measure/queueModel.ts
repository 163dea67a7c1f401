import { exponential } from "../../src/distribution/exponential.js";
import type { Model } from "../../src/machine/model.js";

/** M/M/1 with a mean service of 1 µs, from empty until a time; the overhead is the share of the time it is busy. */
export function queueModel(utilisation: number, until = "1 ms"): Model {
  return {
    name: "mm1",
    accounts: { work: 0, one: 1 },
    overhead: { bookkeeping: "work", work: "one" },
    resources: { server: {} },
    draws: {
      gap: { distribution: exponential(utilisation / 1000).toJSON() },
      service: { distribution: exponential(1 / 1000).toJSON() },
    },
    arrivals: [{ state: "arrive", every: "gap" }],
    states: {
      arrive: {
        draw: ["service"],
        use: { resource: "server", for: "service", enter: "leave" },
        charge: { work: "service" },
      },
      leave: { end: true },
    },
    stop: { time: until },
  };
}
