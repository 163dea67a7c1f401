import type { Lines } from "../lines.js";
import { ListReading } from "./list.js";

/** A number that a benchmark printed. */
export interface BenchmarkRow {
  /** The heading it stands under, with the setting (`num keys: 10`); null where there is none. */
  readonly section: string | null;
  /** Of the benchmark: `count-global`, `rb-libbpf nr_prod 4`. */
  readonly name: string | null;
  /** `progress` of one second, `summary` of all. */
  readonly phase: "progress" | "summary";
  /** Of the second, from 0; null in a summary. */
  readonly iteration: number | null;
  /** `hits`, `drops`, `important_hits throughput`. */
  readonly metric: string;
  /** In `unit`: prefixes are multiplied out. */
  readonly value: number;
  /** The standard deviation over the iterations, in `unit`; null where it is not printed. */
  readonly deviation: number | null;
  /** `1/s`, `ns`, `%`, `B`, … */
  readonly unit: string;
  /** The rate of one producer, in 1/s; null where it is not printed. */
  readonly perProducer: number | null;
  /** The time of one operation in ns: as printed, or that of a producer's rate; null for what is no rate of operations. */
  readonly nsPerOperation: number | null;
}

/** Results of the kernel's BPF benchmarks. */
export class BenchmarkReading extends ListReading<BenchmarkRow> {
  readonly kind = "benchmark";
  protected readonly columns = ["section", "name", "metric", "value", "deviation", "unit", "nsPerOperation"];

  constructor(
    lines: Pick<Lines, "report">,
    readonly benchmark: readonly BenchmarkRow[],
  ) {
    super(lines, benchmark);
  }

  override summary(): string {
    const summaries = this.benchmark.filter(({ phase }) => phase === "summary");
    const names = new Set(summaries.map(({ section, name }) => `${section} ${name}`));
    return `${this.benchmark.length} results, ${summaries.length} of them summaries of ${names.size} benchmarks`;
  }
}
