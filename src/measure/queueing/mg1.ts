import { requireObject } from "../../argument/argument.js";
import type { Distribution } from "../../distribution/distribution.js";
import { type Queue, requirePositive, requireRate, requireStable } from "./queue.js";

/** The moments of the service time: a distribution of the library, or two numbers. */
export type Service = Pick<Distribution, "mean" | "variance">;

/**
 * The steady state of M/G/1: Poisson arrivals, one server with times of any distribution, first come first served.
 *
 * The formula of Pollaczek and Khinchine: mean wait λ E[S²] / (2 (1 - ρ)) with ρ = λ E[S] (Kleinrock, Queueing Systems I, 5.6).
 * Where the variance of the service is infinite, so is the wait.
 *
 * @param options the rate λ, and the service time in the same unit of time
 * @throws RangeError for parameters out of range or a utilisation of 1 and more
 */
export function mg1(queue: { readonly arrivalRate: number; readonly service: Service }): Queue {
  requireObject("mg1", "the rate and the service of a queue", queue);
  const { arrivalRate, service } = queue;
  requireRate("arrivalRate", arrivalRate);
  const mean = requirePositive("service.mean", service.mean);
  if (!(service.variance >= 0))
    throw new RangeError(`service.variance: expected a number from 0, got ${service.variance}`);
  const utilisation = requireStable(arrivalRate * mean);
  const secondMoment = service.variance + mean * mean;
  const meanWait = arrivalRate === 0 ? 0 : (arrivalRate * secondMoment) / (2 * (1 - utilisation));
  const meanWaiting = arrivalRate * meanWait;
  return {
    utilisation,
    throughput: arrivalRate,
    meanWait,
    meanResponse: meanWait + mean,
    meanWaiting,
    meanNumber: meanWaiting + utilisation,
  };
}
