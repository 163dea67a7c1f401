import { type MarkovQueue, mmc } from "./mmc.js";

/**
 * The steady state of M/M/1: Poisson arrivals, one server with exponential times, first come first served.
 *
 * ρ = λ / μ; mean wait ρ / (μ - λ); mean response 1 / (μ - λ); ρ / (1 - ρ) in the system on average (Kleinrock, Queueing
 * Systems I, 3.2). All but the distribution of the wait holds for every order of service that does not look at sizes.
 *
 * @param options rates λ and μ, per the same unit of time
 * @throws RangeError for rates out of range or a utilisation of 1 and more
 */
export function mm1(options: { readonly arrivalRate: number; readonly serviceRate: number }): MarkovQueue {
  return mmc({ ...options, servers: 1 });
}
