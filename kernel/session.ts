import type { MessagePort } from "node:worker_threads";
import type { CellCompiler } from "./language/compiler.js";
import type { Remote } from "./language/remote.js";
import { Comms } from "./output/comm.js";
import { Context, type OutputSink, type Owner } from "./output/context.js";
import { Display } from "./output/display.js";
import { installHost } from "./output/host.js";
import { Outputs } from "./output/outputs.js";
import type { Publisher } from "./output/publisher.js";
import { Question } from "./output/question.js";
import { captureStreams } from "./output/streams.js";
import type { Header, Message } from "./protocol/message.js";
import { History } from "./requests/history.js";
import { Cells } from "./runtime/cells.js";
import { Interrupted, isA } from "./runtime/errors.js";
import { loadLazyGlobals } from "./runtime/globals.js";
import { Interruption } from "./runtime/interruption.js";
import { Intrinsics } from "./runtime/intrinsics.js";
import { Modules } from "./runtime/modules.js";
import { Sources } from "./runtime/sources.js";
import { isOwn, ownStacks } from "./runtime/stack.js";
import { Started } from "./runtime/started.js";
import { ownTimers } from "./runtime/timers.js";
import { type ErrorReport, reportError, reportThrown } from "./runtime/traceback.js";
import type { Activity } from "./sockets/activity.js";
import { answerOccupation } from "./sockets/occupant.js";

export interface SessionOptions {
  folder: string;
  compiler: Remote<CellCompiler>;
  publisher: Publisher;
  activity: Activity;
  answers: MessagePort;
  /** Modules that cells are likely to import. */
  preload: readonly string[];
}

/** What lives from the start of the kernel to its end: the notebook's variables and types, and the ways out of it. */
export class Session {
  readonly context = new Context();
  readonly started = new Started(this.context);
  readonly outputs = new Outputs();
  readonly history = new History();
  readonly sources = new Sources();
  readonly publisher: Publisher;
  readonly interruption: Interruption;
  readonly display: Display;
  readonly comms: Comms;
  readonly modules: Modules;
  readonly cells: Cells;
  readonly #intrinsics: Intrinsics;
  readonly #listeners: readonly [event: string, listener: (reason: unknown) => void][] = [
    ["uncaughtException", (error) => this.reportStray(error)],
    ["unhandledRejection", (reason) => this.reportStray(reason)],
    ["SIGINT", () => this.interruption.onSignal()],
  ];
  /** The number of the last cell that was counted. */
  executionCount = 0;

  constructor(options: SessionOptions) {
    const { publisher, activity, folder, compiler } = options;
    this.publisher = publisher;
    this.interruption = new Interruption(activity);
    this.display = new Display(publisher, this.outputs, this.context, (error, parent) =>
      this.reportStray(error, parent),
    );
    this.comms = new Comms(publisher, this.outputs, this.context);
    this.modules = new Modules(folder, this.sources, (load) => this.interruption.unbroken(load), options.preload);
    this.cells = new Cells(compiler, this.modules, this.sources, this.interruption);
    installHost(
      this.display,
      this.comms,
      new Question(publisher, this.context, activity, options.answers),
      this.started,
      (work, sink) => this.#run(work, sink),
      (error) => this.report(error),
    );
    ownTimers(this.context, this.started);
    ownStacks(this.sources);
    answerOccupation(isOwn);
    captureStreams((name, text) => {
      const { owner, parent } = this.context;
      const { sink, outputs = this.outputs } = owner ?? {};
      outputs.add(() => (sink ? sink.stream(name, text) : publisher.stream(name, text, parent)));
    });
    this.#intrinsics = new Intrinsics();
    this.attend();
  }

  /** Listens to what would end the process where nobody did; again after each cell, for a cell can make it stop. */
  attend(): void {
    for (const [event, listener] of this.#listeners)
      if (!process.listeners(event as NodeJS.Signals).includes(listener)) process.on(event, listener);
  }

  /**
   * Loads in advance what the first cell is likely to import, in pieces between which requests are served. The compiler comes first: every cell
   * waits for it.
   */
  async warmUp(): Promise<void> {
    await this.cells.warmUp();
    loadLazyGlobals();
    await this.modules.warmUp();
  }

  /** Does what goes on by itself, with an output of its own, and ends it at an interrupt. */
  async #run(work: () => void | Promise<void>, sink: OutputSink): Promise<void> {
    const { owner } = this.context;
    if (!owner) return work();
    const outputs = new Outputs();
    const request: Owner = { ...owner, sink, outputs };
    const whole = async (): Promise<void> => {
      try {
        await work();
      } finally {
        await outputs.drained();
      }
    };
    try {
      await this.context.beside(request, () => this.interruption.handle(whole));
    } catch (error) {
      if (isA(Interrupted, error)) this.started.interrupt(request);
      throw error;
    }
  }

  /** Ends what an interrupted cell or handler has left. */
  abandon(request: Message): void {
    this.context.leave(request);
    this.outputs.abandon();
    this.display.takeFailures();
    this.modules.forgetUnfinished();
    this.started.interrupt(request);
  }

  /** What is shown of an error. What its author has to say to that runs as a cell does. */
  report(error: unknown, cell?: { name: string; code: string }): ErrorReport {
    const report = (): ErrorReport =>
      this.interruption.compute(() => reportError(error, this.sources, cell)) as ErrorReport;
    try {
      return report();
    } catch (trouble) {
      if (isA(Interrupted, trouble)) return reportError(trouble, this.sources);
      // The error is a trap for who looks at it, or a cell has replaced what it takes to look.
      this.#intrinsics.restore();
    }
    try {
      return report();
    } catch {
      return reportThrown(error);
    }
  }

  /** Shows an error that no cell can be failed for: of a timer, of a forgotten promise, of a handler. */
  reportStray(error: unknown, parent: Header | undefined = this.context.parent): void {
    const show = (report: ErrorReport): void => this.outputs.add(this.publisher.prepare("error", report, parent));
    try {
      show(this.report(error));
    } catch (trouble) {
      // Nobody is left to catch what is thrown here: it would end the process.
      show(this.recover(trouble));
    }
  }

  /** The kernel itself has failed. Where a cell has replaced what it needs, that is put back. */
  recover(error: unknown): ErrorReport {
    const replaced = this.#intrinsics.restore();
    if (replaced.length === 0) return this.report(error);
    const names = replaced.join(", ");
    return this.report(
      new Error(`the kernel cannot work without its own ${names}, and has put back what was there`, { cause: error }),
    );
  }
}
