// One measurement of the sweep in a process of its own: `node measure.mjs NAME …` prints its numbers as JSON.
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { article, inline, levels, replicationSeed, simulate, sweep, workers } from "../../../dist/src/index.js";

/** So many runs of about a millisecond: compiled, validated, 3,000 events. */
const short = (/** @type {number} */ runs) => ({
  program: article,
  design: { processes: [500] },
  options: { replications: runs, maxEvents: 3000 },
});

/** @type {Record<string, (...given: number[]) => Promise<object>>} */
const measurements = {
  /** Runs of about 20 ms under `threads` threads; 0 is inline. */
  async throughput(threads, runs) {
    const runner = threads === 0 ? inline() : workers(threads);
    const design = { processes: [1000, 2000] };
    const options = { runner, replications: runs / 2, maxEvents: 60_000 };
    // Threads are started and V8 has seen the code before it counts.
    await sweep(article, design, { ...options, replications: 60 });
    return timed(() => sweep(article, design, options));
  },

  /** Runs of about a millisecond: by hand in a loop, and by a sweep on one thread with a store. */
  async overhead(runs) {
    const { program, design, options } = short(runs);
    const model = program({ processes: design.processes[0] });
    const byHand = () => {
      for (let run = 0; run < runs; run += 1)
        simulate(model, { seed: replicationSeed(1, run), maxEvents: options.maxEvents, windows: 2 });
    };
    return inFolder(async (folder) => {
      const bySweep = (/** @type {string} */ name) =>
        sweep(program, design, { ...options, runner: workers(1), store: join(folder, name) });
      byHand();
      await bySweep("warm.parquet");
      return { loop: await timed(async () => byHand()), sweep: await timed(() => bySweep("timed.parquet")) };
    });
  },

  /** A phase diagram with `size` levels of lifetime and of processes, classified where `classify` is 1, into a store. */
  async diagram(size, replications, threads, classify) {
    const design = {
      lifetime: levels(["10 us", "1 s", "log"], size),
      processes: levels([8, 8000, "log"], size),
    };
    return inFolder(async (folder) => {
      const store = join(folder, "diagram.parquet");
      let journal = 0;
      let rows = 0;
      const time = await timed(() =>
        sweep(article, design, {
          replications,
          maxEvents: 100_000,
          classify: classify === 1,
          store,
          runner: workers(threads),
          onProgress: ({ done }) => {
            rows = done;
            if (done === size * size) journal = statSync(`${store}.journal`).size / done;
          },
        }),
      );
      return { ...time, rows, journal, parquet: statSync(store).size / rows };
    });
  },
};

/** Seconds on the clock and of CPU, of all threads. */
async function timed(/** @type {() => Promise<unknown>} */ work) {
  const cpu = process.cpuUsage();
  const began = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - began) / 1000, cpu: (user + system) / 1e6 };
}

async function inFolder(/** @type {(folder: string) => Promise<object>} */ work) {
  const folder = mkdtempSync(join(tmpdir(), "phasebook-bench-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [name, ...given] = process.argv.slice(2);
console.log(JSON.stringify(await measurements[name](...given.map(Number))));
