// How long the run of the article takes, 9,999 events: to load the library, the first run, and one when V8 knows the code.
import { cpuTime } from "./benchmark.mjs";

const started = cpuTime();
const { article, simulate } = await import("phasebook");
const loaded = cpuTime();
const model = article({ processes: 2000, map: "hash" });
simulate(model, { seed: 0 });
const first = cpuTime();

const warm = [];
for (let seed = 1; seed <= 60; seed += 1) {
  const begin = cpuTime();
  const { events } = simulate(model, { seed });
  warm.push(cpuTime() - begin);
  if (events !== 9999) throw new Error(`the article's run has 9,999 events, this one ${events}`);
}
// The second half: by then V8 has compiled what it compiles.
const settled = warm.slice(warm.length / 2).sort((one, other) => one - other);
console.log(JSON.stringify({ load: loaded - started, first: first - loaded, warm: settled[settled.length >> 1] }));
