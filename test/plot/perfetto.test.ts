import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { simulate } from "../../src/engine/simulate.js";
import { stays } from "../../src/engine/stays.js";
import { perfetto } from "../../src/plot/perfetto.js";
import { save } from "../../src/plot/save.js";
import { scheduler } from "../../src/program/scheduler.js";
import { shortRun } from "./runs.js";

/**
 * The part of the trace event format that is used, from its description (docs.google.com/document/d/
 * 1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU): ts and dur are µs and may have fractions; a counter's args are numbers.
 */
const number = z.number().nonnegative();
const identity = z.int().min(1).max(0xffff_ffff);
const place = { pid: identity, tid: identity, name: z.string().min(1) };
const metadata = (name: string, args: z.ZodType) =>
  z.strictObject({ ...place, ph: z.literal("M"), name: z.literal(name), args });
const format = z.strictObject({
  traceEvents: z.array(
    z.union([
      z.strictObject({ ...place, ph: z.literal("X"), cat: z.string(), ts: number, dur: number }),
      z.strictObject({ ...place, ph: z.literal("C"), ts: number, args: z.record(z.string(), z.number()) }),
      metadata("process_name", z.strictObject({ name: z.string() })),
      metadata("thread_name", z.strictObject({ name: z.string() })),
      metadata("process_sort_index", z.strictObject({ sort_index: z.int() })),
    ]),
  ),
  displayTimeUnit: z.enum(["ms", "ns"]),
  otherData: z.record(z.string(), z.union([z.string(), z.number()])),
});

const model = scheduler({ cpus: 2, arrivals: { rate: "600/s" }, lifetime: "exp:2 ms", contextSwitch: "3 us" });
const run = simulate(model, { until: "100 ms", windows: 50, trace: true });
const trace = perfetto(run);
const slices = trace.traceEvents.filter((event) => event.ph === "X");

describe("a trace for Perfetto", () => {
  test("is in the trace event format", () => {
    expect(format.safeParse(trace).error).toBeUndefined();
  });

  test("has a process for each CPU and a thread for each entity on it, all with names", () => {
    const named = (name: string) => trace.traceEvents.filter((event) => event.name === name);
    expect(named("process_name").map(({ pid, ...event }) => [pid, "args" in event && event.args])).toEqual([
      [1, { name: "CPU 0" }],
      [2, { name: "CPU 1" }],
      [3, { name: "scheduler" }],
    ]);
    const places = (events: readonly { pid: number; tid: number }[]) =>
      new Set(events.map((at) => `${at.pid} ${at.tid}`));
    expect(places(named("thread_name"))).toEqual(places(slices));
  });

  test("has a slice for each stay, in µs", () => {
    const wanted = stays(run).filter(({ from, to }) => to > from);
    expect(slices).toHaveLength(wanted.length);
    const total = wanted.reduce((sum, { from, to }) => sum + to - from, 0);
    expect(slices.reduce((sum, { dur }) => sum + dur, 0)).toBeCloseTo(total / 1000, 0);
  });

  test("lets no two slices of a thread overlap, to the ns", () => {
    const ends = new Map<string, number>();
    for (const { pid, tid, ts, dur } of slices) {
      const key = `${pid} ${tid}`;
      expect(Math.round(ts * 1000)).toBeGreaterThanOrEqual(ends.get(key) ?? 0);
      ends.set(key, Math.round(ts * 1000) + Math.round(dur * 1000));
    }
  });

  test("counts entities and queues as the series does", () => {
    for (const name of ["alive", "runqueue_busy", "runqueue_waiting"]) {
      const values = trace.traceEvents.flatMap((event) => (event.ph === "C" && event.name === name ? [event] : []));
      expect(values.map(({ args }) => args.value)).toEqual([...run.series[name]!]);
      expect(values.at(-1)!.ts).toBe(100_000);
    }
  });

  test("is saved with one event a line", async () => {
    const folder = await mkdtemp(join(tmpdir(), "phasebook perfetto "));
    try {
      const text = await readFile(await save(trace, join(folder, "run.trace.json")), "utf8");
      expect(JSON.parse(text)).toEqual(trace);
      expect(text.split("\n")).toHaveLength(trace.traceEvents.length + 3);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test("needs a run with a trace", () => {
    expect(() => perfetto(shortRun())).toThrow("has no trace");
  });
});
