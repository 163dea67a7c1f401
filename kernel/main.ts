import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { MessageChannel, Worker } from "node:worker_threads";
import type { CellCompiler } from "./language/compiler.js";
import { strictTypesOf } from "./language/notebookTypes.js";
import { remote } from "./language/remote.js";
import type { LanguageOptions } from "./language/thread.js";
import { log } from "./log.js";
import { type Connection, readConnection } from "./protocol/connection.js";
import { kernelInformation } from "./protocol/information.js";
import { Activity } from "./sockets/activity.js";
import { type FromSockets, type SocketsOptions, type ToSockets, weightOf } from "./sockets/bridge.js";

// The kernel's main file: node main.js CONNECTION_FILE [--preload MODULE]…

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { preload: { type: "string", multiple: true, default: [] } },
});
const [connectionFile] = positionals;
if (connectionFile === undefined) {
  process.stderr.write("usage: main.js CONNECTION_FILE [--preload MODULE]…\n");
  process.exit(2);
}

/** What Jupyter's log, where it lands, can say of a file that cannot be used. */
function connectionIn(file: string): Connection {
  try {
    return readConnection(file);
  } catch (error) {
    log((error as Error).message);
    process.exit(1);
  }
}

const manifest = fileURLToPath(new URL("../../package.json", import.meta.url));
const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
const activity = new Activity();
// A port keeps what arrives until somebody listens; a worker's own events would be lost while modules are loaded.
const bridge = new MessageChannel();
const questions = new MessageChannel();
const cells = new MessageChannel();
const help = new MessageChannel();
const options: SocketsOptions = {
  connection: connectionIn(connectionFile),
  information: kernelInformation(version),
  activity: activity.memory,
  bridge: bridge.port2,
  answers: questions.port2,
  assistance: help.port2,
};
// The sockets first: a client is answered while the compiler is still being loaded.
const sockets = new Worker(new URL("sockets/worker.js", import.meta.url), {
  workerData: options,
  transferList: [bridge.port2, questions.port2, help.port2],
});
const language = new Worker(new URL("language/thread.js", import.meta.url), {
  workerData: {
    folder: process.cwd(),
    preload: values.preload,
    strictTypes: strictTypesOf(),
    cells: cells.port2,
    assistance: help.port1,
  } satisfies LanguageOptions,
  transferList: [cells.port2, help.port1],
  // What the compiler makes at its start is mostly kept: a nursery that holds it saves copying it again and again. What it makes of a cell is
  // old before it is garbage, of which V8 gathers several times as much where the heap has no bound; no notebook's types come near this one.
  resourceLimits: { maxYoungGenerationSizeMb: 64, maxOldGenerationSizeMb: 1024 },
});

const { Publisher } = await import("./output/publisher.js");
const { Session } = await import("./session.js");
const { Kernel } = await import("./kernel.js");
const { defineBuiltins, trapExit } = await import("./runtime/globals.js");

const exit = trapExit();
sockets.on("error", (error) => {
  log(`the thread of the sockets failed: ${error.stack ?? error}`);
  exit(1);
});
language.on("error", (error) => {
  log(`the thread of the language failed: ${error.stack ?? error}`);
  // It ends the process when it has closed the sockets, which would make the process crash.
  bridge.port1.postMessage({ operation: "end" } satisfies ToSockets);
});
defineBuiltins();
const session = new Session({
  folder: process.cwd(),
  compiler: remote<CellCompiler>(cells.port1),
  publisher: new Publisher((message) => {
    bridge.port1.postMessage(message);
    activity.send(weightOf(message));
  }),
  activity,
  answers: questions.port1,
  preload: values.preload,
});
const kernel = new Kernel(session);

bridge.port1.on("message", (message: FromSockets) => {
  switch (message.operation) {
    case "request":
      return void kernel.receive(message.message);
    case "interrupt":
      return session.interruption.onRequest();
    case "exit":
      return exit(message.code);
    case "ready":
      session.warmUp().catch((error: unknown) => log(`cannot load in advance: ${error}`));
  }
});
