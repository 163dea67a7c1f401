import { readFileSync } from "node:fs";

/** The CPU time that the main thread needs for what the kernel itself does, such as loading modules, and for a collection of garbage, ms. */
const enough = 600;

/** How long a block has to be for one, ms. */
const short = 150;

/**
 * How the main thread has spent the time since it was asked something. On a busy machine a thread that has not answered may not have
 * had its turn yet: so what counts is the CPU time that it has used without answering.
 */
export class Patience {
  readonly #began = performance.now();
  readonly #used = mainThread()?.used;
  #lastUsed = this.#used;
  #stillSince = this.#began;

  /** It waits for something, with its event loop standing still. To be asked at short intervals, for only the last while counts. */
  isBlocked(): boolean {
    const now = performance.now();
    const thread = mainThread();
    if (thread?.used !== this.#lastUsed) {
      this.#lastUsed = thread?.used;
      this.#stillSince = now;
    }
    return now - this.#stillSince >= short && thread?.state !== "R";
  }

  /** It computes, and does not come to answering. */
  get isOver(): boolean {
    const elapsed = performance.now() - this.#began;
    const used = mainThread()?.used;
    // Where the system does not say, the clock has to do.
    const spent = used !== undefined && this.#used !== undefined ? used - this.#used : elapsed;
    return spent >= enough;
  }
}

/**
 * What the main thread has used of the CPU so far, ms, in steps of 10, and whether it runs, or would if it had its turn (R); undefined where the
 * system does not say.
 */
function mainThread(): { used: number; state: string } | undefined {
  try {
    // The main thread of a process has its number.
    const text = readFileSync(`/proc/self/task/${process.pid}/stat`, "latin1");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { used: 10 * (Number(fields[11]) + Number(fields[12])), state: fields[0]! };
  } catch {
    return undefined;
  }
}
