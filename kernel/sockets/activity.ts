/** What the main thread is doing, as far as it matters to how it can be interrupted. */
export const Doing = {
  /** Nothing, or waiting for a promise: its event loop turns, or should. */
  waiting: 0,
  /** Running a cell's synchronous code, where SIGINT breaks it. */
  computing: 1,
  /** Blocked until the user has answered a question. */
  asking: 2,
} as const;
export type Doing = (typeof Doing)[keyof typeof Doing];

// As they are now: a cell may replace them.
const { add, load, store, exchange, wait, notify } = Atomics;

const doing = 0;
const interrupt = 1;
const answer = 2;
const run = 3;
const pulse = 4;
/** Always zero: to wait for it is to wait. */
const unused = 5;
const received = 6;
const signalling = 7;

/** How much the sockets' thread may be behind, as {@link Activity.send} weighs it, and for how long it is waited for at most, ms. */
const backlog = 1_000_000;
const longestWait = 1000;

const unanswered = 0;
const answered = 1;
const refused = 2;

/** The few words of memory that both threads share: a busy main thread cannot be asked anything by message. */
export class Activity {
  readonly memory: SharedArrayBuffer;
  readonly #words: Int32Array;
  #sent = 0;

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(32)) {
    this.memory = memory;
    this.#words = new Int32Array(memory);
  }

  get now(): Doing {
    return load(this.#words, doing) as Doing;
  }

  /** Runs `work`, seen by the other thread as doing `what`. */
  during<Result>(what: Doing, work: () => Result): Result {
    const before = exchange(this.#words, doing, what);
    try {
      return work();
    } finally {
      store(this.#words, doing, before);
    }
  }

  /**
   * Runs what SIGINT may break. It must be called in the script that SIGINT breaks, and ends before that: at the end of the script Node puts
   * one handler of SIGINT in the place of another, and a signal that comes between would end the process.
   */
  compute<Result>(work: () => Result): Result {
    try {
      return this.during(Doing.computing, work);
    } finally {
      // A signal is about to be sent to a thread that was computing: it is to arrive now.
      if (this.interruptRequested) {
        wait(this.#words, signalling, 1, longestWait);
        wait(this.#words, unused, 0, 20);
      }
    }
  }

  /** The number of the cell that runs or waits at this moment; zero if there is none. */
  get run(): number {
    return load(this.#words, run);
  }

  set run(number: number) {
    store(this.#words, run, number);
  }

  requestInterrupt(): void {
    store(this.#words, interrupt, 1);
  }

  /** Requests an interrupt and does what follows of it; what is computed does not end meanwhile, so that a signal still finds it. */
  requestInterruptWith(consequences: () => void): void {
    store(this.#words, signalling, 1);
    this.requestInterrupt();
    try {
      consequences();
    } finally {
      store(this.#words, signalling, 0);
      notify(this.#words, signalling);
    }
  }

  get interruptRequested(): boolean {
    return load(this.#words, interrupt) === 1;
  }

  /** Takes the request for an interrupt: true once for every request. */
  takeInterrupt(): boolean {
    return exchange(this.#words, interrupt, 0) === 1;
  }

  /**
   * The main thread has sent the other one a message of this weight, and waits where that is far behind: a loop that prints would keep it from
   * its sockets, on which an interrupt comes.
   */
  send(weight: number): void {
    this.#sent = (this.#sent + weight) | 0;
    for (let waited = 0; waited < longestWait; waited += 10) {
      const count = load(this.#words, received);
      if (((this.#sent - count) | 0) <= backlog) return;
      wait(this.#words, received, count, 10);
    }
  }

  /** The sockets' thread has taken a message. */
  receive(weight: number): void {
    add(this.#words, received, weight);
    notify(this.#words, received);
  }

  /** Asks whether the event loop of the main thread turns; it does if the pulse is not missing a moment later. */
  feelPulse(): void {
    store(this.#words, pulse, 1);
  }

  givePulse(): void {
    store(this.#words, pulse, 0);
  }

  get pulseIsMissing(): boolean {
    return load(this.#words, pulse) === 1;
  }

  /** Blocks this thread until `answerQuestion` or `refuseQuestion`; `ask` must make somebody call it. */
  waitForAnswer(ask: () => void): "answered" | "refused" {
    store(this.#words, answer, unanswered);
    return this.during(Doing.asking, () => {
      ask();
      wait(this.#words, answer, unanswered);
      return load(this.#words, answer) === answered ? "answered" : "refused";
    });
  }

  answerQuestion(): void {
    this.#settle(answered);
  }

  refuseQuestion(): void {
    this.#settle(refused);
  }

  #settle(state: number): void {
    store(this.#words, answer, state);
    notify(this.#words, answer);
  }
}
