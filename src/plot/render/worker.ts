import { parentPort } from "node:worker_threads";
import type { FigureJson } from "../figureJson.js";
import { draw } from "./draw.js";

/** A figure to draw, and what comes back: its picture or what went wrong. */
export interface Order {
  readonly id: number;
  readonly figure: FigureJson;
}
export type Answer = { readonly id: number } & ({ readonly svg: string } | { readonly error: string });

const port = parentPort;
if (!port) throw new Error("this module draws figures in a worker thread; start it as one");

// One after the other: the ids in a picture come from numbers that are set before it is drawn.
let last = Promise.resolve();
port.on("message", (order: Order) => {
  last = last.then(async () => port.postMessage(await answer(order)));
});

async function answer({ id, figure }: Order): Promise<Answer> {
  try {
    return { id, svg: await draw(figure) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}
