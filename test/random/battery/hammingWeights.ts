import { chiSquare, type PValues } from "./pValue.js";
import type { Words } from "./words.js";

/** Numbers of ones up to 12, from 13 to 15, 16, from 17 to 19, and from 20 on. */
const classes = Uint8Array.from(
  { length: 33 },
  (_, weight) => [13, 16, 17, 20].filter((begin) => weight >= begin).length,
);

/** The number of ones in a word tells nothing about that in the next: generators that are linear in their bits pass through few ones. */
export function hammingWeights(source: Words, count = 500_000): PValues {
  const probabilities = new Float64Array(5);
  let choices = 1;
  for (let weight = 0; weight <= 32; weight += 1) {
    probabilities[classes[weight]!]! += choices / 2 ** 32;
    choices *= (32 - weight) / (weight + 1);
  }
  const counts = new Float64Array(125);
  const next = (): number => classes[ones(source.next())]!;
  for (let triple = 0; triple < count; triple += 1) counts[next() * 25 + next() * 5 + next()]! += 1;
  const probability = (cell: number): number =>
    probabilities[Math.floor(cell / 25)]! * probabilities[Math.floor(cell / 5) % 5]! * probabilities[cell % 5]!;
  return { triples: chiSquare(counts, probability) };
}

function ones(word: number): number {
  let sum = word - ((word >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
