import type { Model } from "../machine/model.js";
import { replicationSeed } from "../random/replicationSeed.js";
import type { Seed } from "../random/stream.js";
import type { Row } from "../table/table.js";
import type { Point } from "./design/design.js";
import type { ReplicationRule } from "./replicationRule.js";
import type { RowStore } from "./store/rowStore.js";

/** A point of a sweep and how many replications there should be of it. */
export class PlannedPoint {
  readonly point: Point;
  readonly model: Model;
  /** What tells the rows of this model and these bounds from all others; see {@link pointKey}. */
  readonly key: string;
  readonly #seed: Seed;
  #replications: number;

  constructor(point: Point, model: Model, key: string, seed: Seed, replications: number) {
    this.point = point;
    this.model = model;
    this.key = key;
    this.#seed = seed;
    this.#replications = replications;
  }

  get replications(): number {
    return this.#replications;
  }

  seed(replication: number): string {
    return replicationSeed(this.#seed, replication);
  }

  /** The names of its rows in a store, in the order of the replications. */
  ids(): string[] {
    return Array.from({ length: this.#replications }, (_, replication) => this.id(replication));
  }

  id(replication: number): string {
    return `${this.key} ${this.seed(replication)}`;
  }

  /** The replications that the store does not have. */
  missing(store: RowStore): number[] {
    return this.ids().flatMap((id, replication) => (store.get(id) ? [] : [replication]));
  }

  /** The rows that the store has. */
  rows(store: RowStore): Row[] {
    return this.ids()
      .map((id) => store.get(id))
      .filter((row) => row !== undefined);
  }

  /**
   * Plans further replications where the rule wants them; says whether it does.
   *
   * @throws RangeError for a value that is not a finite number, with the seed of its run
   */
  extend(rule: ReplicationRule, store: RowStore): boolean {
    const wanted = rule.further(this.#replications, () => this.rows(store).map((row) => measuredOf(row, rule.measure)));
    const grows = wanted > this.#replications;
    this.#replications = wanted;
    return grows;
  }
}

function measuredOf(row: Row, measure: string): number {
  const value = row[measure];
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new RangeError(
    `replications.measure: expected a finite number of each run, got ${measure} ${value} of that with seed "${row.seed}"`,
  );
}
