import { cacheSteps, type Memory } from "../cost/cacheSteps.js";
import type { MapCost, OperationCost } from "../cost/cost.js";
import { factorOf } from "../cost/factor.js";
import { fitHashMap } from "../cost/fitHashMap.js";
import { measuredHashMap } from "../cost/measuredHashMap.js";
import { quietest } from "../cost/quietest.js";
import type { CalibratedMachine } from "./calibration.js";
import { NotMeasured, spread, type Times } from "./times.js";

/** A hash map that was measured, but for where. */
export type HashMap = Omit<typeof measuredHashMap, "source" | "machine">;

/** What `fitCacheSteps` takes. */
const leastSizes = 4;

/** To insert, and to look up and delete, were timed each for itself in a map of so many entries. */
const baseEntries = 1024;

/**
 * The hash map, fitted to the sizes that were measured.
 *
 * Intervals: nine in ten of the runs about the fit. The lower end to look up and delete is a record in a large map that its insertion has
 * left in the cache, as with the default.
 */
export function hashMap(times: Times, machine: CalibratedMachine): HashMap {
  const memory = memoryOf(machine);
  const lookups = times.quiet("hash lookup");
  if (lookups.size < leastSizes)
    throw new NotMeasured(`hash lookup: ${lookups.size} sizes are too few to fit its steps to`);
  const fitted = fitHashMap(
    {
      lookup: lookups,
      insertDelete: times.quiet("hash insert+delete"),
      insertLookupDelete: times.quiet("hash insert+lookup+delete"),
      insert: atBase(times, "hash insert"),
      lookupAndDelete: atBase(times, "hash lookup+delete"),
    },
    memory,
  );
  const lookup = { ...fitted.lookup, interval: aboutFit(times.all("hash lookup"), fitted.lookup.cached) };
  const { cached } = fitted.insert;
  // The rise of the loop is the insertion's; the rest of the loop does not grow.
  const triples = times.all("hash insert+lookup+delete");
  const rest = Math.max(0, Math.min(...triples.map(([, ns]) => ns)) - cached.base);
  const [low, high] = aboutFit(triples, { ...cached, base: cached.base + rest });
  const { base, steps } = fitted.lookupAndDelete.cached;
  const bound = steps.reduce((sum, { rise }) => sum + rise, base);
  const operations = {
    insert: { ...fitted.insert, interval: [low, high] },
    lookup,
    lookupAndDelete: { ...fitted.lookupAndDelete, interval: [Number((base / bound).toPrecision(3)), high] },
    miss: lookup,
  } as const;
  const sizes = [...lookups.keys()];
  return {
    ...measuredHashMap,
    operations,
    factor: factorOf(operations),
    validity: { records: [Math.min(...sizes), Math.max(...sizes)] },
    conditions: `${measuredHashMap.conditions}; ${qualityOf(lookups, fitted.lookup.cached)}`,
    memory,
  };
}

/** A map whose own operations were timed, growing as the hash map does: it has the same misses. */
export function likeHashMap(times: Times, hash: HashMap, kind: "LRU hash" | "per-CPU hash"): Partial<MapCost> {
  const like = (of: OperationCost, operation: string): OperationCost => {
    const { steps } = of.cached!;
    const base = Number(atBase(times, operation).toPrecision(4));
    const own = spread(times.all(operation).map(([, ns]) => ns / base));
    const interval = [Math.min(own[0], of.interval![0]), Math.max(own[1], of.interval![1])] as const;
    return { nanoseconds: cacheSteps(base, steps), interval, cached: { base, steps } };
  };
  const insert = like(hash.operations.insert, `${kind} insert`);
  const operations = {
    insert,
    lookupAndDelete: like(hash.operations.lookupAndDelete, `${kind} lookup+delete`),
    // A full one throws out an old record, and so does not fail.
    ...(kind === "LRU hash" ? { failedInsert: insert } : {}),
  };
  return { operations, factor: factorOf(operations), validity: hash.validity!, memory: hash.memory! };
}

/** Of a small map: what is beside the hash map's growth. */
function atBase(times: Times, operation: string): number {
  const found = times.quiet(operation).get(baseEntries);
  if (found !== undefined && found > 0) return found;
  throw new NotMeasured(`${operation}: no time above the empty loop's at ${baseEntries} entries`);
}

type Cached = NonNullable<OperationCost["cached"]>;

const fittedAt = ({ base, steps }: Cached, records: number): number =>
  steps.reduce((sum, { entries, rise }) => sum - rise * Math.expm1(-records / entries), base);

/** What nine in ten of the runs are of a fit, and 1. */
const aboutFit = (runs: readonly (readonly [number, number])[], cached: Cached) =>
  spread(runs.map(([records, ns]) => ns / fittedAt(cached, records)));

/** How near the fit of the lookups is to their sizes. */
function qualityOf(lookups: ReadonlyMap<number, number>, cached: Cached): string {
  const errors = [...quietest(lookups)].map(([records, ns]) => Math.abs(fittedAt(cached, records) / ns - 1));
  const percent = (share: number): string => `${Math.round(100 * share)} %`;
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  return `the fit of the lookups is within ${percent(Math.max(...errors))} of ${errors.length} sizes, ${percent(mean)} on average`;
}

/**
 * The caches of the machine. The TLB's reach no file of Linux says on all machines: it is taken as with the default, and so is a
 * cache that is not known; a machine without L3 has its L2 last.
 */
function memoryOf({ l1, l2, l3 }: CalibratedMachine): Memory {
  const known = measuredHashMap.memory!;
  const own = { l1: l1 ?? known.l1, l2: l2 ?? known.l2 };
  return { ...known, ...own, l3: l3 ?? (l2 === null ? known.l3 : l2) };
}
