/** As many signatures as jupyter_client remembers. */
const most = 65_536;

/** Remembers the messages that have come: one that comes a second time was recorded by somebody and is sent again. */
export class Replay {
  readonly #seen = new Set<string>();

  /** True the first time. */
  isNew(signature: string): boolean {
    if (this.#seen.has(signature)) return false;
    this.#seen.add(signature);
    // A set keeps the order in which its members came.
    const [oldest] = this.#seen;
    if (this.#seen.size > most) this.#seen.delete(oldest!);
    return true;
  }
}
