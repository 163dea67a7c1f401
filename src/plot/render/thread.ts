import { Worker } from "node:worker_threads";
import type { FigureJson } from "../figureJson.js";
import type { Answer, Order } from "./worker.js";

interface Waiting {
  resolve(svg: string): void;
  reject(error: Error): void;
}

/** The thread that draws, started with the first figure, and the pictures it owes. */
let thread: Worker | undefined;
const waiting = new Map<number, Waiting>();
let orders = 0;

/** Draws a figure in a thread of its own, so that cells, sliders and messages go on meanwhile. */
export async function drawInThread(figure: FigureJson): Promise<string> {
  // Run from its sources, as the tests do, there is no JavaScript for a thread to start from.
  if (import.meta.url.endsWith(".ts")) return (await import("./draw.js")).draw(figure);
  thread ??= start();
  orders += 1;
  const order: Order = { id: orders, figure };
  // The process lives until every picture it asked for is drawn, and not for the thread's sake.
  thread.ref();
  return new Promise((resolve, reject) => {
    waiting.set(order.id, { resolve, reject });
    thread?.postMessage(order);
  });
}

function start(): Worker {
  const worker = new Worker(new URL("./worker.js", import.meta.url), {
    // jsdom reports what it lacks on the console, which is the user's.
    stdout: true,
    stderr: true,
    execArgv: [],
  });
  worker.on("message", (answer: Answer) => {
    const order = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker.unref();
    if ("svg" in answer) order?.resolve(answer.svg);
    else order?.reject(new Error(`the figure could not be drawn: ${answer.error}`));
  });
  const end = (error: Error) => {
    if (thread === worker) thread = undefined;
    for (const order of waiting.values()) order.reject(error);
    waiting.clear();
  };
  worker.on("error", end);
  worker.on("exit", () => end(new Error("the thread that draws figures ended")));
  worker.unref();
  return worker;
}
