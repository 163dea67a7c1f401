/** A number that a tool counted or measured; a reader may add to it what else its tool says. */
export interface Counter {
  readonly name: string;
  /** null where the tool says `<not counted>` or `<not supported>`. */
  readonly value: number | null;
  readonly unit: string | null;
  /** The key of a map, a CPU, a cgroup: whatever tells counters of one name apart. */
  readonly section: string | null;
  /** Of the interval, as the tool prints it. */
  readonly time: string | number | null;
  readonly [more: string]: unknown;
}
