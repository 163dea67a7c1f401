import { type Row, Table } from "../../table/table.js";
import type { Lines } from "../lines.js";
import { ListReading, rowsShown } from "./list.js";

/**
 * Where the slots of a CPU's pipeline went, as shares of 1: by the four of the first level (retiring, badSpeculation, frontendBound,
 * backendBound), and by those of the second where the tool prints them (heavyOperations, lightOperations, branchMispredicts, machineClears,
 * fetchLatency, fetchBandwidth, memoryBound, coreBound). Source: A. Yasin, A Top-Down Method for Performance Analysis and Counters
 * Architecture, ISPASS 2014.
 */
export interface TopDown {
  /** Of the interval, seconds since the start; null where there is but one. */
  readonly time: number | null;
  /** `S0-D0-C0`, a CPU or a cgroup; null for the whole. */
  readonly section: string | null;
  readonly shares: Readonly<Record<string, number>>;
}

const names: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^retiring$/, "retiring"],
  [/^bad.?speculation$/, "badSpeculation"],
  [/^front.?end.?bound$/, "frontendBound"],
  [/^back.?end.?bound$/, "backendBound"],
  [/^heavy.?operations$/, "heavyOperations"],
  [/^light.?operations$/, "lightOperations"],
  [/^branch.?mispredicts?$/, "branchMispredicts"],
  [/^machine.?clears?$/, "machineClears"],
  [/^fetch.?latency$/, "fetchLatency"],
  [/^fetch.?bandwidth$/, "fetchBandwidth"],
  [/^mem(?:ory)?.?bound$/, "memoryBound"],
  [/^core.?bound$/, "coreBound"],
];

const anyOfThem = /retiring|speculation|bound|operations|mispredict|clears|latency|bandwidth/i;

/** Which share a heading or a metric is, `bad speculation` or `%  tma_bad_speculation`; undefined where it is none. */
export function shareNamed(heading: string): string | undefined {
  if (!anyOfThem.test(heading)) return undefined;
  const plain = heading
    .toLowerCase()
    .replace(/^[\s%]+|[\s%]+$/g, "")
    .replace(/^(?:tma|topdown)[_ -]/, "");
  return names.find(([pattern]) => pattern.test(plain))?.[1];
}

/** The shares as they come in, metric by metric: those of one time and section together. */
export class TopDownRows {
  readonly rows: TopDown[] = [];
  readonly #open = new Map<string, Record<string, number>>();

  add(time: number | null, section: string | null, share: string, value: number): void {
    const key = `${time} ${section}`;
    let shares = this.#open.get(key);
    if (!shares || share in shares) {
      shares = {};
      this.#open.set(key, shares);
      this.rows.push({ time, section, shares });
    }
    shares[share] = value;
  }
}

/** Top-Down shares by interval and CPU. */
export class TopDownReading extends ListReading<TopDown> {
  readonly kind = "topDown";
  protected readonly columns = ["time", "section"];

  constructor(
    lines: Pick<Lines, "report">,
    readonly topDown: readonly TopDown[],
  ) {
    super(lines, topDown);
  }

  override table(): Table {
    const rows = this.topDown.slice(0, rowsShown).map(({ time, section, shares }) => ({ time, section, ...shares }));
    return new Table<Row>(rows);
  }

  override summary(): string {
    return `Top-Down shares of ${this.topDown.length} ${this.topDown.length === 1 ? "measurement" : "intervals or CPUs"}`;
  }
}
