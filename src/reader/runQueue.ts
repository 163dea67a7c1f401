/** A wait in a run queue that came to its end. */
export interface EndedWait {
  readonly microseconds: number;
  /** Whether it began with a preemption, not with a wake-up. */
  readonly isPreempted: boolean;
}

interface Since {
  readonly time: number;
  readonly isPreempted: boolean;
  readonly isEarly: boolean;
}

/** Who waits in the run queues since when: fed with wake-ups and switches in the order of their times. */
export class RunQueue {
  /** Switches to tasks of which nobody saw since when they waited. */
  unseen = 0;
  /** How often tasks were switched away in each state: `S` sleeping, `D` uninterruptible, `R` still runnable, … */
  readonly states: Record<string, number> = {};
  readonly #since = new Map<number, Since>();

  /** How many wait now. */
  get waiting(): number {
    return this.#since.size;
  }

  /** @param isEarly of sched_waking, which comes before the task is in a queue; a sched_wakeup after it has the exact time */
  wake(pid: number, time: number, isEarly: boolean): void {
    const before = this.#since.get(pid);
    // A task that waits already, or was preempted, does not wait anew.
    if (before && !(before.isEarly && !isEarly)) return;
    this.#since.set(pid, { time, isPreempted: false, isEarly });
  }

  /** The CPU goes from one task to another; the wait of the other where its begin was seen, undefined for the idle task. */
  change(previous: number, state: string, next: number, time: number): EndedWait | undefined {
    this.states[state] = (this.states[state] ?? 0) + 1;
    // R, or R+ where it was preempted within the kernel. Any other state ends what a wake-up meant that came while it still ran.
    if (previous !== 0 && state.startsWith("R")) this.#since.set(previous, { time, isPreempted: true, isEarly: false });
    else this.#since.delete(previous);
    if (next === 0) return undefined;
    const since = this.#since.get(next);
    this.#since.delete(next);
    if (!since) {
      this.unseen += 1;
      return undefined;
    }
    const microseconds = Number((time - since.time).toFixed(3));
    return { microseconds: Math.max(0, microseconds), isPreempted: since.isPreempted };
  }
}

/** Microseconds since boot of `seconds` and the digits of their fraction; exact to the ns for some weeks. */
export function microseconds(seconds: string, fraction: string): number {
  return Number(seconds) * 1e6 + Number(`${fraction.slice(0, 6)}.${fraction.slice(6)}`);
}
