const signals = ["SIGINT", "SIGTERM"] as const;

/** Does something long that Ctrl-C, or a SIGTERM, ends early, with what is done by then; a second one ends the program. */
export async function interruptible<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  for (const signal of signals) process.once(signal, abort);
  try {
    return await work(controller.signal);
  } finally {
    for (const signal of signals) process.off(signal, abort);
  }
}
