import { Session } from "node:inspector";
import type { Activity } from "./activity.js";
import { Doing } from "./activity.js";
import { Family } from "./children.js";
import { Inquiry } from "./inquiry.js";
import { Patience } from "./patience.js";

/** How often the main thread is looked after when it has been interrupted, ms. */
const interval = 20;

/** How many times it is, after it has noticed. */
const vigilance = 45;

/** How many times it has to be found at the user's code in one turn of its event loop to be lost in it: in a cell, and outside of any. */
const timesFound = 3;
const timesFoundOutside = 12;

/** What a child process is told that the main thread waits for: ever more plainly. */
const signals = ["SIGINT", "SIGTERM", "SIGKILL"] as const;

/**
 * Interrupts whatever the main thread does, from the other thread:
 *
 * - a question to the user is refused;
 * - synchronous code of a cell runs in a script that SIGINT breaks;
 * - an event loop that turns is sent a message, and the main thread rejects what it awaits;
 * - a child process that it waits for is told to end;
 * - a loop in a promise job, a timer or a handler answers no message: its execution is terminated through the inspector. That drops the promise
 *   jobs that wait, and skips every `finally` on the stack, so the main thread is asked first, by the same way, whether it is the user's
 *   code that runs, and not the kernel's or Node's loader.
 */
export class Interrupter {
  readonly #activity: Activity;
  readonly #notify: () => void;
  readonly #despair: () => void;
  readonly #inspector = new Session();
  readonly #inquiry = new Inquiry(this.#inspector);
  #timer: NodeJS.Timeout | undefined;
  /** When SIGINT was sent last, and when the user asked last. */
  #signalled = Number.NEGATIVE_INFINITY;
  #requested = Number.NEGATIVE_INFINITY;
  /** How many times child processes have been signalled, and which. */
  #told = 0;
  #children: Family | undefined;

  /**
   * @param notify sends the main thread a message
   * @param despair is called where nothing interrupts the main thread, since it waits for the operating system and for no child process
   */
  constructor(activity: Activity, notify: () => void, despair: () => void) {
    this.#activity = activity;
    this.#notify = notify;
    this.#despair = despair;
    this.#inspector.connectToMainThread();
  }

  /** The user asks for it. */
  request(): void {
    this.#requested = performance.now();
    this.#told = 0;
    this.#children = undefined;
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
      if (activity.now === Doing.computing) this.#signal();
    });
    this.#begin();
  }

  #signal(): void {
    this.#signalled = performance.now();
    process.kill(process.pid, "SIGINT");
  }

  /** Must be called before the process ends: an open session keeps the main thread from exiting. */
  close(): void {
    clearTimeout(this.#timer);
    this.#inspector.disconnect();
  }

  #begin(): void {
    this.#inquiry.begin();
    this.#expect(new Patience());
  }

  /** Sees to it that the interrupt is noticed. */
  #expect(patience: Patience): void {
    this.#later(() => {
      const activity = this.#activity;
      const computing = activity.now === Doing.computing;
      // It has come to compute since, and no signal has reached it.
      if (activity.interruptRequested && computing && this.#signalled < this.#requested) this.#signal();
      const isLost = (!computing && this.#inquiry.findsUserCode(timesFound)) || this.#isOver(patience);
      if (!activity.interruptRequested) this.#watch(vigilance);
      else if (patience.isBlocked()) this.#endWaiting(computing);
      else if (isLost) this.#cutOff(computing);
      else this.#expect(patience);
    });
  }

  /** A module that is being loaded is waited for, however long it takes. */
  #isOver(patience: Patience): boolean {
    return patience.isOver && !this.#inquiry.findsLoader;
  }

  /** One timer for all requests: an old one must not take a new request for its own. */
  #later(look: () => void): void {
    // A signal that comes in the midst of the question would only end that.
    if (this.#activity.now === Doing.waiting) this.#inquiry.ask();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(look, interval);
  }

  /**
   * The main thread stands still, as a rule because it waits for a child process, and notices nothing before that has ended. Then it does, for
   * SIGINT has reached it, or what breaks it off where that does not.
   */
  #endWaiting(computing: boolean): void {
    if (!computing) this.#inspector.post("Runtime.terminateExecution");
    const newest = Family.ofNewestChild();
    this.#children = newest?.with(this.#children) ?? this.#children;
    const anybody = this.#children?.signal(signals[this.#told] ?? "SIGKILL");
    this.#told += 1;
    if (!anybody && this.#told === signals.length) this.#despair();
    this.#begin();
  }

  #cutOff(computing: boolean): void {
    const activity = this.#activity;
    // It has come, and takes effect when a function of the engine, such as a long sort, returns; a second one might come between two handlers.
    if (computing && performance.now() - this.#signalled < 3000) {
      this.#begin();
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
      this.#begin();
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
    this.#inquiry.begin();
    this.#lookAfter(times, new Patience());
  }

  #lookAfter(times: number, patience: Patience): void {
    this.#later(() => {
      const activity = this.#activity;
      const isStill = activity.pulseIsMissing && activity.run === 0 && activity.now === Doing.waiting;
      if (!isStill) this.#watch(times - 1);
      else if (this.#inquiry.findsUserCode(timesFoundOutside) || this.#isOver(patience))
        this.#inspector.post("Runtime.terminateExecution", () => this.#watch(vigilance));
      else this.#lookAfter(times, patience);
    });
  }
}
