import { exponential } from "../../src/distribution/exponential.js";
import type { Run } from "../../src/engine/run.js";
import { simulate } from "../../src/engine/simulate.js";
import type { Model } from "../../src/machine/model.js";
import { article } from "../../src/program/article.js";
import type { Row } from "../../src/table/table.js";

/** A short run of the article's model, cut off by its number of events. */
export function shortRun(seed = 1): Run {
  return simulate(article({ processes: 200 }), { seed, maxEvents: 1000, windows: 32 });
}

/** A short run with a trace: entities that ask one server after another for 2 ms and 1 ms, on one CPU. */
export function queueRun(): Run {
  const model: Model = {
    name: "two servers",
    accounts: {},
    resources: { disk: {}, network: { capacity: 2 } },
    draws: { reading: { distribution: exponential(0.5e-6) } },
    arrivals: [{ state: "reads", rate: "400/s" }],
    states: {
      reads: { draw: ["reading"], use: { resource: "disk", for: "reading", enter: "sends" } },
      sends: { use: { resource: "network", for: "1e6", enter: "sent" } },
      sent: { end: true },
    },
  };
  return simulate(model, { until: "100 ms", windows: 64, trace: true });
}

/** Replications at two points of two maps; `overhead` is a ratio. */
export const replications: readonly Row[] = [
  ...points("hash", 1000, [0.04, 0.042, 0.044]),
  ...points("hash", 2000, [0.15, 0.156, 0.159]),
  ...points("task-storage", 1000, [0.035, 0.036, 0.037]),
  ...points("task-storage", 2000, [0.096, 0.097, 0.098]),
];

function points(map: string, processes: number, values: readonly number[]): Row[] {
  return values.map((overhead, replication) => ({ map, processes, replication, overhead }));
}

/** Two replications at four points, whose regimes agree at three of them. */
export const regimes: readonly Row[] = [10, 1000].flatMap((processes) =>
  [1e6, 1e8].flatMap((lifetime) =>
    [0, 1].map((replication) => ({
      processes,
      lifetime,
      replication,
      regime: processes === 10 ? "converging" : lifetime === 1e8 && replication === 1 ? "exploding" : "oscillating",
      level: processes / 1e5,
      levelLow: processes / 2e5,
      levelHigh: processes / 0.5e5,
      amplitude: processes / 3e5,
      reason: "it stays around a level",
    })),
  ),
);
