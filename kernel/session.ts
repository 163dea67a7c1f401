import { setImmediate as nextTurn } from "node:timers/promises";
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
import type { Header } from "./protocol/message.js";
import { History } from "./requests/history.js";
import { Cells } from "./runtime/cells.js";
import { Interrupted } from "./runtime/errors.js";
import { Interruption } from "./runtime/interruption.js";
import { Modules } from "./runtime/modules.js";
import { Sources } from "./runtime/sources.js";
import { Started } from "./runtime/started.js";
import { ownTimers } from "./runtime/timers.js";
import { type ErrorReport, reportError } from "./runtime/traceback.js";
import type { Activity } from "./sockets/activity.js";

export interface SessionOptions {
  folder: string;
  compiler: Remote<CellCompiler>;
  publisher: Publisher;
  activity: Activity;
  answers: MessagePort;
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
    this.modules = new Modules(folder, this.sources);
    this.cells = new Cells(compiler, this.modules, this.sources, this.interruption);
    installHost(
      this.display,
      this.comms,
      new Question(publisher, this.context, activity, options.answers),
      this.started,
      (work, sink) => this.#run(work, sink),
    );
    ownTimers(this.context, this.started);
    captureStreams((name, text) => {
      const { owner, parent } = this.context;
      this.outputs.add(() => (owner?.sink ? owner.sink.stream(name, text) : publisher.stream(name, text, parent)));
    });
    process.on("uncaughtException", (error) => this.reportStray(error));
    process.on("unhandledRejection", (reason) => this.reportStray(reason));
  }

  /**
   * Loads in advance what the first cell is likely to import. Between the modules requests are served. The compiler comes first: every cell
   * waits for it.
   */
  async warmUp(modules: readonly string[]): Promise<void> {
    await this.cells.warmUp();
    for (const name of modules) {
      await this.modules.load(name);
      await nextTurn();
    }
  }

  /** Does what goes on by itself, with an output of its own, and ends it at an interrupt. */
  async #run(work: () => void | Promise<void>, sink: OutputSink): Promise<void> {
    const { owner } = this.context;
    if (!owner) return work();
    const request: Owner = { ...owner, sink };
    try {
      await this.context.beside(request, () => this.interruption.handle(async () => work()));
    } catch (error) {
      if (error instanceof Interrupted) this.started.interrupt(request);
      throw error;
    }
  }

  report(error: unknown, cell?: { name: string; code: string }): ErrorReport {
    return reportError(error, this.sources, cell);
  }

  /** Shows an error that no cell can be failed for: of a timer, of a forgotten promise, of a handler. */
  reportStray(error: unknown, parent: Header | undefined = this.context.parent): void {
    this.outputs.add(this.publisher.prepare("error", this.report(error), parent));
  }
}
