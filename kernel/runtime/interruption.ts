// The global ones belong to cells.
import { setImmediate } from "node:timers";
import vm from "node:vm";
import { type Activity, Doing } from "../sockets/activity.js";
import { Interrupted } from "./errors.js";

type Reject = (reason: Interrupted) => void;

/** Where the script finds what it is to call. */
const invocation = "phasebook.invocation";

/** The main thread's side of interrupts: everything of the user's that runs, runs under its guard. */
export class Interruption {
  readonly #activity: Activity;
  readonly #guarded = new Map<number, Reject>();
  readonly #served = new Set<Reject>();
  readonly #script: vm.Script;
  #work: () => unknown = () => undefined;
  #runs = 0;

  constructor(activity: Activity) {
    this.#activity = activity;
    // SIGINT breaks only what is called by a script, so there has to be one that calls.
    this.#script = new vm.Script(`this["${invocation}"]()`, { filename: "node:invocation" });
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
      // What is broken off resets nothing itself. To display an error, Node would ask for its stack, which may be a trap, and write lines of the
      // compiled cell into it.
      const options = { breakOnSigint: true, displayErrors: false };
      return this.#activity.during(this.#activity.now, () => this.#script.runInThisContext(options));
    } catch (error) {
      throw (error as { code?: unknown } | null)?.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED"
        ? new Interrupted()
        : error;
    } finally {
      this.#work = before;
    }
  }

  /** Does, for code of a cell, what SIGINT must not break. */
  unbroken<Result>(work: () => Result): Result {
    return this.#activity.during(Doing.waiting, work);
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
      return await firstOf(work, (reject) => this.#guarded.set(run, reject));
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

  /**
   * Serves a request, to whatever end. When the engine terminates what runs, it drops the promise jobs that wait, and the kernel's own may be
   * among them: then {@link Interrupted} is what the service comes to. So whatever it waits for must be guarded; and on the way to the service
   * promises are awaited also where they are returned, for otherwise it takes a promise job to wait for them.
   */
  async serve<Result>(service: () => Promise<Result>): Promise<Result> {
    let lose: Reject = () => undefined;
    try {
      return await firstOf(service, (reject) => {
        lose = reject;
        this.#served.add(reject);
      });
    } finally {
      this.#served.delete(lose);
    }
  }

  /** The other thread says that the user wants an interrupt, or wants to know whether the event loop turns. */
  onRequest(): void {
    this.#activity.givePulse();
    const served = [...this.#served];
    // A service that comes from one thing it waits for to the next takes the interrupt there.
    if ((this.isGuarding || served.length === 0) && this.#activity.takeInterrupt()) this.#reject();
    // That does not take a whole turn of the event loop.
    if (served.length > 0)
      setImmediate(() => {
        if (this.isGuarding) return;
        this.#activity.takeInterrupt();
        for (const lose of served) lose(new Interrupted());
      });
  }

  #reject(): void {
    const guarded = [...this.#guarded.values()];
    // Each forgets itself when it goes on, if it does.
    this.#guarded.clear();
    this.#activity.run = 0;
    for (const interrupt of guarded) interrupt(new Interrupted());
  }
}

/** What the work comes to, unless `reject`, which is handed out, is called before. */
function firstOf<Result>(work: () => Promise<Result>, handOut: (reject: Reject) => void): Promise<Result> {
  let resolve!: (result: Result) => void;
  let reject!: (error: unknown) => void;
  const first = new Promise<Result>((...settle) => {
    [resolve, reject] = settle;
  });
  handOut(reject);
  // `Promise.race` and `then` are a cell's to replace; `await` is not.
  void (async () => {
    try {
      resolve(await work());
    } catch (error) {
      reject(error);
    }
  })();
  return first;
}
