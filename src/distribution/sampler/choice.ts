import type { Stream } from "../../random/stream.js";

/** An index with probability proportional to its weight, in constant time by Vose's alias method (1991). */
export function choiceSampler(weights: readonly number[]): (stream: Stream) => number {
  const count = weights.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = Float64Array.from(weights, (weight) => (weight / total) * count);
  const alias = new Int32Array(count).fill(weights.indexOf(weights.reduce((most, weight) => Math.max(most, weight))));
  const small: number[] = [];
  const large: number[] = [];
  share.forEach((each, index) => {
    (each < 1 ? small : large).push(index);
  });
  while (small.length > 0 && large.length > 0) {
    const poor = small.pop()!;
    const rich = large.at(-1)!;
    alias[poor] = rich;
    share[rich] = share[rich]! - (1 - share[poor]!);
    if (share[rich]! < 1) small.push(large.pop()!);
  }
  // What rounding left on either side is full, but what has no weight stays empty.
  for (const index of [...small, ...large]) share[index] = weights[index]! > 0 ? 1 : 0;
  return (stream) => {
    const position = stream.uniform() * count;
    const index = Math.floor(position);
    return stream.uniform() < share[index]! ? index : alias[index]!;
  };
}
