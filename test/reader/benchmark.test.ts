import { describe, expect, test } from "vitest";
import type { BenchmarkReading } from "../../src/reader/kind/benchmark.js";
import { read } from "../../src/reader/read.js";
import { sample } from "./sample.js";

const benchmark = (text: string) => read(text) as BenchmarkReading;
const one = (line: string) => benchmark(`${line}\n`).benchmark;

describe("bench itself", () => {
  test("progress and summary: rates in 1/s, by producer, and the time of an operation", () => {
    const text = sample("bench.txt");
    const reading = benchmark(text);
    expect(reading).toMatchObject({ kind: "benchmark", tool: "bpf-bench", skipped: [] });
    expect(reading.benchmark.map(({ phase, iteration, metric, value }) => [phase, iteration, metric, value])).toEqual([
      ["progress", 0, "hits", 148e6],
      ["progress", 0, "drops", 0],
      ["progress", 0, "total operations", 148e6],
      ["progress", 2, "hits", 150e6],
      ["progress", 2, "drops", 1e6],
      ["progress", 2, "total operations", 151e6],
      ["summary", null, "hits", 149e6],
      ["summary", null, "drops", 500e3],
      ["summary", null, "total operations", 149.5e6],
    ]);
    expect(reading.benchmark[6]).toMatchObject({
      name: "count-global",
      deviation: 1.079e6,
      perProducer: 74.5e6,
      unit: "1/s",
    });
    expect(reading.benchmark[6]!.nsPerOperation).toBeCloseTo(1e9 / 74.5e6, 9);
    expect(reading.benchmark[7]!.nsPerOperation).toBeNull();
  });

  test("other summaries: throughput and latency, k/s and memory, allocations, percentages, grace periods", () => {
    expect(
      one("Summary: throughput   12.300 ± 0.100 M ops/s ( 12.300M ops/prod), latency   81.301 ns/op"),
    ).toMatchObject([
      { metric: "throughput", value: 12.3e6, deviation: 1e5, perProducer: 12.3e6 },
      { metric: "latency", value: 81.301, unit: "ns", nsPerOperation: 81.301 },
    ]);
    expect(
      one("Summary: per-prod-op   14.05 ±    0.12k/s, memory usage    1.50 ±    0.01MiB, peak memory usage    2.00MiB"),
    ).toMatchObject([
      { metric: "per-prod-op", value: 14050, deviation: 120, nsPerOperation: 1e9 / 14050 },
      { metric: "memory usage", value: 1.5 * 2 ** 20, unit: "B" },
      { metric: "peak memory usage", value: 2 ** 21, deviation: null },
    ]);
    expect(one("Summary: creates   12.300 ± 0.100k/s ( 12.300k/prod), 3.00 kmallocs/create")).toMatchObject([
      { metric: "creates", value: 12300 },
      { metric: "mallocs", value: 3, unit: "mallocs per creation" },
    ]);
    expect(one("Summary: 12 false hits of 100 total operations. Percentage =  12.00 %")).toMatchObject([
      { metric: "false hits", value: 12, unit: "%", nsPerOperation: null },
    ]);
    expect(one("Summary: tasks_trace grace period latency   12.300 us stddev   0.100 us")).toMatchObject([
      { metric: "tasks_trace grace period latency", value: 12300, deviation: 100, unit: "ns" },
    ]);
  });

  test("a line that is cut off has no number with a unit, and is skipped", () => {
    const text = "Iter   0 ( 24.822us): hits  148.179M/s (148.179M/prod), drops    0.000M/s\nSummary: hits  150.4\n";
    expect(benchmark(text)).toMatchObject({
      benchmark: [{}, {}],
      skipped: [{ line: 2, reason: "has no number with a known unit" }],
    });
  });
});

describe("tables of run_bench_*.sh", () => {
  test("headings, settings below them, producers in names", () => {
    const text = sample("benchTables.txt");
    const reading = benchmark(text);
    expect(reading.skipped).toEqual([]);
    const [single, drops, sixteen] = reading.benchmark;
    expect(single).toMatchObject({
      section: "Ringbuf, multi-producer contention",
      name: "rb-libbpf nr_prod 1",
      metric: "hits",
      value: 44.359e6,
    });
    expect(drops).toMatchObject({ metric: "drops", value: 91e3 });
    // 16 producers share the rate.
    expect(sixteen!.nsPerOperation).toBeCloseTo((16 * 1e9) / 4.684e6, 6);
    expect(reading.benchmark[4]).toMatchObject({
      ...{
        section: "Hashmap Control, num keys: 10",
        name: "hashmap (control) sequential get",
        metric: "hits throughput",
      },
    });
    expect(reading.benchmark[8]).toMatchObject({
      section: "Hashmap Control, num keys: 1000",
      metric: "hits latency",
      value: 72.683,
    });
  });

  test("names before a colon, rates of a CPU, percentages, events per second", () => {
    expect(one("usermode-count  :    3.123 ± 0.010M/s")).toMatchObject([
      { name: "usermode-count", metric: "hits", value: 3.123e6 },
    ]);
    expect(one("uprobe-nop      ( 4 cpus):    3.080 ± 0.003M/s  (  0.770M/s/cpu)")).toMatchObject([
      { name: "uprobe-nop ( 4 cpus)", value: 3.08e6, perProducer: 770e3, nsPerOperation: 1e9 / 770e3 },
    ]);
    expect(one("overwrite            per-prod-op: 14.05 ± 0.12k/s, avg mem: 1.99 ± 0.01MiB")).toMatchObject([
      { name: "overwrite", metric: "per-prod-op", value: 14050 },
      { metric: "avg mem", unit: "B" },
    ]);
    expect(
      one("    6% full: cpu01: lookup 50.739M ± 0.018M events/sec (approximated from 32 samples of ~19ms)"),
    ).toMatchObject([{ name: "6% full: cpu01", metric: "lookup", value: 50.739e6, deviation: 18e3 }]);
    expect(one("0:hash_map_full_perf 123456 events per sec")).toMatchObject([{ value: 123456 }]);
  });

  test("a plus-minus sign in another encoding, and error messages between", () => {
    const text =
      "libbpf: failed to load\nrb-libbpf            43.366 \ufffd 0.277M/s (drops 0.848 +- 0.027M/s)\nsetting affinity to CPU #3 failed: 22\n";
    const reading = benchmark(text);
    expect(reading.benchmark).toMatchObject([
      { name: "rb-libbpf", deviation: 277e3 },
      { metric: "drops", deviation: 27e3 },
    ]);
    expect(reading.skipped.map(({ line }) => line)).toEqual([1, 3]);
  });
});
