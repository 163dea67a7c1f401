// Phasebook: one call of `fit` for all the families it is given.
import { readFileSync } from "node:fs";
import { fit as fitted } from "phasebook";
import { cpuTime } from "../engine/benchmark.mjs";

const [file, seconds, names] = process.argv.slice(2);
const values = new Float64Array(new Uint8Array(readFileSync(file)).buffer);
const families = names.split(",");

const spent = [];
let results = [];
let total = 0;
// The rule of measure.py.
do {
  const begin = cpuTime();
  results = fitted(values, { families });
  spent.push(cpuTime() - begin);
  total += spent.at(-1);
} while (total < Number(seconds) && spent.length < 1000);

const fits = Object.fromEntries(results.map(({ family, logLikelihood, k }) => [family, [logLikelihood, k]]));
console.log(JSON.stringify({ spent, fits }));
