import { Widget } from "./widget.js";

/** Called at every click. The page waits for a promise it returns. */
export type ClickListener = () => void | Promise<void>;

/** Something to click on. */
export class Clickable<State extends { description: string }> extends Widget<State> {
  readonly #listeners = new Set<ClickListener>();

  /** Calls back at every click; returns what ends it. */
  onClick(listener: ClickListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Does what a click does. */
  async click(): Promise<void> {
    for (const listener of [...this.#listeners]) await listener();
  }

  override get text(): string {
    return `[${this.get("description")}]`;
  }

  protected override received(content: unknown): void | Promise<void> {
    if ((content as { event?: string } | null)?.event === "click") return this.click();
  }
}
