// Phasebook from the model's data, by its public simulate.
import { simulate } from "phasebook";
import { benchmark } from "./benchmark.mjs";
import { benchmarkModel } from "./model.mjs";

benchmark((processes, slices, seed) => {
  const run = simulate(benchmarkModel(processes, slices), { seed });
  // To arrive is an event here and none elsewhere: it is handled, but not counted.
  return { events: run.events - processes, bpf: run.accounts.bpf, proc: run.accounts.proc, end: run.time };
});
