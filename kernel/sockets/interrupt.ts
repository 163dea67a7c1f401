import { Session } from "node:inspector";
import type { Activity } from "./activity.js";
import { Doing } from "./activity.js";

/** How long the main thread may take to notice an interrupt by itself before what it runs is cut off. */
const patience = 150;

/**
 * Interrupts whatever the main thread does, from the other thread:
 *
 * - a question to the user is refused;
 * - synchronous code of a cell runs in a script that SIGINT breaks;
 * - an event loop that turns is sent a message, and the main thread rejects what it awaits;
 * - a loop in a promise job, a timer or a handler answers no message: its execution is terminated through the inspector.
 */
export class Interrupter {
  readonly #activity: Activity;
  readonly #notify: () => void;
  readonly #inspector = new Session();

  constructor(activity: Activity, notify: () => void) {
    this.#activity = activity;
    this.#notify = notify;
    this.#inspector.connectToMainThread();
  }

  interrupt(): void {
    const activity = this.#activity;
    if (activity.now === Doing.asking) {
      activity.refuseQuestion();
      return;
    }
    if (activity.now === Doing.computing) {
      process.kill(process.pid, "SIGINT");
      return;
    }
    const { run } = activity;
    activity.requestInterrupt();
    this.#notify();
    setTimeout(() => this.#terminate(run), patience);
  }

  /** Must be called before the process ends: an open session keeps the main thread from exiting. */
  close(): void {
    this.#inspector.disconnect();
  }

  #terminate(run: number): void {
    const activity = this.#activity;
    if (!activity.interruptRequested) return;
    // A cut through the compiler would leave it broken; it takes the request itself when it is done.
    if (activity.now === Doing.compiling) return;
    // What comes next must not be interrupted for what is cut off here.
    activity.takeInterrupt();
    if (activity.now === Doing.computing) {
      this.interrupt();
      return;
    }
    this.#inspector.post("Runtime.terminateExecution", () => {
      if (run === 0 || activity.run !== run) return;
      activity.requestInterrupt();
      this.#notify();
    });
  }
}
