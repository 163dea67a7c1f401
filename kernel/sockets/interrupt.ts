import { Session } from "node:inspector";
import type { Activity } from "./activity.js";
import { Doing } from "./activity.js";
import { signalNewestChild } from "./children.js";
import { Patience } from "./patience.js";

/** How often the main thread is looked after when it has been interrupted, ms. */
const interval = 50;

/** How many times it is, after it has noticed. */
const vigilance = 18;

/** How much CPU time it may use without answering where no cell runs, ms: the kernel itself has work to do there, such as loading modules. */
const outsideOfCells = 600;

/**
 * Interrupts whatever the main thread does, from the other thread:
 *
 * - a question to the user is refused;
 * - synchronous code of a cell runs in a script that SIGINT breaks;
 * - an event loop that turns is sent a message, and the main thread rejects what it awaits;
 * - a child process that it waits for is told to end;
 * - a loop in a promise job, a timer or a handler answers no message: its execution is terminated through the inspector.
 */
export class Interrupter {
  readonly #activity: Activity;
  readonly #notify: () => void;
  readonly #inspector = new Session();
  #timer: NodeJS.Timeout | undefined;
  /** When SIGINT was sent last. */
  #signalled = Number.NEGATIVE_INFINITY;
  /** What a child process is told that the main thread waits for: ever more plainly. */
  #signals: NodeJS.Signals[] = [];

  constructor(activity: Activity, notify: () => void) {
    this.#activity = activity;
    this.#notify = notify;
    this.#inspector.connectToMainThread();
  }

  /** The user asks for it. */
  request(): void {
    this.#signals = ["SIGINT", "SIGTERM"];
    this.#interrupt();
  }

  #interrupt(): void {
    const activity = this.#activity;
    if (activity.now === Doing.asking) {
      activity.refuseQuestion();
      return;
    }
    activity.requestInterruptWith(() => {
      this.#notify();
      // The code may have come to an await before the signal arrives, so this alone is not enough either.
      if (activity.now !== Doing.computing) return;
      this.#signalled = performance.now();
      process.kill(process.pid, "SIGINT");
    });
    this.#expect(new Patience());
  }

  /** Must be called before the process ends: an open session keeps the main thread from exiting. */
  close(): void {
    clearTimeout(this.#timer);
    this.#inspector.disconnect();
  }

  /** Sees to it that the interrupt is noticed. */
  #expect(patience: Patience): void {
    this.#later(() => {
      const activity = this.#activity;
      const computing = activity.now === Doing.computing;
      if (!activity.interruptRequested) this.#watch(vigilance);
      else if (patience.isBlocked()) this.#endWaiting(computing);
      else if (patience.isOver) this.#cutOff(computing);
      else this.#expect(patience);
    });
  }

  /** One timer for all requests: an old one must not take a new request for its own. */
  #later(look: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(look, interval);
  }

  /**
   * The main thread stands still, as a rule because it waits for a child process, and notices nothing before that has ended. Then it does, for
   * SIGINT has reached it, or what breaks it off where that does not.
   */
  #endWaiting(computing: boolean): void {
    if (!computing) this.#inspector.post("Runtime.terminateExecution");
    signalNewestChild(this.#signals.shift() ?? "SIGKILL");
    this.#expect(new Patience());
  }

  #cutOff(computing: boolean): void {
    const activity = this.#activity;
    // It has come, and takes effect when a function of the engine, such as a long sort, returns; a second one might come between two handlers.
    if (computing && performance.now() - this.#signalled < 3000) {
      this.#expect(new Patience());
      return;
    }
    // What comes next must not be interrupted for what is cut off here.
    activity.takeInterrupt();
    if (computing) {
      this.#interrupt();
      return;
    }
    this.#inspector.post("Runtime.terminateExecution", () => {
      // A cell that waits, or that has come from its compilation to its run, has still to be told; and what was cut off may have seen to
      // it that it is called again.
      if (activity.run === 0) {
        this.#watch(vigilance);
        return;
      }
      activity.requestInterrupt();
      this.#notify();
      this.#expect(new Patience());
    });
  }

  /**
   * A cell that was interrupted while it waited goes on when what it waited for has come, and may loop then, with nobody
   * to interrupt it: its reply has been sent. So for a while a main thread that is lost outside of any cell is set free.
   */
  #watch(times: number): void {
    if (times === 0) return;
    this.#activity.feelPulse();
    this.#notify();
    this.#lookAfter(times, new Patience(outsideOfCells));
  }

  #lookAfter(times: number, patience: Patience): void {
    this.#later(() => {
      const activity = this.#activity;
      const lost = activity.pulseIsMissing && activity.run === 0 && activity.now === Doing.waiting;
      if (!lost) this.#watch(times - 1);
      else if (patience.isOver) this.#inspector.post("Runtime.terminateExecution", () => this.#watch(vigilance));
      else this.#lookAfter(times, patience);
    });
  }
}
