import vm from "node:vm";
import type { Activity } from "../sockets/activity.js";
import { Interrupted } from "./errors.js";

/** Where the script finds what it is to call. */
const invocation = "phasebook.invocation";

/** The main thread's side of interrupts: everything of the user's that runs, runs under its guard. */
export class Interruption {
  readonly #activity: Activity;
  readonly #guarded = new Map<number, (reason: Interrupted) => void>();
  readonly #script: vm.Script;
  #work: () => unknown = () => undefined;
  #runs = 0;

  constructor(activity: Activity) {
    this.#activity = activity;
    // SIGINT breaks only what is called by a script, so there has to be one that calls.
    this.#script = new vm.Script(`globalThis["${invocation}"]()`, { filename: "node:invocation" });
    // There to stay, whatever a cell does to the global object.
    Object.defineProperty(globalThis, invocation, { value: () => this.#activity.compute(() => this.#work()) });
  }

  /** SIGINT arrives when a cell has ended just before it. */
  onSignal(): void {
    this.#activity.takeInterrupt();
    this.#reject();
  }

  /** Runs synchronous code of a cell. */
  compute(work: () => unknown): unknown {
    const before = this.#work;
    this.#work = work;
    try {
      // Else Node would write lines of the compiled cell into the stack of what it throws.
      const options = { breakOnSigint: true, displayErrors: false };
      // What is broken off resets nothing itself.
      return this.#activity.during(this.#activity.now, () => this.#script.runInThisContext(options));
    } catch (error) {
      throw (error as { code?: unknown } | null)?.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED"
        ? new Interrupted()
        : error;
    } finally {
      this.#work = before;
    }
  }

  /** Whether a cell or a handler runs or waits. */
  get isGuarding(): boolean {
    return this.#guarded.size > 0;
  }

  /** What the work comes to, or {@link Interrupted} if that comes first. */
  async guard<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#runs += 1;
    const run = this.#runs;
    this.#activity.run = run;
    try {
      // Asked for just before: the other thread has seen no run that it could tell from the next one.
      if (this.#activity.takeInterrupt()) throw new Interrupted();
      let resolve!: (result: Result) => void;
      let reject!: (error: unknown) => void;
      const first = new Promise<Result>((...settle) => {
        [resolve, reject] = settle;
      });
      this.#guarded.set(run, reject);
      // `Promise.race` and `then` are a cell's to replace; `await` is not.
      void (async () => {
        try {
          resolve(await work());
        } catch (error) {
          reject(error);
        }
      })();
      return await first;
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
