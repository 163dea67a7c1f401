// A worker in a process of its own, which says at its end what processor time it took.
import { runPoint } from "../../../dist/src/experiment/runPoint.js";
import { redisWorker } from "../../../dist/src/runner/redisWorker.js";
import { millisecond, row } from "./jobs.mjs";

const stop = new AbortController();
let before = process.cpuUsage();
process.on("message", (message) => {
  if (message === "stop") return stop.abort();
  if (message === "begin") before = process.cpuUsage();
  const { user, system } = process.cpuUsage(before);
  process.send((user + system) / 1e6);
});
const onReady = () => process.send("ready");
await redisWorker(process.argv[2], [runPoint, row, millisecond], { concurrency: 1, signal: stop.signal, onReady });
process.disconnect();
