import { batchedCost, type batching } from "../cost/batching.js";
import type { Cost, InstructionCost, MapCost, OperationCost, OutputCost, RunCost } from "../cost/cost.js";
import { sampleQuantile } from "../fit/methods/sampleQuantile.js";
import { NotMeasured, spread, type Time, type Times } from "./times.js";

/** What a calibration says of each technique but the hash maps: the part of a cost that is the machine's. */

const digits = (value: number): number => Number(value.toPrecision(4));

const operationOf = ({ nanoseconds, interval }: Time, times = 1): OperationCost => ({
  nanoseconds: digits(nanoseconds * times),
  ...(nanoseconds > 0 ? { interval } : {}),
});

/** Task-local storage: one lookup for each operation; `created` with what it takes to make a record and to delete it. */
export function storage(times: Times, created: boolean): Partial<MapCost> {
  const get = operationOf(times.alone("task storage get"));
  const create = created ? { create: operationOf(times.alone("task storage create+delete")) } : {};
  return { operations: { insert: get, lookupAndDelete: get, ...create } };
}

/** A record into a buffer. */
export function output(times: Times, operation: string): Partial<OutputCost> {
  return { operations: { output: operationOf(times.alone(operation)) } };
}

/** A way to call, by a loop with it and one without. */
export function subtracted(times: Times, operation: string, without: string): Partial<RunCost> {
  return { operations: { run: operationOf(times.alone(operation, without)) } };
}

/** One tail call: the slope of the least-squares line through chains of them. Interval: the slopes between neighbouring lengths. */
export function tailCalls(times: Times): Partial<RunCost> {
  const chain = [...times.runs("tail call chain")]
    .map(([hops, runs]) => [hops, Math.min(...runs)] as const)
    .sort(([left], [right]) => left - right);
  if (chain.length < 2) throw new NotMeasured("tail call chain: one length alone has no slope");
  const mean = (index: 0 | 1): number => chain.reduce((sum, each) => sum + each[index], 0) / chain.length;
  const [hops, ns] = [mean(0), mean(1)];
  const slope =
    chain.reduce((sum, [each, time]) => sum + (each - hops) * (time - ns), 0) /
    chain.reduce((sum, [each]) => sum + (each - hops) ** 2, 0);
  if (!(slope > 0)) throw new NotMeasured("tail call chain: longer chains did not take longer");
  const between = chain.slice(1).map(([each, time], index) => (time - chain[index]![1]) / (each - chain[index]![0]));
  const ratios = between.map((each) => each / slope);
  // Of whole ns, neighbours may be equal: an interval begins above 0.
  const low = Math.max(0.01, Math.min(1, ...ratios));
  const interval = [Number(low.toPrecision(3)), Number(Math.max(1, ...ratios).toPrecision(3))] as const;
  return { operations: { run: { nanoseconds: digits(slope), interval } } };
}

/** Comparisons compiled for a version by those for v1, each without the empty loop. Interval: of the repetitions. */
export function instructions(times: Times, version: "v1" | "v2" | "v3"): Partial<InstructionCost> {
  const v1 = times.alone("comparisons v1");
  const own = times.alone(`comparisons ${version}`);
  if (!(v1.nanoseconds > 0 && own.nanoseconds > 0))
    throw new NotMeasured(`comparisons ${version}: no time above the empty loop's`);
  if (version === "v1") return { factor: 1, interval: [1, 1] };
  const ends = [own.interval[0] / v1.interval[1], own.interval[1] / v1.interval[0]] as const;
  return {
    factor: digits(own.nanoseconds / v1.nanoseconds),
    interval: [Number(ends[0].toPrecision(3)), Number(ends[1].toPrecision(3))],
  };
}

/** The two clock reads of a run that is counted. */
export function clockReads(times: Times): Partial<RunCost> {
  return { operations: { run: operationOf(times.alone("clock read"), 2) } };
}

/** A Bloom filter with 5 hashes. */
export function filter(times: Times): Partial<Cost<"push" | "peek">> {
  const [push, peek] = ["bloom push", "bloom peek"].map((operation) => operationOf(times.alone(operation)));
  return { operations: { push: push!, peek: peek! } };
}

/** From here on a batch shows what an element takes, and nothing of its call. */
const largeBatch = 64;

/** Batched calls: an element is the median of the large batches, the call what a batch of one takes beside it. */
export function batches(times: Times): Partial<typeof batching> {
  const cost = (operation: string) => {
    const quiet = [...times.runs(operation)].map(([batch, runs]) => [batch, Math.min(...runs)] as const);
    const large = quiet.flatMap(([batch, ns]) => (batch >= largeBatch ? [ns] : [])).sort((left, right) => left - right);
    const single = quiet.find(([batch]) => batch === 1)?.[1];
    if (large.length === 0 || single === undefined)
      throw new NotMeasured(`${operation}: it takes a batch of one and one of ${largeBatch} or more`);
    const each = digits(sampleQuantile(large, 0.5));
    const call = digits(Math.max(0, single - each));
    return batchedCost(each, call, spread(quiet.map(([batch, ns]) => ns / (each + call / batch))));
  };
  return { operations: { lookup: cost("batched lookup"), update: cost("batched update") } };
}
