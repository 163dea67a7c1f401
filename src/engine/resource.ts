import { longestTime } from "../machine/duration.js";
import type { Entities } from "./entities.js";
import { LatencyHistogram } from "./latency.js";
import { EventQueue } from "./queue.js";
import type { ClaimTrace } from "./trace.js";

/** How a resource serves; see {@link Resource} of the model. */
export interface ResourceRules {
  readonly name: string;
  readonly capacity: number;
  readonly discipline: "fifo" | "lifo" | "priority" | "processor-sharing";
  /** ns; Infinity where nobody is interrupted. */
  readonly slice: number;
}

/**
 * One kind of resource while a model runs: a copy for the machine, or one for each CPU. Who is served next is kept in an event
 * queue of its own, ordered by priority instead of time.
 */
export class ResourceState {
  readonly busy: Float64Array;
  readonly waiting: Float64Array;
  readonly waits = new LatencyHistogram();
  entered = 0;
  served = 0;
  readonly #rules: ResourceRules;
  readonly #events: EventQueue;
  readonly #entities: Entities;
  readonly #trace: ClaimTrace | undefined;
  /** The state number of the events by which a service of this resource ends. */
  readonly #completion: number;
  readonly #lines: readonly EventQueue[];
  readonly #shares: readonly SharedService[];
  readonly #busyArea: Float64Array;
  readonly #waitingArea: Float64Array;
  readonly #lastChange: Float64Array;
  #order = 0;

  constructor(
    rules: ResourceRules,
    copies: number,
    completion: number,
    events: EventQueue,
    entities: Entities,
    trace?: ClaimTrace,
  ) {
    this.#rules = rules;
    this.#completion = completion;
    this.#events = events;
    this.#entities = entities;
    this.#trace = trace;
    this.busy = new Float64Array(copies);
    this.waiting = new Float64Array(copies);
    this.#lines = Array.from(this.busy, () => new EventQueue());
    this.#shares =
      rules.discipline === "processor-sharing" ? Array.from(this.busy, () => new SharedService(rules.capacity)) : [];
    this.#busyArea = new Float64Array(copies);
    this.#waitingArea = new Float64Array(copies);
    this.#lastChange = new Float64Array(copies);
  }

  /** An entity takes a server of a copy and enters the state `enter`, now or when it is its turn. */
  seize(copy: number, entity: number, enter: number, priority: number, time: number): void {
    this.#requireClaim(entity, priority, time);
    this.entered += 1;
    this.#passed(copy, time);
    if (this.busy[copy]! < this.#rules.capacity) {
      this.#begin(copy, entity, 0, time);
      this.#enter(entity, enter, time);
    } else this.#enqueue(copy, entity, enter, priority, time);
  }

  /** An entity gives its server back; whoever is next gets it. */
  release(copy: number, entity: number, time: number): void {
    if (this.busy[copy] === 0)
      throw new RangeError(`resource ${this.#rules.name} is released by one that does not hold it`);
    this.#passed(copy, time);
    this.#giveBack(copy, entity);
    this.served += 1;
    this.#serveNext(copy, time);
  }

