import { type Bottleneck, bottleneck } from "../../../src/capture/bottleneck.js";
import { type EventRates, eventRates } from "../../../src/capture/eventRates.js";
import { type FullLaw, fullLaw } from "../../../src/capture/fullLaw.js";
import { type HotHelpers, hotHelpers } from "../../../src/capture/hotHelpers.js";
import { type RunTimes, runTimes } from "../../../src/capture/runTimes.js";
import { read } from "../../../src/reader/read.js";
import { samplePath } from "../../capture/sample.js";

/** Findings to draw, with all that may be in one: a mean that is not known, a counter that fell, shares of two levels. */
export const timed = (): RunTimes =>
  runTimes([
    { id: 1, name: "sched_switch", meanNs: 172, runCount: 4000 },
    { id: 2, name: "sched_wakeup", meanNs: 114, runCount: 2000 },
    { id: 3, name: "sched_wakeup", meanNs: 28, runCount: 90 },
  ]);

export const law = (): FullLaw => fullLaw(read(samplePath("runqlat.txt")), { families: ["lognormal"] });

export const slow = (): FullLaw =>
  fullLaw(read(samplePath("runqslower.txt")), { families: ["lognormal", "weibull"], components: 1 });

export const rates = (cpus?: number): EventRates =>
  eventRates(
    [
      [0, 1000, 500],
      [10, 301_000, 150_500],
      [15, 461_000, 100],
      [30, 901_000, 200_500],
    ].map(([time, first, second]) => ({
      time: `${time} s`,
      reading: [
        { id: 1, name: "switch", runCount: first!, runTimeNs: 172 * first! },
        { id: 2, name: "wakeup", runCount: second!, runTimeNs: 114 * second! },
      ],
    })),
    cpus === undefined ? {} : { cpus },
  );

export const slots = (): Bottleneck => bottleneck(read(samplePath("topDown.txt")));

const firstLevel = { retiring: 0.15, badSpeculation: 0.03, frontendBound: 0.13, backendBound: 0.69 };
export const splitSlots = (): Bottleneck =>
  bottleneck([{ time: null, section: null, shares: { ...firstLevel, memoryBound: 0.49, coreBound: 0.15 } }]);

export const profile = (): HotHelpers => hotHelpers(read(samplePath("perfReport.txt")));
