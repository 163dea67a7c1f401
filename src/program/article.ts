import { requireObject } from "../argument/argument.js";
import { articleOutput } from "../cost/articleOutput.js";
import type { MapCost, OutputCost } from "../cost/cost.js";
import type { CostProfile } from "../cost/costProfile.js";
import { costProfile } from "../cost/loadCostProfile.js";
import { mapCost } from "../cost/maps.js";
import { outputCost } from "../cost/outputs.js";
import { normal } from "../distribution/normal.js";
import { duration } from "../machine/duration.js";
import type { Draw, Model } from "../machine/model.js";

/** What can be changed in the article's model. */
export interface ArticleOptions {
  /** Processes that start together at time 0; 1,000 unless given. */
  readonly processes?: number;
  /** Work of each, in ns or as `"100 us"`, its default. */
  readonly lifetime?: number | string;
  /** The map that holds the records: `"hash"` unless given, `"task-storage"`, another by its name, or a factor of your own. */
  readonly map?: string | Pick<MapCost, "name" | "factor">;
  /** How a report leaves: 24 ns on average unless given, an output by its name, or as a cost. */
  readonly output?: string | OutputCost;
  /** 8 unless given. */
  readonly cpus?: number;
  /** A process that waited longer is reported, in ns or as `"1 us"`, its default. */
  readonly threshold?: number | string;
  /** The machine whose costs the names stand for: a profile or its file, such as `"my-kernel.json"`; the default costs unless given. */
  readonly costs?: string | CostProfile;
}

/** The events after which the original program stops: its loop counts from 1 to below 10,000. */
const originalEvents = 9_999;

/**
 * The simulation of `runqslower` from D. Dolgov, "Running Fast and Slow: Experiments with BPF Program Performance" (P99
 * CONF 2023), as its program does it.
 *
 * Times are ns. Processes are placed on the least loaded CPU and alternate between waiting and running a slice of about 3 ms;
 * a CPU is a counter, not a resource, so waiting is drawn, not queued for. When a process starts to wait, its record is put
 * into a map; when it runs, it is taken out. Contention on a CPU stretches the wait and shortens the slice; records in the
 * map make each operation dearer. The overhead is the time spent on this bookkeeping per time spent running and waiting.
 *
 * The run ends after 9,999 events or at 10 s, as the original; give `until` or `maxEvents` to `simulate` to see further.
 *
 * A queue time of the original can be drawn below zero (3 in a million); here it becomes 0, since no event happens in the past.
 *
 * @throws RangeError that names the option that is out of range
 */
export function article(options: ArticleOptions = {}): Model {
  requireObject("article", "options", options);
  const { processes = 1000, lifetime = "100 us", map = "hash", cpus = 8, threshold = "1 us" } = options;
  const profile = options.costs === undefined ? undefined : costProfile(options.costs);
  const output = outputCost(options.output ?? articleOutput, profile);
  if (!(Number.isInteger(processes) && processes >= 1))
    throw new RangeError(`processes: expected a whole number from 1, got ${processes}`);
  if (!(Number.isInteger(cpus) && cpus >= 1)) throw new RangeError(`cpus: expected a whole number from 1, got ${cpus}`);
  const cost = typeof map === "string" ? mapCost(map, profile) : map;
  return {
    name: "article",
    description:
      "runqslower, which notes when a process starts to wait for a CPU and reports those that waited too long",
    parameters: {
      processes,
      lifetime: duration(lifetime, "lifetime"),
      threshold: duration(threshold, "threshold"),
    },
    labels: {
      map: cost.name,
      ...(options.output === undefined ? {} : { output: output.name }),
      ...(profile && { costs: profile.name }),
    },
    cpus,
    accounts: { bpf: 1, run: 1 },
    overhead: { bookkeeping: "bpf", work: "run" },
    counters: {
      global: { records: 0 },
      cpu: { load: 0 },
      // What is left of a process' work, and how long its last wait was.
      entity: { clock: "lifetime", waited: 0 },
    },
    definitions: {
      contention: "load > 4 ? load - 4 : 1",
      mapFactor: cost.factor,
      outputCost: output.operations.output.nanoseconds,
    },
    draws: {
      queue: { ...rounded(4, 1), times: "contention" },
      slice: { ...rounded(3_000_000, 1000), times: "1 / contention" },
      record: { ...rounded(400, 10), times: "mapFactor" },
      report: { ...rounded(200, 10), times: "mapFactor" },
      // The article's spread, a third of the mean.
      output: { ...rounded(24, 8), times: "outputCost / 24" },
      dequeue: rounded(4, 1),
    },
    arrivals: [{ state: "start", count: "processes" }],
    states: {
      start: {
        place: { rule: "least-loaded", by: "load" },
        draw: ["record", "report", "queue"],
        schedule: [
          { state: "record", after: "record" },
          { state: "enqueued", after: "queue" },
          { state: "report", after: "queue + report" },
        ],
        charge: { bpf: "record + report", run: "queue" },
        set: { load: "load + 1", waited: "queue" },
      },
      enqueued: {
        draw: ["record", "report", "output", "slice"],
        define: { reporting: "waited > threshold ? report + output : report" },
        schedule: [
          { state: "record", after: "record" },
          { state: "report", after: "waited + reporting" },
          { state: "running", after: "slice" },
        ],
        charge: { bpf: "record + reporting", run: "slice" },
        // Where bookkeeping outweighs the slice the clock grows: such a process gets further from its end as it runs.
        set: { clock: "max(0, clock - (slice - (record + reporting)))" },
      },
      record: { set: { records: "records + 1" } },
      // A report that overtakes its record finds nothing to remove, and the record stays for good.
      report: { set: { records: "max(0, records - 1)" } },
      running: [
        { when: "clock == 0", set: { load: "load - 1" }, end: true },
        {
          draw: ["dequeue"],
          schedule: [{ state: "dequeued", after: "dequeue" }],
          charge: { run: "dequeue" },
          set: { load: "load - 1" },
        },
      ],
      dequeued: {
        draw: ["queue"],
        schedule: [{ state: "enqueued", after: "queue" }],
        charge: { run: "queue" },
        set: { load: "load + 1", waited: "queue" },
      },
    },
    stop: { events: originalEvents, time: "10 s" },
  };
}

function rounded(mu: number, sigma: number): Draw {
  return { distribution: normal(mu, sigma).toJSON(), round: true, atLeast: 0 };
}
