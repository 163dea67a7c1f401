import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";

/** So many results may wait to be taken; then the thread waits. */
const mostWaiting = 4;
const patience = 60_000;

/** What a thread runs: `body` with `give(value, moved)`, `input` and `require`. Text, as it is no file of its own in any build. */
const threadCode = (body: string) => `
const { workerData: { input, port, counts } } = require("node:worker_threads");
const give = (value, moved = []) => {
  for (let waiting; (waiting = Atomics.load(counts, 0) - Atomics.load(counts, 1)) >= ${mostWaiting}; )
    Atomics.wait(counts, 1, Atomics.load(counts, 0) - waiting);
  port.postMessage(value, moved);
  Atomics.add(counts, 0, 1);
  Atomics.notify(counts, 0);
};
(async () => { ${body} })().then(() => give({ done: true }), ({ message }) => give({ error: message }));
`;

type Message<T> = { readonly value: T } | { readonly done: true } | { readonly error: string };

/**
 * What is only to be had with `await`, one piece after the other without it: another thread makes it and this one waits.
 *
 * @param body JavaScript of an async function that calls `give({ value })` for each piece
 * @throws Error with the message of what the thread threw, after the pieces that came before
 */
export function* fromThread<T>(body: string, input: unknown): Generator<T> {
  const { port1, port2 } = new MessageChannel();
  const counts = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(threadCode(body), {
    eval: true,
    workerData: { input, port: port2, counts },
    transferList: [port2],
  });
  worker.unref();
  try {
    for (let taken = 0; ; taken++) {
      if (Atomics.wait(counts, 0, taken, patience) === "timed-out")
        throw new Error(`nothing came for ${patience / 1000} s`);
      const { message } = receiveMessageOnPort(port1) as { message: Message<T> };
      Atomics.add(counts, 1, 1);
      Atomics.notify(counts, 1);
      if ("done" in message) return;
      if ("error" in message) throw new Error(message.error);
      yield message.value;
    }
  } finally {
    port1.close();
    void worker.terminate();
  }
}
