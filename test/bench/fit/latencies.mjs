import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cache } from "../cache.mjs";

/**
 * What is fitted, in microseconds, drawn by Phasebook from a seed: the same numbers everywhere.
 *
 * @type {Record<string, (phasebook: typeof import("phasebook")) => (stream: import("phasebook").Stream) => number>}
 */
const draws = {
  "heavy-tailed": ({ lognormal }) => {
    const usual = lognormal(3, 0.8);
    // Every fiftieth or so is slower by a factor, as where a lock is held.
    return (stream) => usual.sample(stream) * (stream.uniform() < 0.02 ? 8 : 1);
  },
  "two modes": ({ lognormal }) => {
    const [hit, miss] = [lognormal(1, 0.25), lognormal(4, 0.5)];
    return (stream) => (stream.uniform() < 0.7 ? hit : miss).sample(stream);
  },
  narrow: ({ gamma }) => {
    const law = gamma(30, 2);
    return (stream) => law.sample(stream);
  },
};

export const shapes = Object.keys(draws);

/** Writes latencies of a shape to a file as doubles of this machine, and gives its path. */
export async function latenciesFile(/** @type {string} */ shape, /** @type {number} */ size) {
  const phasebook = await import("phasebook");
  const stream = phasebook.stream(`latencies, ${shape}`);
  const draw = draws[shape](phasebook);
  const values = Float64Array.from({ length: size }, () => draw(stream));
  await mkdir(cache, { recursive: true });
  const file = join(cache, `latencies-${shape.replace(" ", "-")}-${size}.bin`);
  await writeFile(file, new Uint8Array(values.buffer));
  return file;
}
