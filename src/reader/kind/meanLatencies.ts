import type { FitData } from "../../fit/data.js";
import { LatenciesReading } from "./latencies.js";

/** Mean latencies of tasks, each of `count` waits, with the longest of them. */
export class MeanLatenciesReading extends LatenciesReading {
  /** @throws TypeError always: means of tasks are no sample of a law of waits */
  override measurements(): FitData {
    throw new TypeError(
      `${this.name}: ${this.tool} has the means of tasks, not single waits to fit a distribution to; take perf sched timehist`,
    );
  }
}