  /** An entity is served for `work` ns of undivided service and enters the state `enter` when it has been. */
  use(copy: number, entity: number, enter: number, work: number, priority: number, time: number): void {
    const { name, capacity } = this.#rules;
    this.#requireClaim(entity, priority, time);
    if (!(work >= 0)) throw new RangeError(`resource ${name} is used for ${work} ns at time ${time} ns`);
    this.#requireExact(time + work, time);
    if (this.#entities.next[entity] !== -1)
      throw new RangeError(`resource ${name} is used by an entity that is still being served, at time ${time} ns`);
    this.entered += 1;
    this.#passed(copy, time);
    this.#entities.next[entity] = enter;
    this.#entities.work[entity] = work;
    this.#entities.priority[entity] = priority;
    this.#entities.copy[entity] = copy;
    if (this.#shares.length > 0) {
      this.#begin(copy, entity, 0, time);
      this.#entities.pending[entity]! += 1;
      this.#schedule(copy, this.#shares[copy]!.add(entity, work, time), time);
    } else if (this.busy[copy]! < capacity) {
      this.#begin(copy, entity, 0, time);
      this.#serve(entity, time);
    } else this.#enqueue(copy, entity, -1, priority, time);
  }

  /** A service of `use`, or a slice of one, has ended. */
  complete(entity: number, time: number): void {
    const copy = this.#entities.copy[entity]!;
    const left = this.#entities.work[entity]!;
    if (left === 0) {
      this.#leaveFor(entity, time);
      this.release(copy, entity, time);
    } else if (this.waiting[copy]! > 0) {
      this.#passed(copy, time);
      this.#giveBack(copy, entity);
      this.#enqueue(copy, entity, -1, this.#entities.priority[entity]!, time);
      this.#serveNext(copy, time);
    } else this.#serve(entity, time);
  }

  /** The event at which the first of those who share a copy should be done; false where that has changed meanwhile. */
  completeShared(copy: number, time: number): boolean {
    const share = this.#shares[copy]!;
    if (time !== share.next) return false;
    const entity = share.remove(time);
    this.#passed(copy, time);
    this.#giveBack(copy, entity);
    this.served += 1;
    this.#entities.pending[entity]! -= 1;
    this.#leaveFor(entity, time);
    this.#schedule(copy, share.nextAt(time), time);
    return true;
  }

  /** What the run has to say of the resource at its end. */
  summary(time: number): ResourceUse {
    const { capacity } = this.#rules;
    const copies = this.busy.length;
    let busy = 0;
    let waiting = 0;
    for (let copy = 0; copy < copies; copy += 1) {
      this.#passed(copy, time);
      busy += this.#busyArea[copy]!;
      waiting += this.#waitingArea[copy]!;
    }
    const servers = this.#shares.length > 0 ? copies : capacity * copies;
    const { entered, served, waits } = this;
    const utilisation = (this.#shares.length > 0 ? this.#sharedUtilisation() : busy) / (servers * time);
    return {
      capacity: servers,
      entered,
      served,
      meanBusy: busy / time,
      meanWaiting: waiting / time,
      utilisation,
      waits,
    };
  }

  #sharedUtilisation(): number {
    return this.#shares.reduce((sum, { occupied }) => sum + occupied, 0);
  }

  #begin(copy: number, entity: number, waited: number, time: number): void {
    this.busy[copy]! += 1;
    this.waits.record(waited);
    this.#entities.since[entity] = Number.NaN;
    this.#trace?.takes(entity, this.#entities.cpu[entity]!, time);
  }

