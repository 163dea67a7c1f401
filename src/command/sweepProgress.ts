import type { SweepProgress } from "../experiment/progress.js";
import { formatDuration } from "../plot/unit.js";

/** Between two words on progress, ms: on a terminal a line that changes, elsewhere lines that stay. */
const onTerminal = 200;
const elsewhere = 5000;

/** Says on the standard error how far a sweep is. */
export class ProgressLine {
  readonly #stream = process.stderr;
  #said = performance.now();
  #isOpen = false;

  readonly tell = ({ done, total, timeLeft }: SweepProgress): void => {
    const now = performance.now();
    if (now - this.#said < (this.#stream.isTTY ? onTerminal : elsewhere)) return;
    this.#said = now;
    const left = done < total ? `, ${formatDuration(Math.ceil(timeLeft / 1000) * 1e9)} left` : "";
    const line = `phasebook: ${done.toLocaleString("en")} of ${total.toLocaleString("en")} runs${left}`;
    this.#stream.write(this.#stream.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
    this.#isOpen = this.#stream.isTTY;
  };

  /** Says a sentence on a line of its own. */
  say(sentence: string): void {
    this.end();
    this.#stream.write(`phasebook: ${sentence}\n`);
  }

  /** Leaves the line as it is. */
  end(): void {
    if (this.#isOpen) this.#stream.write("\n");
    this.#isOpen = false;
  }
}
