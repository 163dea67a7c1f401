import type { SimulateOptions } from "../../src/engine/simulate.js";
import type { ArticleOptions } from "../../src/program/article.js";
import type { SchedulerOptions } from "../../src/program/scheduler.js";

/** Runs of the built-in models; plain data, so that they can be sent to a worker. */
export type FrozenRun = SimulateOptions &
  ({ readonly article: ArticleOptions } | { readonly scheduler: SchedulerOptions });

export const frozenRuns: readonly FrozenRun[] = [
  { article: { processes: 1000 }, seed: 1 },
  { article: { processes: 1000 }, seed: "p99" },
  { article: { processes: 2000, map: "task-storage" }, seed: 1 },
  { article: { processes: 2000, lifetime: "100 ms" }, seed: 1, maxEvents: 50_000 },
  { scheduler: { processes: 6, burst: "exp:2 ms", sleep: "exp:14 ms", wakeUp: "2 us" }, seed: 1, until: "10 s" },
  { scheduler: { cpus: 4, processes: 20, burst: "2 ms", sleep: "exp:10 ms", queue: "shared" }, seed: 1, until: "2 s" },
  {
    scheduler: {
      cpus: 16,
      arrivals: { rate: "2000/s" },
      lifetime: "exp:5 ms",
      burst: "exp:1 ms",
      sleep: "exp:2 ms",
      contextSwitch: "1.5 us",
      fork: "50 us",
      program: { map: "hash", threshold: "1 ms", entry: "200 ns" },
    },
    seed: 1,
    until: "1 s",
  },
];
