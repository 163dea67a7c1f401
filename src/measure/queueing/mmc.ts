import { requireObject } from "../../argument/argument.js";
import { requireProbability } from "../../distribution/distribution.js";
import { erlangC } from "./erlang.js";
import { type Queue, requirePositive, requireRate } from "./queue.js";

/** A queue whose wait is known as a distribution. */
export interface MarkovQueue extends Queue {
  /** P(wait > 0), Erlang's C. */
  readonly waitProbability: number;
  /** P(wait > time) = C e^(-(cμ - λ) time). */
  waitSurvival(time: number): number;
  /** The wait that is not exceeded with probability p. */
  waitQuantile(p: number): number;
}

/**
 * The steady state of M/M/c: Poisson arrivals, one queue, c servers with exponential times, first come first served.
 *
 * ρ = λ / (cμ); mean wait C / (cμ - λ) with Erlang's C; mean response 1 / μ more; numbers by Little's law (Kleinrock, Queueing
 * Systems I, 3.5). Accurate to rounding for thousands of servers.
 *
 * @param options rates λ and μ (of one server), per the same unit of time
 * @throws RangeError for parameters out of range or a utilisation of 1 and more
 */
export function mmc(queue: {
  readonly arrivalRate: number;
  readonly serviceRate: number;
  readonly servers: number;
}): MarkovQueue {
  requireObject("mmc", "the rates and the servers of a queue", queue);
  const { arrivalRate, serviceRate, servers } = queue;
  requireRate("arrivalRate", arrivalRate);
  requirePositive("serviceRate", serviceRate);
  const load = arrivalRate / serviceRate;
  const waitProbability = erlangC(servers, load);
  /** The rate at which a queue that has formed shrinks. */
  const drain = servers * serviceRate - arrivalRate;
  const meanWait = waitProbability / drain;
  const meanWaiting = arrivalRate * meanWait;
  return {
    utilisation: load / servers,
    throughput: arrivalRate,
    meanWait,
    meanResponse: meanWait + 1 / serviceRate,
    meanWaiting,
    meanNumber: meanWaiting + load,
    waitProbability,
    waitSurvival: (time) => (time < 0 ? 1 : waitProbability * Math.exp(-drain * time)),
    waitQuantile: (p) => {
      const exceeded = 1 - requireProbability(p);
      return exceeded >= waitProbability ? 0 : Math.log(waitProbability / exceeded) / drain;
    },
  };
}
