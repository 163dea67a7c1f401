// `npm run bench -- NAME [--json FILE] [--quick] …` runs the benchmark of that name; each is a file of this folder.
import { join } from "node:path";
import { SetUpFailure } from "../../kernel/setup/failure.mjs";
import { root } from "../../kernel/setup/root.mjs";
import { foreground } from "../../kernel/setup/run.mjs";

/** Each with what it says of itself; loaded only when it is asked for, after the build that it imports from. */
const benchmarks = {
  coverage: "whether intervals of fits hold the truth, and p-values are uniform where the law is right",
  engine: "the simulation engine beside C++ loops, SimPy, salabim and Ciw on the same work",
  kernel: "the kernel beside tslab, ipykernel and Deno's: start, cells, prints, comms, memory",
  interrupts: "a hundred interrupts of each thing that can run in a cell",
  soak: "minutes of mixed use of the kernel: lost messages, orphans, memory",
  regimes: "how often classify is right, wrong or undecided on series of known truth, and what it costs",
  fit: "eleven families fitted to latencies beside SciPy, fitter, phitter, distfit and fitdistrplus",
  sweep: "sweeps on threads: throughput, overhead of a run, a phase diagram, bytes of a row",
  queue: "the distributed runner: what Redis, the sweep and a worker spend on a batch and a row, and what that allows",
};

const [name, ...arguments_] = process.argv.slice(2);
try {
  if (!Object.hasOwn(benchmarks, name ?? "")) {
    const names = Object.entries(benchmarks).map(([each, what]) => `  ${each}: ${what}`);
    throw new SetUpFailure(
      `${name ? `there is no benchmark "${name}"` : "npm run bench -- NAME"}; the benchmarks:\n${names.join("\n")}`,
    );
  }
  if ((await foreground(process.execPath, [join(root, "kernel/setup/build.mjs")])) !== 0)
    throw new SetUpFailure("the build has failed, see above");
  const { main } = await import(`./${name}.mjs`);
  await main(arguments_);
} catch (error) {
  if (!(error instanceof SetUpFailure)) throw error;
  console.error(`phasebook: ${error.message}`);
  process.exitCode = 1;
}
