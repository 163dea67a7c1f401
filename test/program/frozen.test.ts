import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { article } from "../../src/program/article.js";
import { scheduler } from "../../src/program/scheduler.js";
import { root } from "../setup/parts.js";
import { type FrozenRun, frozenRuns } from "./frozenRuns.js";

/** What a run came to. */
type Result = readonly [events: number, time: number, accounts: Readonly<Record<string, number>>];

/**
 * The results of the built-in models: a contract, since a run is reproduced from its seed. Whoever changes one changes what users
 * have published, and says so in the release.
 */
const frozen: readonly Result[] = [
  [9999, 26139, { bpf: 2096621, run: 50314458 }],
  [9999, 26142, { bpf: 2103748, run: 50307089 }],
  [9999, 1074, { bpf: 2342686, run: 24172377 }],
  [50000, 54263, { bpf: 12501840, run: 129950265 }],
  [15955, 10000000000, { run: 6909005191.396587, bpf: 0, system: 6730000 }],
  [9863, 2000000000, { run: 6562000000, bpf: 0, system: 0 }],
  [39342, 1000000000, { run: 9657989392.73118, bpf: 11676617.604313688, system: 117358000 }],
];

function resultOf({ events, time, accounts }: ReturnType<typeof simulate>): Result {
  return [events, time, accounts];
}

describe("a seed gives the same bits for ever", () => {
  it.each(frozenRuns.map((run, index) => [JSON.stringify(run), run, frozen[index]] as const))(
    "%s",
    (_, run, result) => {
      const model = "article" in run ? article(run.article) : scheduler(run.scheduler);
      expect(resultOf(simulate(model, run))).toEqual(result);
    },
  );
});

const rooms = join(root, "dist", "rooms");

/** In a thread of its own; what it finds is sent back. */
const inWorker = `
  const { parentPort, workerData } = require("node:worker_threads");
  const load = (room) => import(workerData.rooms[room]);
  (async () => {
    const { simulate } = await load("engine");
    const { article, scheduler } = await load("program");
    parentPort.postMessage(workerData.runs.map((run) => {
      const { events, time, accounts } = simulate(run.article ? article(run.article) : scheduler(run.scheduler), run);
      return [events, time, accounts];
    }));
  })();
`;

function runInWorker(runs: readonly FrozenRun[]): Promise<unknown> {
  const url = (room: string): string => pathToFileURL(join(rooms, `${room}.js`)).href;
  const workerData = { runs, rooms: { engine: url("engine"), program: url("program") } };
  const worker = new Worker(inWorker, { eval: true, workerData });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

describe.skipIf(!existsSync(rooms))("a worker", () => {
  it("comes to the same bits as the main thread", async () => {
    expect(await runInWorker(frozenRuns)).toEqual(frozen);
  });
});
