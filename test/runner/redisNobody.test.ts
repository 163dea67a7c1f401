import { expect, it } from "vitest";
import { whyNobody } from "../../src/runner/redisNobody.js";

const server = { address: "redis://there:6379/0", queue: "jobs" };
const run = { version: "2.0.0", job: "echo" };
const worker = { version: "2.0.0", jobs: ["echo"], concurrency: 1, host: "far", pid: 7 };
const start = "phasebook worker --redis redis://there:6379/0";

it.each([
  [[], `none is there; start one with ${start}`],
  [
    [
      { ...worker, version: "1.2.0" },
      { ...worker, version: "1.0.0" },
      { ...worker, version: "1.2.0" },
    ],
    `those there are of Phasebook 1.0.0, 1.2.0, and this is 2.0.0; start one of 2.0.0 with ${start}`,
  ],
  [
    [
      { ...worker, jobs: ["sum", "product"] },
      { ...worker, version: "1.2.0" },
    ],
    'those there do not know the job "echo", only product, sum; start one that is given it: redisWorker("redis://there:6379/0", [echo])',
  ],
  [[worker, { ...worker, jobs: ["sum"] }], "those that could are at other work, or hang: far (process 7)"],
])("among %j", (workers, reason) => {
  expect(whyNobody(workers, run, server, 10_000)).toBe(`no worker has taken anything for 10 s: ${reason}`);
});
