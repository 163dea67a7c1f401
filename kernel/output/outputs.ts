/** Something that leaves when it is its turn. */
type Send = () => void;

interface Entry {
  send: Send | undefined;
}

/**
 * Keeps outputs in the order of the calls that made them. What is ready leaves at once, unless something earlier is still
 * being rendered.
 */
export class Outputs {
  #queue: Entry[] = [];
  #idle: (() => void)[] = [];

  add(send: Send): void {
    if (this.#queue.length === 0) send();
    else this.#queue.push({ send });
  }

  /** An output that is still being rendered: its place is kept until the promise has settled. It must not reject. */
  async addLater(rendering: Promise<Send>): Promise<void> {
    const entry: Entry = { send: undefined };
    this.#queue.push(entry);
    entry.send = await rendering;
    this.#advance();
  }

  /** Resolves when everything that has been added has left. */
  drained(): Promise<void> {
    if (this.#queue.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  /** Gives up what is still being rendered; what waits behind it leaves. */
  abandon(): void {
    for (const entry of this.#queue) entry.send ??= () => undefined;
    this.#advance();
  }

  #advance(): void {
    while (this.#queue[0]?.send) this.#queue.shift()!.send!();
    if (this.#queue.length > 0) return;
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}
