import { jupyterHost } from "../display/host.js";
import { formatDuration, formatNumber } from "../plot/unit.js";
import { progressLine } from "./progressLine.js";
import { progressWidget } from "./progressWidget.js";

/** What is said of a bar. */
export interface ProgressOptions {
  /** How many there are in all, where that cannot be asked. */
  readonly total?: number;
  /** The text before the bar. */
  readonly label?: string;
}

/** How far something is; the total under one of the names that the library's long functions have for it. */
export interface ProgressReport {
  readonly done: number;
  readonly total?: number;
  readonly replicates?: number;
  readonly maximum?: number;
}

/** What a bar shows at a moment. */
export interface ProgressState {
  readonly label: string;
  readonly done: number;
  readonly total: number | undefined;
  readonly text: string;
  readonly status: "going" | "done" | "stopped";
}

/** Where a bar shows what it has to show. */
export type ProgressFace = (state: ProgressState) => void;

/** Between two looks, ms. */
const pause = 100;

/** Counts what is done, and shows it often enough to be seen moving. */
export class ProgressBar {
  readonly #label: string;
  readonly #face: ProgressFace;
  readonly #began = performance.now();
  #shown = Number.NEGATIVE_INFINITY;
  #done = 0;
  #total: number | undefined;
  #ended = false;

  /** @throws RangeError for a total that is no number from 0 on */
  constructor({ total, label = "" }: ProgressOptions = {}) {
    if (total !== undefined && !(Number.isFinite(total) && total >= 0))
      throw new RangeError(`progress: total must be a number from 0 on, got ${total}`);
    this.#total = total;
    this.#label = label;
    const host = jupyterHost();
    this.#face = host ? progressWidget(host) : progressLine(process.stderr);
    this.#show("going");
  }

  get done(): number {
    return this.#done;
  }

  get isFull(): boolean {
    return this.#total !== undefined && this.#done >= this.#total;
  }

  advance(by = 1): void {
    this.tell({ done: this.#done + by });
  }

  tell({ done, total, replicates, maximum }: ProgressReport): void {
    this.#done = done;
    this.#total = total ?? replicates ?? maximum ?? this.#total;
    if (performance.now() - this.#shown >= pause) this.#show("going");
  }

  /** Lets the time be seen going on where nobody tells; returns what ends that. */
  watch(): () => void {
    const timer = setInterval(() => this.#show("going"), 1000);
    timer.unref?.();
    return () => clearInterval(timer);
  }

  /** Says how it ended, once. */
  end(complete: boolean): void {
    if (this.#ended) return;
    this.#show(complete ? "done" : "stopped");
    this.#ended = true;
  }

  #show(status: ProgressState["status"]): void {
    if (this.#ended) return;
    const now = performance.now();
    this.#shown = now;
    const text = this.#text(status, now - this.#began);
    this.#face({ label: this.#label, done: this.#done, total: this.#total, text, status });
  }

  #text(status: ProgressState["status"], took: number): string {
    const [done, total] = [this.#done, this.#total];
    const number = (value: number) => formatNumber(value, 12);
    const counted = total === undefined ? (done > 0 ? number(done) : "") : `${number(done)} of ${number(total)}`;
    const time = formatDuration(took * 1e6);
    if (status === "stopped") return counted ? `stopped at ${counted} after ${time}` : `stopped after ${time}`;
    if (status === "done") return counted ? `${counted} in ${time}` : `done in ${time}`;
    if (total === undefined || done === 0) return [counted, took >= 1000 ? time : ""].filter(Boolean).join(", ");
    const left = ((took / done) * Math.max(0, total - done)) / 1000;
    return `${counted}, ${formatDuration(Math.ceil(left) * 1e9).replace("0 ns", "0 s")} left`;
  }
}
