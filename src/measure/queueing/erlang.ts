import { requireCount, requireRate, requireStable } from "./queue.js";

/**
 * Erlang's loss formula: the share of calls that find all servers of M/M/c/c (or M/G/c/c) busy and are lost,
 * B(c, a) = (a^c / c!) / Σ a^k / k!, k from 0 to c (A. K. Erlang, 1917).
 *
 * By the recursion B(k) = a B(k - 1) / (k + a B(k - 1)), which adds and multiplies positive numbers only: accurate to rounding for any
 * number of servers, in c steps.
 *
 * @param load a = λ / μ, in erlangs: the servers that would be busy were none lost
 * @throws RangeError for a load below 0 or a number of servers that is no whole number from 1
 */
export function erlangB(servers: number, load: number): number {
  requireCount("servers", servers);
  requireRate("load", load);
  let loss = 1;
  for (let count = 1; count <= servers; count += 1) loss = (load * loss) / (count + load * loss);
  return loss;
}

/**
 * Erlang's delay formula: the share of customers of M/M/c that have to wait, C = B / (1 - ρ (1 - B)) with ρ = a / c and B the loss
 * formula of the same load (A. K. Erlang, 1917).
 *
 * @param load a = λ / μ, in erlangs, below the number of servers
 * @throws RangeError for parameters out of range or a utilisation of 1 and more
 */
export function erlangC(servers: number, load: number): number {
  const loss = erlangB(servers, load);
  return loss / (1 - requireStable(load / servers) * (1 - loss));
}
