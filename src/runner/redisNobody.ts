import type { RunEntry, WorkerEntry } from "./redisProtocol.js";
import type { RedisServer } from "./redisServer.js";

/** Why nobody may have taken a batch of a run for so many ms, and what to do about it. */
export function whyNobody(
  workers: readonly WorkerEntry[],
  { version, job }: RunEntry,
  { address, queue }: Pick<RedisServer, "address" | "queue">,
  milliseconds: number,
): string {
  const begin = `no worker has taken anything for ${milliseconds / 1000} s`;
  const command = `phasebook worker --redis ${address}${queue === "jobs" ? "" : ` --redis-queue ${queue}`}`;
  if (workers.length === 0) return `${begin}: none is there; start one with ${command}`;
  const sameVersion = workers.filter((worker) => worker.version === version);
  if (sameVersion.length === 0) {
    const versions = [...new Set(workers.map((worker) => worker.version))].sort().join(", ");
    return `${begin}: those there are of Phasebook ${versions}, and this is ${version}; start one of ${version} with ${command}`;
  }
  const fitting = sameVersion.filter(({ jobs }) => jobs.includes(job));
  if (fitting.length === 0) {
    const known = [...new Set(sameVersion.flatMap(({ jobs }) => jobs))].sort().join(", ");
    return `${begin}: those there do not know the job "${job}", only ${known}; start one that is given it: redisWorker(${JSON.stringify(address)}, [${job}])`;
  }
  const places = fitting.map(({ host, pid }) => `${host} (process ${pid})`).join(", ");
  return `${begin}: those that could are at other work, or hang: ${places}`;
}
