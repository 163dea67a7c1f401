import { requireObject } from "../../argument/argument.js";
import { birthDeath, meanOver } from "./birthDeath.js";
import { type Queue, requireCount, requirePositive } from "./queue.js";

/**
 * The steady state of the machine repair model, the closed queue M/M/c//N: N machines run for a while, break down, and queue first
 * come first served for c repairers. Processes that sleep and then want one of c CPUs are the same.
 *
 * With k machines broken, P(k) / P(k - 1) = (N - k + 1) S / (min(k, c) Z) (Kleinrock, Queueing Systems I, 3.8; one repairer: the
 * same as {@link meanValueAnalysis} with one station). Repair times are exponential; of the times between only the mean matters.
 *
 * `meanNumber` counts the broken machines, `throughput` repairs per unit of time, `meanWait` the time before a repair begins.
 *
 * @param options N; c, 1 unless given; the mean time Z that a machine runs (a process sleeps) and the mean time S of a repair (of a
 * burst of CPU), in the same unit of time
 * @throws RangeError for parameters out of range
 */
export function machineRepair(queue: {
  readonly machines: number;
  readonly repairers?: number;
  readonly meanUptime: number;
  readonly meanRepair: number;
}): Queue {
  requireObject("machineRepair", "machines and their times", queue);
  const { machines, repairers = 1, meanUptime, meanRepair } = queue;
  requireCount("repairers", repairers);
  const ratio = requirePositive("meanRepair", meanRepair) / requirePositive("meanUptime", meanUptime);
  const probabilities = birthDeath(
    requireCount("machines", machines),
    (broken) => ((machines - broken + 1) * ratio) / Math.min(broken, repairers),
  );
  const busy = meanOver(probabilities, (broken) => Math.min(broken, repairers));
  const meanWaiting = meanOver(probabilities, (broken) => Math.max(0, broken - repairers));
  const throughput = busy / meanRepair;
  return {
    utilisation: busy / repairers,
    throughput,
    meanWait: meanWaiting / throughput,
    meanResponse: meanWaiting / throughput + meanRepair,
    meanWaiting,
    meanNumber: meanWaiting + busy,
  };
}
