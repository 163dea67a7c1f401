/** Called with the new value of an attribute and the one before. The page waits for a promise it returns. */
export type Observer<Value> = (value: Value, previous: Value) => void | Promise<void>;

/** Attributes with their new values. */
export type Changes = readonly (readonly [name: string, value: unknown])[];

/** Who is called when attributes change. */
export class Observers {
  readonly #byName = new Map<string, Set<Observer<unknown>>>();

  /** Adds one; returns what takes it away. */
  add(name: string, observer: Observer<unknown>): () => void {
    const observers = this.#byName.get(name) ?? new Set();
    observers.add(observer);
    this.#byName.set(name, observers);
    return () => void observers.delete(observer);
  }

  /** Calls every observer, also where one of them fails; fails with the first failure. */
  async notify(changed: Changes, previous: ReadonlyMap<string, unknown>): Promise<void> {
    const calls = changed.flatMap(([name, value]) =>
      [...(this.#byName.get(name) ?? [])].map(async (observer) => observer(value, previous.get(name))),
    );
    const failed = (await Promise.allSettled(calls)).find((call) => call.status === "rejected");
    if (failed) throw failed.reason;
  }
}
