import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import { Interrupted } from "../runtime/errors.js";
import type { Activity } from "../sockets/activity.js";
import type { Context } from "./context.js";
import type { Publisher } from "./publisher.js";

/** Asks the user, on the client that runs the cell, and blocks until there is an answer. */
export class Question {
  readonly #publisher: Publisher;
  readonly #context: Context;
  readonly #activity: Activity;
  readonly #answers: MessagePort;

  constructor(publisher: Publisher, context: Context, activity: Activity, answers: MessagePort) {
    this.#publisher = publisher;
    this.#context = context;
    this.#activity = activity;
    this.#answers = answers;
  }

  /** Throws where nobody can be asked, and {@link Interrupted} if the user interrupts instead of answering. */
  ask(prompt = "", { password = false }: { password?: boolean } = {}): string {
    const { cell } = this.#context;
    if (!cell) throw new Error("input() works only while a cell is running.");
    if (cell.content.allow_stdin !== true) throw new Error("input() is not allowed here: nobody is there to answer.");
    const outcome = this.#activity.waitForAnswer(() => this.#publisher.ask(cell, { prompt: String(prompt), password }));
    if (outcome === "refused") throw new Interrupted();
    return String(receiveMessageOnPort(this.#answers)?.message ?? "");
  }
}
