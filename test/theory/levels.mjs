// Prints the simulated levels that article.test.ts holds the mean field to: the overhead of windows, as bookkeeping per work, over the
// last third of a run of 6 million events, seed 1; lifetime 100 ms, hash map. Wants the library built: node test/theory/levels.mjs
import { article, simulate } from "../../dist/src/index.js";

for (const processes of [300, 1000, 2000, 3000, 4000, 4200]) {
  const { series, time } = simulate(article({ processes, lifetime: "100 ms" }), { seed: 1, maxEvents: 6e6 });
  const windows = [...series.time.keys()].filter((window) => series.time[window] > (2 / 3) * time);
  const sum = (account) => windows.reduce((total, window) => total + series[account][window], 0);
  console.log(`${processes}\t${(sum("bpf") / sum("run")).toFixed(5)}`);
}