  #giveBack(copy: number, entity: number): void {
    this.busy[copy]! -= 1;
    this.#trace?.givesBack(entity);
  }

  #enter(entity: number, state: number, time: number): void {
    this.#entities.pending[entity]! += 1;
    this.#events.push(time, 0, state, entity);
  }

  /** Service is over: the entity enters the state that follows. */
  #leaveFor(entity: number, time: number): void {
    const enter = this.#entities.next[entity]!;
    this.#entities.next[entity] = -1;
    this.#enter(entity, enter, time);
  }

  #requireClaim(entity: number, priority: number, time: number): void {
    const { name } = this.#rules;
    if (!Number.isNaN(this.#entities.since[entity]))
      throw new RangeError(`resource ${name} is asked for by an entity that waits already, at time ${time} ns`);
    if (!Number.isFinite(priority))
      throw new RangeError(`resource ${name} is asked for with priority ${priority}, at time ${time} ns`);
  }

  #enqueue(copy: number, entity: number, enter: number, priority: number, time: number): void {
    this.waiting[copy]! += 1;
    this.#trace?.waits(entity);
    this.#entities.since[entity] = time;
    this.#entities.pending[entity]! += 1;
    this.#order += 1;
    const { discipline } = this.#rules;
    const key = discipline === "priority" ? priority : discipline === "lifo" ? -this.#order : 0;
    this.#lines[copy]!.push(key, 0, enter, entity);
  }

  #serveNext(copy: number, time: number): void {
    if (this.waiting[copy] === 0 || this.busy[copy]! >= this.#rules.capacity) return;
    const line = this.#lines[copy]!;
    const entity = line.nextEntity;
    const enter = line.nextState;
    line.take();
    line.close();
    this.waiting[copy]! -= 1;
    this.#entities.pending[entity]! -= 1;
    this.#begin(copy, entity, time - this.#entities.since[entity]!, time);
    if (enter >= 0) this.#enter(entity, enter, time);
    else this.#serve(entity, time);
  }

  #serve(entity: number, time: number): void {
    const { work } = this.#entities;
    const part = Math.min(work[entity]!, this.#rules.slice);
    work[entity]! -= part;
    this.#entities.pending[entity]! += 1;
    this.#complete(time + part, entity, time);
  }

  #schedule(copy: number, at: number, time: number): void {
    if (this.#shares[copy]!.length > 0) this.#complete(at, copy, time);
  }

  /** Schedules the end of a service. */
  #complete(at: number, which: number, time: number): void {
    this.#requireExact(at, time);
    this.#events.push(at, 0, this.#completion, which);
  }

  #requireExact(end: number, time: number): void {
    if (end <= longestTime) return;
    const { name } = this.#rules;
    throw new RangeError(
      `resource ${name}: a service at time ${time} ns would end at ${end} ns, beyond 2^53 ns (104 days)`,
    );
  }

  #passed(copy: number, time: number): void {
    const elapsed = time - this.#lastChange[copy]!;
    this.#busyArea[copy]! += elapsed * this.busy[copy]!;
    this.#waitingArea[copy]! += elapsed * this.waiting[copy]!;
    this.#lastChange[copy] = time;
  }
}

/** What a resource did in a run, its copies together. */
export interface ResourceUse {
  /** Entities that it can serve at a time. */
  readonly capacity: number;
  /** Claims made and claims ended. */
  readonly entered: number;
  readonly served: number;
  /** Entities served and waiting, averaged over time. */
  readonly meanBusy: number;
  readonly meanWaiting: number;
  /** The share of its capacity in use, averaged over time. */
  readonly utilisation: number;
  /** Every wait until a service began, or went on after a slice; 0 for those who did not wait. */
  readonly waits: LatencyHistogram;
}

/**
 * Service shared equally by all who are there. Each gets work at the same rate, so who has the least work to go stays first
 * whoever comes: everybody is kept with the amount of service per head at which it will be done.
 */
class SharedService {
  readonly #capacity: number;
  readonly #line = new EventQueue();
  /** Service per head until now, since somebody was last here. */
  #service = 0;
  #lastChange = 0;
  /** When the first is done if nothing changes. */
  next = Infinity;
  /** Time for which it was in use, as a share of its capacity, ns. */
  occupied = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** How many share it. */
  get length(): number {
    return this.#line.length;
  }

  add(entity: number, work: number, time: number): number {
    this.#passed(time);
    if (this.#line.length === 0) this.#service = 0;
    this.#line.push(this.#service + work, 0, 0, entity);
    return this.nextAt(time);
  }

  /** Takes out the one that is done. */
  remove(time: number): number {
    this.#passed(time);
    const entity = this.#line.nextEntity;
    this.#service = this.#line.nextTime;
    this.#line.take();
    this.#line.close();
    return entity;
  }

  nextAt(time: number): number {
    const left = Math.max(0, this.#line.nextTime - this.#service);
    this.next = this.#line.length === 0 ? Infinity : time + left / this.#rate();
    return this.next;
  }

  #rate(): number {
    return Math.min(1, this.#capacity / this.#line.length);
  }

  #passed(time: number): void {
    const elapsed = time - this.#lastChange;
    if (this.#line.length > 0) {
      this.#service += elapsed * this.#rate();
      this.occupied += elapsed * Math.min(1, this.#line.length / this.#capacity);
    }
    this.#lastChange = time;
  }
}
