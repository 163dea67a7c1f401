import type { Lines } from "../lines.js";
import { ListReading } from "./list.js";

/** A BPF map as it was created; null for what the tool does not say. */
export interface BpfMap {
  readonly id: number;
  readonly name: string | null;
  readonly type: string | null;
  /** The flags of its creation, as BPF_F_NO_PREALLOC = 1. */
  readonly flags: number | null;
  readonly keyBytes: number | null;
  readonly valueBytes: number | null;
  /** 0 for local storage, which has no bound. */
  readonly maxEntries: number | null;
  readonly memlockBytes: number | null;
  readonly [more: string]: unknown;
}

/** BPF maps: what they hold and how much memory they take. */
export class MapsReading extends ListReading<BpfMap> {
  readonly kind = "maps";
  protected readonly columns = ["id", "name", "type", "keyBytes", "valueBytes", "maxEntries", "memlockBytes"];

  constructor(
    lines: Pick<Lines, "report">,
    readonly maps: readonly BpfMap[],
  ) {
    super(lines, maps);
  }

  override summary(): string {
    const bytes = this.maps.reduce((sum, { memlockBytes }) => sum + (memlockBytes ?? 0), 0);
    return `${this.maps.length} maps of ${bytes.toLocaleString("en")} bytes`;
  }
}
