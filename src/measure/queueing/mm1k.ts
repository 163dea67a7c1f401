import { requireObject } from "../../argument/argument.js";
import { birthDeath, meanOver } from "./birthDeath.js";
import { type Queue, requireCount, requirePositive } from "./queue.js";

/** A queue that turns customers away. */
export interface LossQueue extends Queue {
  /** The share of the arrivals that find the system full and are lost. */
  readonly lossProbability: number;
}

/**
 * The steady state of M/M/1/K: Poisson arrivals, one exponential server, and room for K customers, the one in service included.
 *
 * P(n in the system) = ρ^n / Σ ρ^k for n up to K, with ρ = λ / μ of any size; an arrival is lost with P(K); waits are of those who get
 * in (Kleinrock, Queueing Systems I, 3.6).
 *
 * @param options rates λ and μ, per the same unit of time, and K from 1
 * @throws RangeError for parameters out of range
 */
export function mm1k(queue: {
  readonly arrivalRate: number;
  readonly serviceRate: number;
  readonly capacity: number;
}): LossQueue {
  requireObject("mm1k", "the rates and the capacity of a queue", queue);
  const { arrivalRate, serviceRate, capacity } = queue;
  const ratio = requirePositive("arrivalRate", arrivalRate) / requirePositive("serviceRate", serviceRate);
  const probabilities = birthDeath(requireCount("capacity", capacity), () => ratio);
  const utilisation = meanOver(probabilities, (count) => Math.min(count, 1));
  const meanWaiting = meanOver(probabilities, (count) => Math.max(0, count - 1));
  const meanNumber = meanWaiting + utilisation;
  const throughput = serviceRate * utilisation;
  return {
    utilisation,
    throughput,
    meanWait: meanWaiting / throughput,
    meanResponse: meanNumber / throughput,
    meanWaiting,
    meanNumber,
    lossProbability: probabilities[capacity]!,
  };
}
