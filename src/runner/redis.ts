import type { Runner } from "../job/runner.js";
import type { RedisOptions } from "./redisOptions.js";
import { RedisRun } from "./redisRun.js";
import { redisServer } from "./redisServer.js";

/** Where the pieces go and how large their batches are. */
export interface RedisRunnerOptions extends RedisOptions {
  /** How long a batch of pieces should take a worker, ms; unless given 250, and 1 for every batch at work where those are more. */
  readonly batchDuration?: number;
}

/**
 * Has pieces done by workers on any number of machines, which find them in a Redis: `phasebook worker --redis URL` starts one.
 *
 * Pieces go in batches that grow until they take `batchDuration`. A batch whose worker dies is done by another within seconds, one that
 * Redis forgets is put there again, and a piece done twice counts once. No code travels: a worker does jobs it knows by their name, of
 * its own version of Phasebook.
 *
 * @throws RangeError for options that cannot be right; running throws an Error that says what is wrong with the server
 */
export function redis(options: string | RedisRunnerOptions): Runner {
  const server = redisServer(options);
  const batchDuration = typeof options === "string" ? undefined : options.batchDuration;
  if (batchDuration !== undefined && !(batchDuration > 0))
    throw new RangeError(`redis: batchDuration is a number of ms above 0, got ${batchDuration}`);
  return {
    name: "redis",
    async run(job, shared, inputs, runnerOptions) {
      if (runnerOptions.signal?.aborted) return "aborted";
      if (inputs.length === 0) return "done";
      return new RedisRun(server, batchDuration, job, shared, inputs, runnerOptions).run();
    },
  };
}
