import { MessageChannel } from "node:worker_threads";
import { type CellCompiler, Compiler, type TypeChecker } from "../../kernel/language/compiler.js";
import { remote, serve } from "../../kernel/language/remote.js";
import { Cells } from "../../kernel/runtime/cells.js";
import { Interruption } from "../../kernel/runtime/interruption.js";
import { Modules } from "../../kernel/runtime/modules.js";
import { Sources } from "../../kernel/runtime/sources.js";
import { Activity } from "../../kernel/sockets/activity.js";

const interruption = new Interruption(new Activity());
const unchecked: TypeChecker = {
  check: () => ({ declarations: "", warnings: [] }),
  accept: () => undefined,
  complete: () => ({ start: 0, end: 0, candidates: [] }),
  inspect: () => undefined,
  *warmUp() {},
};

/** A notebook without a kernel around it: cells are run in this process, unchecked unless a checker is given. */
export class Notebook {
  readonly sources = new Sources();
  readonly #cells: Cells;
  #count = 0;

  constructor({ folder = process.cwd(), checker = unchecked }: { folder?: string; checker?: TypeChecker } = {}) {
    const compiler = new Compiler({ folder, preload: [], strictTypes: true }, () => checker);
    const { port1, port2 } = new MessageChannel();
    serve(compiler, port2);
    for (const port of [port1, port2]) port.unref();
    const modules = new Modules(folder, this.sources, (load) => interruption.unbroken(load));
    this.#cells = new Cells(remote<CellCompiler>(port1), modules, this.sources, interruption);
  }

  /** Runs a cell and returns its value. */
  async run(code: string): Promise<unknown> {
    this.#count += 1;
    return (await this.#cells.run(code, `cell-${this.#count}.ts`, () => undefined)).value;
  }

  /** Runs cells one after the other and returns the value of the last one. */
  async runAll(...cells: string[]): Promise<unknown> {
    let value: unknown;
    for (const cell of cells) value = await this.run(cell);
    return value;
  }
}
