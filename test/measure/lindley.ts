import { type Seed, stream } from "../../src/random/stream.js";

/**
 * The waits of successive customers of M/M/1 with service rate 1, by Lindley's recursion: W(i + 1) = max(0, W(i) + S(i) - A(i)).
 *
 * @param utilisation the arrival rate
 * @param firstWait what the first customer finds to be done: 0 is an empty system
 */
export function waits(seed: Seed, count: number, utilisation: number, firstWait = 0): Float64Array {
  const source = stream(seed);
  const services = source.child("service");
  const gaps = source.child("gap");
  let wait = firstWait;
  return Float64Array.from({ length: count }, () => {
    const now = wait;
    wait = Math.max(0, wait + services.exponential() - gaps.exponential() / utilisation);
    return now;
  });
}
