import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Histogram } from "../../src/reader/kind/histograms.js";
import type { LatenciesReading } from "../../src/reader/kind/latencies.js";
import { read } from "../../src/reader/read.js";
import { hasSharedData, sharedData } from "../sharedData.js";

interface Block {
  section: string | null;
  ts: string | null;
  unit: string | null;
  rows: number;
  count: number;
  max_bucket: (number | null)[];
  p50_bucket: (number | null)[];
  p99_bucket: (number | null)[];
  p50_linear_interp: number;
  p99_linear_interp: number;
}

interface Expected {
  kind: "histogram" | "events" | "runs" | "json";
  blocks: Block[];
  total: number;
  n: number;
  min: number;
  max: number;
  mean: number;
  mean_ns: number[];
}

const folder = sharedData("bpf-tools/");

/** The bucket in which the share `p` of all values is reached, and the place in it if they lie evenly there. */
function quantile({ count, buckets }: Histogram, p: number): { bucket: (number | null)[]; value: number } {
  let before = 0;
  for (const [low, high, held] of buckets) {
    if (held > 0 && before + held >= p * count)
      return { bucket: [low, high], value: low! + ((p * count - before) / held) * (high! - low!) };
    before += held;
  }
  throw new Error("an empty histogram");
}

/** What EXPECTED.json says of a histogram, computed from ours. */
function described(histogram: Histogram): Omit<Block, "p50_linear_interp" | "p99_linear_interp"> {
  const { section, time, unit, count, buckets } = histogram;
  const last = buckets.findLast(([, , held]) => held > 0)!;
  return {
    section,
    ts: time as string | null,
    unit,
    rows: buckets.length,
    count,
    max_bucket: [last[0], last[1]],
    p50_bucket: quantile(histogram, 0.5).bucket,
    p99_bucket: quantile(histogram, 0.99).bucket,
  };
}

describe.skipIf(!hasSharedData)("captures of ../shared/data/bpf-tools", () => {
  const all = hasSharedData
    ? (JSON.parse(readFileSync(join(folder, "EXPECTED.json"), "utf8")) as Record<string, Expected>)
    : {};
  const of = (...kinds: Expected["kind"][]) => Object.entries(all).filter(([, { kind }]) => kinds.includes(kind));

  test.each(of("histogram"))("the histograms of %s", (file, { blocks, total }) => {
    const reading = read(join(folder, file));
    if (reading.kind !== "histograms") throw new Error(`${file} was read as ${reading.kind}`);
    expect(reading.histograms.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    expect(reading.histograms.map(described)).toEqual(
      blocks.map(({ p50_linear_interp, p99_linear_interp, ...block }) => block),
    );
    for (const [index, { p50_linear_interp, p99_linear_interp, p99_bucket }] of blocks.entries()) {
      const histogram = reading.histograms[index]!;
      if (histogram.buckets[0]![0] === null) continue;
      expect(quantile(histogram, 0.5).value).toBeCloseTo(p50_linear_interp, 0);
      if (p99_bucket[1] !== null) expect(quantile(histogram, 0.99).value).toBeCloseTo(p99_linear_interp, 0);
    }
  });

  test.each(of("events"))("the latencies of %s", (file, { n, min, max, mean }) => {
    const { kind, latencies } = read(join(folder, file)) as LatenciesReading;
    const values = latencies.map(({ value }) => value);
    expect(kind).toBe("latencies");
    expect(values).toHaveLength(n);
    expect([Math.min(...values), Math.max(...values)]).toEqual([min, max]);
    expect(values.reduce((sum, value) => sum + value, 0) / n).toBeCloseTo(mean, 2);
  });

  test.each(of("runs"))("the programs of %s", (file, { mean_ns }) => {
    const reading = read(join(folder, file));
    if (reading.kind !== "programs") throw new Error(`${file} was read as ${reading.kind}`);
    const means = reading.programs.map(({ meanNs }) => meanNs).filter((each) => each !== null);
    expect(means).toHaveLength(mean_ns.length);
    for (const [index, expected] of mean_ns.entries()) expect(means[index]!).toBeCloseTo(expected, 2);
  });

  const files = hasSharedData
    ? readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /[\\/].+\.(txt|json)$/.test(file))
    : [];
  test.each(files)("%s is recognised, and by name too", (file) => {
    const reading = read(join(folder, file));
    const parts = Object.values(reading.content() as Record<string, object | null>).filter(
      (part): part is object => typeof part === "object" && part !== null,
    );
    expect(
      parts.some((part) => (Symbol.iterator in part ? [...(part as Iterable<unknown>)] : Object.keys(part)).length > 0),
    ).toBe(true);
    const { kind } = read(readFileSync(join(folder, file)), { tool: reading.tool });
    expect(kind).toBe(reading.kind);
  });
});
