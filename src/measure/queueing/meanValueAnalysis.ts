import { requireObject } from "../../argument/argument.js";
import { requireCount, requireRate } from "./queue.js";

/** One station of a closed network. */
export interface Station {
  /** V S: the service one customer needs there in one round, over all its visits. */
  readonly demand: number;
  readonly utilisation: number;
  /** The time spent there in one round, waiting included. */
  readonly meanResponse: number;
  /** The time average of those there. */
  readonly meanNumber: number;
}

/** The steady state of a closed network. */
export interface ClosedNetwork {
  /** Rounds per unit of time, of all customers together. */
  readonly throughput: number;
  /** The mean time of a round without the thinking. */
  readonly meanResponse: number;
  readonly stations: readonly Station[];
}

/**
 * A closed network of queues by exact mean value analysis: N customers go round for ever between thinking and K stations of one
 * server each.
 *
 * From the response with n - 1 customers follows that with n, since an arrival sees the network as it is without itself:
 * R_k(n) = D_k (1 + Q_k(n - 1)), X(n) = n / (Z + Σ R_k), Q_k(n) = X R_k (M. Reiser and S. S. Lavenberg, "Mean-value analysis of
 * closed multichain queuing networks", JACM 27, 1980). Exact for exponential service first come first served, and for processor
 * sharing with any distribution. For one station with several servers see {@link machineRepair}. It takes N · K steps.
 *
 * @param options N; the demand D = V S of each station; the mean time Z between rounds, 0 unless given; in one unit of time
 * @throws RangeError for parameters out of range or where all demands and the thinking time are 0
 */
export function meanValueAnalysis(network: {
  readonly customers: number;
  readonly demands: readonly number[];
  readonly thinkTime?: number;
}): ClosedNetwork {
  requireObject("meanValueAnalysis", "customers and their demands", network);
  const { customers, demands, thinkTime = 0 } = network;
  requireCount("customers", customers);
  requireRate("thinkTime", thinkTime);
  demands.forEach((demand, index) => {
    requireRate(`demands[${index}]`, demand);
  });
  if (thinkTime === 0 && demands.every((demand) => demand === 0))
    throw new RangeError("a round takes no time: all demands and the thinkTime are 0");
  let throughput = 0;
  let responses: number[] = [];
  let numbers = demands.map(() => 0);
  for (let count = 1; count <= customers; count += 1) {
    responses = demands.map((demand, station) => demand * (1 + numbers[station]!));
    throughput = count / responses.reduce((sum, response) => sum + response, thinkTime);
    numbers = responses.map((response) => throughput * response);
  }
  return {
    throughput,
    meanResponse: responses.reduce((sum, response) => sum + response, 0),
    stations: demands.map((demand, station) => ({
      demand,
      utilisation: throughput * demand,
      meanResponse: responses[station]!,
      meanNumber: numbers[station]!,
    })),
  };
}
