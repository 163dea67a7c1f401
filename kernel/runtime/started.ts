import type { ChildProcess } from "node:child_process";
import { subscribe } from "node:diagnostics_channel";
// The global one belongs to cells.
import { setTimeout } from "node:timers";
import type { Worker } from "node:worker_threads";
import type { Context } from "../output/context.js";
import type { Message } from "../protocol/message.js";
import { Family } from "../sockets/children.js";

/** How long what was told to end may take to end by itself, ms. */
const grace = 250;

/** Something that goes on after the call that started it has returned. */
export interface Undertaking {
  /** Ends it at the interrupt, before anything else happens. */
  end?(): void;
  /** Ends it at the interrupt too, or a moment later where somebody is told of it by `signal`, whom it may serve to come to an orderly end. */
  endWhenTold?(): void;
  /** Ends it a moment later. */
  endLater?(): void;
}

/**
 * What cells and handlers have started: timers, child processes, threads. An interrupt ends what the interrupted one has started,
 * and leaves what belongs to others.
 */
export class Started {
  readonly #context: Context;
  readonly #undertakings = new WeakMap<Message, Set<Undertaking>>();
  readonly #controllers = new WeakMap<Message, AbortController>();
  readonly #never = new AbortController().signal;

  constructor(context: Context) {
    this.#context = context;
    subscribe("child_process", (message) => this.#addChild((message as { process: ChildProcess }).process));
    // At once, where the process would tell of it in a later tick, to which a cell that loops does not come.
    subscribe("worker_threads", (message) => this.#addThread((message as { worker: Worker }).worker));
  }

  /** Aborted when what runs at this moment is interrupted. */
  get signal(): AbortSignal {
    const { owner } = this.#context;
    return owner ? this.#controllerOf(owner).signal : this.#never;
  }

  /** Notes what the one that runs at this moment has started; returns what is to be called when it has ended by itself. */
  add(undertaking: Undertaking): () => void {
    const { owner } = this.#context;
    if (!owner) return () => undefined;
    const all = this.#undertakings.get(owner) ?? new Set();
    this.#undertakings.set(owner, all.add(undertaking));
    return () => all.delete(undertaking);
  }

  /** Ends all that a cell or handler has started. */
  interrupt(owner: Message): void {
    const told = this.#controllers.get(owner);
    this.#controllers.delete(owner);
    const all = [...(this.#undertakings.get(owner) ?? [])];
    for (const undertaking of all) {
      undertaking.end?.();
      if (!told) undertaking.endWhenTold?.();
    }
    setTimeout(() => {
      for (const undertaking of all) {
        undertaking.endWhenTold?.();
        undertaking.endLater?.();
      }
    }, grace);
    // Who listens may do what he likes, so this comes last.
    told?.abort();
  }

  #controllerOf(owner: Message): AbortController {
    const controller = this.#controllers.get(owner) ?? new AbortController();
    this.#controllers.set(owner, controller);
    return controller;
  }

  #addChild(child: ChildProcess): void {
    let family: Family | undefined;
    const end = (): void => {
      family = child.pid === undefined ? undefined : Family.of(child.pid);
      // As a terminal would; and as a terminal's user would where that does not help.
      family?.signal("SIGINT");
    };
    const forget = this.add({ end, endLater: () => family?.signal("SIGKILL") });
    child.once("exit", forget);
  }

  #addThread(thread: Worker): void {
    const forget = this.add({ endWhenTold: () => void thread.terminate() });
    thread.once("exit", forget);
  }
}
