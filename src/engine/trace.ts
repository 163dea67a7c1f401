import type { Model } from "../machine/model.js";
import { grown } from "./grown.js";

/** What a row of a trace is about. */
export interface EventKind {
  /** An entry into a state, an arrival process, the end of a service or of its slice, or the turn of one that waited. */
  readonly kind: "state" | "arrival" | "service" | "turn";
  /** The state entered, or the resource. */
  readonly name: string;
}

/** What the numbers of a trace's events stand for: states, arrivals, ends of services, and turns, in the model's order. */
export function eventKinds(model: Model): EventKind[] {
  const resources = Object.keys(model.resources ?? {});
  return [
    ...Object.keys(model.states).map((name) => ({ kind: "state", name }) as const),
    ...model.arrivals.map(({ state }) => ({ kind: "arrival", name: state }) as const),
    ...resources.map((name) => ({ kind: "service", name }) as const),
    ...resources.map((name) => ({ kind: "turn", name }) as const),
  ];
}

/** What an entity is after an event, where it neither waits for a resource nor has one: there or gone. */
const free = 0;
const gone = -(2 ** 31);

/** What a claim on a resource tells the trace. */
export interface ClaimTrace {
  waits(entity: number): void;
  takes(entity: number, cpu: number, time: number): void;
  givesBack(entity: number): void;
}

/**
 * The events of a run one by one, as columns; the first ones where there are too many. Beside the events there is a row for
 * each turn: when a resource begins to serve an entity that waited for it.
 */
export class Trace {
  readonly #most: number;
  readonly #kinds: readonly EventKind[];
  readonly #sharedResources: ReadonlySet<string>;
  #time = new Float64Array(1024);
  #event = new Int32Array(1024);
  #entity = new Int32Array(1024);
  #cpu = new Int32Array(1024);
  #claim = new Int32Array(1024);
  /** What entities wait for and have, by the numbers of the resources. */
  readonly #waits = new Map<number, number>();
  readonly #has = new Map<number, number[]>();
  length = 0;
  /** Rows that found no room any more. */
  dropped = 0;

  /** @param most how many rows are kept */
  constructor(model: Model, most: number) {
    this.#most = most;
    this.#kinds = eventKinds(model);
    const shared = Object.entries(model.resources ?? {}).filter(([, each]) => each.discipline === "processor-sharing");
    this.#sharedResources = new Set(shared.map(([name]) => name));
  }

  /** An event has happened, with all that it changed. */
  add(time: number, event: number, entity: number, cpu: number, isGone: boolean): void {
    // An arrival has no entity yet; who is done where a resource is shared enters a state at the same time.
    const { kind, name } = this.#kinds[event]!;
    const isNobodys = kind === "arrival" || (kind === "service" && this.#sharedResources.has(name));
    if (isNobodys) this.#row(time, event, -1, -1, free);
    else if (isGone) {
      this.#waits.delete(entity);
      this.#has.delete(entity);
      this.#row(time, event, entity, cpu, gone);
    } else this.#row(time, event, entity, cpu, this.#claimOf(entity));
  }

  /** Where the resource with this number says what becomes of claims on it. */
  of(resource: number): ClaimTrace {
    const turn = this.#kinds.findIndex(({ kind }) => kind === "turn") + resource;
    return {
      waits: (entity) => {
        this.#waits.set(entity, resource);
      },
      takes: (entity, cpu, time) => {
        this.#has.set(entity, [...(this.#has.get(entity) ?? []), resource]);
        if (this.#waits.delete(entity)) this.#row(time, turn, entity, cpu, this.#claimOf(entity));
      },
      givesBack: (entity) => {
        const held = this.#has.get(entity) ?? [];
        const last = held.lastIndexOf(resource);
        this.#has.set(
          entity,
          held.filter((_, index) => index !== last),
        );
      },
    };
  }

  /** ns. */
  get time(): Float64Array {
    return this.#time.subarray(0, this.length);
  }

  /** Which of the {@link eventKinds} of the model. */
  get event(): Int32Array {
    return this.#event.subarray(0, this.length);
  }

  /** The place of the entity; -1 where the event has none. A place is taken again after its entity has left. */
  get entity(): Int32Array {
    return this.#entity.subarray(0, this.length);
  }

  /** The entity's, after the event; -1 where there is none. */
  get cpu(): Int32Array {
    return this.#cpu.subarray(0, this.length);
  }

  /** What the entity of a row is after it: with the number of the resource it waits for, or that it took last and still has. */
  claim(row: number): { readonly is: "free" | "gone" } | { readonly is: "waits" | "has"; readonly resource: number } {
    const code = this.#claim[row]!;
    if (code === free || code === gone) return { is: code === free ? "free" : "gone" };
    return code > 0 ? { is: "has", resource: code - 1 } : { is: "waits", resource: -code - 1 };
  }

  #claimOf(entity: number): number {
    const waited = this.#waits.get(entity);
    if (waited !== undefined) return -(waited + 1);
    return (this.#has.get(entity)?.at(-1) ?? -1) + 1;
  }

  #row(time: number, event: number, entity: number, cpu: number, claim: number): void {
    if (this.length === this.#most) {
      this.dropped += 1;
      return;
    }
    if (this.length === this.#time.length) this.#grow();
    this.#time[this.length] = time;
    this.#event[this.length] = event;
    this.#entity[this.length] = entity;
    this.#cpu[this.length] = cpu;
    this.#claim[this.length] = claim;
    this.length += 1;
  }

  #grow(): void {
    const capacity = Math.min(this.#most, 2 * this.#time.length);
    this.#time = grown(this.#time, new Float64Array(capacity));
    this.#event = grown(this.#event, new Int32Array(capacity));
    this.#entity = grown(this.#entity, new Int32Array(capacity));
    this.#cpu = grown(this.#cpu, new Int32Array(capacity));
    this.#claim = grown(this.#claim, new Int32Array(capacity));
  }
}
