import type { Job } from "../job/job.js";

/** Pieces for a thread. Imports nothing but types: a thread loads what its jobs need and no more. */
export interface Batch {
  /** Which run of the pool it belongs to; what is shared is kept under it. */
  readonly run: number;
  readonly job: { readonly name: string; readonly module: string };
  /** Left out where the thread is thought to have it already. */
  readonly shared?: { readonly value: unknown };
  readonly inputs: readonly unknown[];
  /** No piece is begun after so many milliseconds. */
  readonly longest: number;
  /** Whether a thread has ended over these pieces before. It may have been an output that cannot be sent: then say so. */
  readonly again: boolean;
}

/** What became of a batch. */
export type Outcome =
  | "lacks shared"
  | {
      /** Of the first pieces; the others were not begun, or the first of them failed. */
      readonly outputs: readonly unknown[];
      readonly milliseconds: number;
      readonly failure?: { readonly error: unknown };
    };

type Piece = (input: unknown) => unknown;

/** The jobs begun last, by run: more than one, since runs of one pool take turns on its threads. */
const begun = new Map<number, Piece>();
const keptRuns = 4;

/** Does a batch: what a pool calls in its threads. */
export default async function doBatch({ run, job, shared, inputs, longest, again }: Batch): Promise<Outcome> {
  const outputs: unknown[] = [];
  let started = performance.now();
  try {
    let piece = begun.get(run);
    if (!piece) {
      if (!shared) return "lacks shared";
      piece = (await load(job)).begin(shared.value);
      begun.set(run, piece);
      if (begun.size > keptRuns) begun.delete(begun.keys().next().value!);
    }
    started = performance.now();
    for (const input of inputs) {
      const output = piece(input);
      if (again) requireSendable(job.name, output);
      outputs.push(output);
      if (performance.now() - started > longest) break;
    }
    return { outputs, milliseconds: performance.now() - started };
  } catch (error) {
    return { outputs, milliseconds: performance.now() - started, failure: { error: sendable(error) } };
  }
}

async function load({ name, module }: Batch["job"]): Promise<Job<unknown, unknown, unknown>> {
  let exports: Readonly<Record<string, unknown>>;
  try {
    exports = await import(module);
  } catch (error) {
    throw new Error(`job "${name}": a worker thread cannot load ${module}: ${(error as Error).message}`, {
      cause: sendable(error),
    });
  }
  const job = exports[name] as Job<unknown, unknown, unknown> | undefined;
  if (typeof job?.begin !== "function") throw new Error(`job "${name}": ${module} exports no job of this name`);
  return job;
}

function requireSendable(name: string, output: unknown): void {
  try {
    structuredClone(output);
  } catch (error) {
    throw new TypeError(`job "${name}": outputs must be plain data: ${(error as Error).message}`);
  }
}

/** What was thrown, as far as it can be sent. */
function sendable(error: unknown): unknown {
  try {
    const copy = structuredClone(error);
    // A DOMException arrives as an empty object.
    if (copy instanceof Error || !(error instanceof Error)) return copy;
  } catch {
    // Something it carries is no data.
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return Object.assign(new Error(message), { stack });
}
