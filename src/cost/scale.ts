import { requireObject } from "../argument/argument.js";
import { type CacheStep, cacheSteps, type Memory } from "./cacheSteps.js";
import type { MapCost, OperationCost } from "./cost.js";
import { factorOf } from "./factor.js";

/** A cost known on the machine that a map is scaled to. */
export interface KnownCost {
  readonly operation: string;
  readonly records: number;
  readonly nanoseconds: number;
}

/**
 * A map cost on a machine with other caches, or for entries of another size: every step is taken at as many times the entries as there
 * are times more room for them, entries′ = entries · (cache′ / cache) · (entry / entry′), with `spread` in place of `entry` for the
 * TLB. Rises stay: they are latencies, which differ less between machines than sizes do.
 *
 * What an operation takes with everything in the nearest cache is up to the core and its clock: where one figure is `known`, the
 * base of its operation is what makes it so, and the bases of the others change in proportion. The figure's own loop is then in it.
 *
 * Ten published figures of three other machines come out within a factor of 1.5, one of them in the nearer of its two columns: see this folder's README.md.
 *
 * @param memory what differs on the other machine
 * @throws RangeError for a cost without steps, a size that is not positive, or a known figure that the rises alone exceed
 */
export function scale<Kind extends MapCost>(cost: Kind, memory: Partial<Memory>, known?: KnownCost): Kind {
  requireObject("scale", "the cost of a map", cost, "operations");
  if (!cost.memory) throw new RangeError(`scale: ${cost.name} does not say what caches it was measured with`);
  const from = cost.memory;
  if (typeof memory !== "object" || memory === null)
    throw new TypeError(`scale: expected what differs, such as { l2: 1 << 20 }, got ${String(memory)}`);
  const names = new Set([...Object.keys(from), "entry", "spread"]);
  for (const name of Object.keys(memory))
    if (!names.has(name)) throw new RangeError(`scale: there is no "${name}"; known: ${[...names].join(", ")}`);
  // The spread of entries of another size is theirs.
  const to: Memory = { ...from, ...(memory.entry === undefined ? {} : { spread: memory.entry }), ...memory };
  for (const [name, bytes] of Object.entries(to))
    if (!(bytes > 0 && bytes < Infinity)) throw new RangeError(`scale: ${name}: expected bytes above 0, got ${bytes}`);
  const moved = ({ leaves, entries, rise }: CacheStep): CacheStep => ({
    leaves,
    entries: Number((entries * (room(to, leaves) / room(from, leaves))).toPrecision(6)),
    rise,
  });
  const steps = new Map(
    Object.entries(cost.operations).map(([name, { cached }]) => [name, cached?.steps.map(moved) ?? []]),
  );
  const faster = known ? coreOf(cost, steps, known) : 1;
  const operation = (name: string, { cached, nanoseconds, ...rest }: OperationCost): OperationCost => {
    if (!cached) return { ...rest, nanoseconds: faster === 1 ? nanoseconds : `${faster} * (${nanoseconds})` };
    const base = Number((cached.base * faster).toPrecision(6));
    return { ...rest, nanoseconds: cacheSteps(base, steps.get(name)!), cached: { base, steps: steps.get(name)! } };
  };
  const operations = Object.fromEntries(
    Object.entries(cost.operations).map(([name, each]) => [name, operation(name, each)]),
  ) as Kind["operations"];
  return {
    ...cost,
    name: `${cost.name}-scaled`,
    factor: factorOf(operations),
    operations,
    memory: to,
    source: `${cost.source}; scaled to other caches`,
    ...(cost.machine === undefined ? {} : { machine: `scaled from: ${cost.machine}` }),
  };
}

/** Bytes of a cache for one entry. */
const room = (memory: Memory, leaves: CacheStep["leaves"]): number =>
  memory[leaves] / (leaves === "tlb" ? (memory.spread ?? memory.entry) : memory.entry);

/** How many times the base of the operation that is known. */
function coreOf(cost: MapCost, steps: ReadonlyMap<string, readonly CacheStep[]>, known: KnownCost): number {
  const operation = (cost.operations as Readonly<Record<string, OperationCost | undefined>>)[known.operation];
  if (!operation?.cached)
    throw new RangeError(`scale: known.operation: ${cost.name} has no "${known.operation}" with steps`);
  const risen = steps
    .get(known.operation)!
    .reduce((sum, { entries, rise }) => sum + rise * -Math.expm1(-known.records / entries), 0);
  if (!(known.nanoseconds > risen))
    throw new RangeError(
      `scale: known.nanoseconds: expected more than the ${risen.toFixed(1)} ns that ${known.records} records add, got ${known.nanoseconds}`,
    );
  return (known.nanoseconds - risen) / operation.cached.base;
}
