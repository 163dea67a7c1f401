import type { OutputCost } from "./cost.js";

/** The article's output of a report over a perf buffer: 24 ns, an assumption. For what it was measured to cost see `perfBuffer`. */
export const articleOutput: OutputCost = {
  kind: "output",
  name: "article-output",
  operations: { output: { nanoseconds: 24 } },
  conditions: "an assumption",
  source: "D. Dolgov, Running Fast and Slow: Experiments with BPF Program Performance, P99 CONF 2023",
};
