/**
 * Work in pieces that can be done anywhere: here, on worker threads, on other machines.
 *
 * A piece depends on `shared` and on its own input, never on which pieces went before: so every runner gives the same outputs.
 * What is given and given back is data that survives `structuredClone` (numbers, strings, plain objects, typed arrays); a job that also
 * goes to other machines keeps to what JSON can say, NaN and Infinity included.
 */
export interface Job<Shared, Input, Output> {
  /** The name under which `module` exports it; no two jobs share one. */
  readonly name: string;
  /** `import.meta.url` of the file that exports the job, from where a thread loads it. */
  readonly module: string;
  /** Makes the function that does one piece: what is the same for many pieces is done here, once. */
  begin(shared: Shared): (input: Input) => Output;
}
