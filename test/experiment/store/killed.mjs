// A sweep with a store, to be killed: `node killed.mjs DIST STORE THREADS` prints a line a row that it has run, and `done` at its end.
import { pathToFileURL } from "node:url";

const [dist, store, threads] = process.argv.slice(2);
const { article, inline, sweep, workers } = await import(pathToFileURL(`${dist}/src/index.js`).href);
const table = await sweep(
  article,
  { processes: [60, 90, 120], lifetime: ["10 us", "200 ms"] },
  {
    replications: 8,
    maxEvents: 4000,
    measures: ["bpf", "residence_p99"],
    runner: threads === "0" ? inline() : workers(Number(threads)),
    store,
    onProgress: ({ done }) => console.log(`row ${done}`),
    onNotice: (sentence) => console.log(sentence),
  },
);
console.log(`done ${table.length}`);
