import { requireObject } from "../../argument/argument.js";
import type { Service } from "./mg1.js";
import { requirePositive, requireRate, requireStable } from "./queue.js";

/** The steady state of a processor-sharing server, where nobody waits and everybody is slowed down. */
export interface SharedProcessor {
  readonly utilisation: number;
  readonly throughput: number;
  readonly meanResponse: number;
  /** The time average of those in the system. */
  readonly meanNumber: number;
  /** Response per service time, the same for all sizes: 1 / (1 - ρ). */
  readonly slowdown: number;
  /** The mean response of those who need `service`. */
  responseOf(service: number): number;
}

/**
 * The steady state of M/G/1 with processor sharing, the limit of round robin as its slices become small: Poisson arrivals,
 * and n customers in the system are each served at 1/n of the speed.
 *
 * The mean response is E[S] / (1 - ρ), of those of size x x / (1 - ρ), with ρ = λ E[S]: of the distribution of the sizes only the
 * mean matters (Kleinrock, Queueing Systems II, 4.4; Sakata, Noguchi and Oizumi, 1971).
 *
 * @param options the rate λ, and the service time in the same unit of time
 * @throws RangeError for parameters out of range or a utilisation of 1 and more
 */
export function mg1ps(queue: {
  readonly arrivalRate: number;
  readonly service: Pick<Service, "mean">;
}): SharedProcessor {
  requireObject("mg1ps", "the rate and the service of a queue", queue);
  const { arrivalRate, service } = queue;
  const utilisation = requireRate("arrivalRate", arrivalRate) * requirePositive("service.mean", service.mean);
  const slowdown = 1 / (1 - requireStable(utilisation));
  return {
    utilisation,
    throughput: arrivalRate,
    meanResponse: service.mean * slowdown,
    meanNumber: utilisation * slowdown,
    slowdown,
    responseOf: (size) => requireRate("service", size) * slowdown,
  };
}
