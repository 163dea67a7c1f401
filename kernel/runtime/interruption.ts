import vm from "node:vm";
import { type Activity, Doing } from "../sockets/activity.js";
import { Interrupted } from "./errors.js";

/** Where the script finds what it is to call. */
const invocation = "phasebook.invocation";
const symbol = Symbol.for(invocation);

/** The main thread's side of interrupts: everything of the user's that runs, runs under its guard. */
export class Interruption {
  readonly #activity: Activity;
  readonly #guarded = new Map<number, (reason: Interrupted) => void>();
  readonly #script: vm.Script;
  #runs = 0;

  constructor(activity: Activity) {
    this.#activity = activity;
    // SIGINT breaks only what is called by a script, so there has to be one that calls.
    this.#script = new vm.Script(`globalThis[Symbol.for("${invocation}")]()`, { filename: "node:invocation" });
    // Arrives when a cell has ended just before it.
    process.on("SIGINT", () => {
      this.#activity.takeInterrupt();
      this.#reject();
    });
  }

  /** Runs synchronous code of a cell. */
  compute(work: () => unknown): unknown {
    Reflect.set(globalThis, symbol, work);
    try {
      return this.#activity.during(Doing.computing, () => this.#script.runInThisContext({ breakOnSigint: true }));
    } catch (error) {
      throw (error as { code?: unknown } | null)?.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED"
        ? new Interrupted()
        : error;
    } finally {
      Reflect.deleteProperty(globalThis, symbol);
    }
  }

  /** What the work comes to, or {@link Interrupted} if that comes first. */
  async guard<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#runs += 1;
    const run = this.#runs;
    const interrupted = new Promise<never>((_, reject) => this.#guarded.set(run, reject));
    this.#activity.run = run;
    try {
      // Asked for just before: the other thread has seen no run that it could tell from the next one.
      if (this.#activity.takeInterrupt()) throw new Interrupted();
      return await Promise.race([work(), interrupted]);
    } finally {
      this.#guarded.delete(run);
      this.#activity.run = Math.max(0, ...this.#guarded.keys());
    }
  }

  /** Runs a handler of the user's: its synchronous part and what it promises. */
  handle(work: () => Promise<void>): Promise<void> {
    return this.guard(async () => {
      await this.compute(work);
    });
  }

  /** The other thread says that the user wants an interrupt, or wants to know whether the event loop turns. */
  onRequest(): void {
    this.#activity.givePulse();
    if (this.#activity.takeInterrupt()) this.#reject();
  }

  #reject(): void {
    for (const interrupt of this.#guarded.values()) interrupt(new Interrupted());
  }
}
