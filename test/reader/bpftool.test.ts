import { describe, expect, test } from "vitest";
import type { CountersReading } from "../../src/reader/kind/counters.js";
import type { LogReading } from "../../src/reader/kind/log.js";
import type { MapsReading } from "../../src/reader/kind/maps.js";
import type { ProgramsReading } from "../../src/reader/kind/programs.js";
import { read } from "../../src/reader/read.js";
import { sample, samplePath } from "./sample.js";

const programs = (text: string) => read(text) as ProgramsReading;
const counters = (text: string) => read(text) as CountersReading;

describe("bpftool prog show", () => {
  test("plain, one line and pretty JSON say the same of the same programs", () => {
    const [plain, json, pretty] = ["bpftoolProgShow.txt", "bpftoolProgShow.json", "bpftoolProgShowPretty.json"].map(
      (name) => (read(samplePath(name)) as ProgramsReading).programs,
    );
    const lasting = (list: typeof plain) =>
      list!.map(({ runTimeNs, runCount, meanNs, loadedAt, ...rest }) => ({
        ...rest,
        loaded: typeof loadedAt === "number" ? loadedAt : Date.parse(loadedAt as string) / 1000,
      }));
    expect(lasting(json)).toEqual(lasting(plain));
    expect(lasting(pretty)).toEqual(lasting(plain));
    // The three commands ran one after the other: the counts grew.
    expect(plain!.map(({ runCount }) => runCount)).toEqual([null, null, 5363, 2914, null]);
    expect(json!.map(({ runCount }) => runCount)).toEqual([null, null, 5387, 2933, null]);
    expect(plain![2]!.meanNs).toBe(3475467 / 5363);
  });

  test("says that missing statistics have two reasons", () => {
    const { kind, tool, notes } = read(samplePath("bpftoolProgShow.txt"));
    expect({ kind, tool }).toEqual({ kind: "programs", tool: "bpftool-prog-show" });
    expect(notes.join()).toMatch(/3 of 5 programs .*bpf_stats_enabled.*never ran/);
  });

  test("a type that bpftool did not know has its name", () => {
    const old = "93: type 26  name handle__sched_w  tag 77e6e21acbdbb0f6  gpl\n\txlated 152B  jited 93B\n";
    expect(programs(old).programs[0]).toMatchObject({ id: 93, type: "tracing", runTimeNs: null, meanNs: null });
    expect(programs(old).notes.join()).toMatch(/type 26.*tracing[\s\S]*may be cut/);
    expect(programs('[{"id":1,"type":26,"bytes_xlated":8}]').programs[0]!.type).toBe("tracing");
    expect(programs('[{"id":1,"type":99,"bytes_xlated":8}]').programs[0]!.type).toBe("type 99");
  });

  test("the layout of 2017 has no name, licence or run times", () => {
    const first =
      "3: xdp  tag 005a3d2123620c8b\n\tloaded_at Sep 29/20:11  uid 0\n\txlated 528B  not jited  memlock 4096B\n";
    expect(programs(first)).toMatchObject({
      programs: [{ id: 3, name: null, type: "xdp", bytesXlated: 528 }],
      skipped: [],
    });
  });

  test("recursion misses, pinned paths, processes, metadata and unknown fields", () => {
    const text = `7: kprobe  name p  tag 005a3d2123620c8b  gpl run_time_ns 100 run_cnt 10 recursion_misses 3
\tloaded_at 2024-01-01T00:00:00+0000  uid 0
\txlated 528B  jited 370B  memlock 4096B  map_ids 10,12
\tpinned /sys/fs/bpf/p
\tbtf_id 5
\tpids a b(12), c(13)
\tmetadata:
\t\tname = "12: xdp"
`;
    expect(programs(text)).toMatchObject({
      programs: [
        {
          id: 7,
          runTimeNs: 100,
          runCount: 10,
          meanNs: 10,
          recursionMisses: 3,
          mapIds: "10,12",
          loadedAt: "2024-01-01T00:00:00+0000",
        },
      ],
      skipped: [],
    });
    const json =
      '{"id":7,"type":"kprobe","name":"p","run_time_ns":100,"run_cnt":10,"orphaned":true,"owner_fds":[{"fd":9}]}';
    expect(programs(json).programs[0]).toMatchObject({ id: 7, meanNs: 10 });
  });

  test("errors, also in the middle of an array, are skipped and not programs", () => {
    for (const text of [
      '{"error":"get by id (9): No such file"}\n',
      '[{"error":"x"}]\n',
      "Error: get by id (9): No such file\n",
    ])
      expect(programs(text)).toMatchObject({ programs: [], skipped: [{ line: 1, reason: "is an error of bpftool" }] });
    const mixed = '[{"id":1,"type":"xdp","bytes_xlated":8},{"error":"can\'t get prog info"}]';
    expect(programs(mixed)).toMatchObject({ programs: [{ id: 1 }], skipped: [{ reason: "is an error of bpftool" }] });
  });

  test("messages of the error stream between lines are skipped, what is around them is read", () => {
    const pretty = sample("bpftoolProgShowPretty.json").split("\n");
    pretty.splice(5, 0, "libbpf: failed to find BTF");
    pretty.unshift("Warning: bpftool was built without libbfd");
    const reading = programs(pretty.join("\n"));
    expect(reading.programs).toHaveLength(5);
    expect(reading.skipped.map(({ line }) => line)).toEqual([1, 7]);
  });

  test("an array that is cut off gives the programs before", () => {
    const text = sample("bpftoolProgShow.json").slice(0, 400);
    const reading = programs(text);
    expect(reading.programs.map(({ id }) => id)).toEqual([107]);
    expect(reading.skipped).toMatchObject([{ line: 1, reason: "begins an object of JSON that is cut off" }]);
  });
});

describe("bpftool prog profile", () => {
  const plain = sample("bpftoolProfile.txt");

  test("values are divided by the share of the time that they were counted", () => {
    const reading = counters(plain);
    expect(reading).toMatchObject({ kind: "counters", tool: "bpftool-prog-profile", skipped: [] });
    const [runs, cycles, instructions, misses] = reading.counters;
    expect(runs).toMatchObject({ name: "run_cnt", value: 51397 });
    expect(cycles).toMatchObject({ rawValue: 40176203, runningShare: 0.8305 });
    expect(cycles!.value).toBeCloseTo(40176203 / 0.8305, 6);
    expect(cycles!.perRun).toBeCloseTo(40176203 / 0.8305 / 51397, 9);
    expect(instructions).toMatchObject({ ratio: 1.06, ratioName: "insns per cycle" });
    // Without a percentage it was counted all the time.
    expect(misses).toMatchObject({ value: 123, runningShare: 1, ratio: 2.89 });
    expect(reading.notes.join()).toMatch(/does not scale.*cycles, instructions are divided/);
  });

  test("JSON has the times instead, and 0 of them is no value", () => {
    const json = sample("bpftoolProfile.json");
    expect(counters(json).counters).toMatchObject([
      { name: "run_cnt", value: 10 },
      { name: "cycles", value: 400, rawValue: 300, perRun: 40 },
      { name: "l1d_loads", value: null, perRun: null },
    ]);
  });
});

describe("bpftool map show", () => {
  test("plain and JSON say the same", () => {
    const [plain, json] = ["bpftoolMapShow.txt", "bpftoolMapShow.json"].map(
      (name) => read(samplePath(name)) as MapsReading,
    );
    expect(plain!.maps).toEqual(json!.maps);
    expect(plain!.maps[1]).toEqual({
      ...{ id: 29, name: "s.rodata", type: "array", flags: 0x480, isFrozen: true },
      ...{ keyBytes: 4, valueBytes: 13, maxEntries: 1, memlockBytes: 8192 },
    });
    expect([plain!.skipped, json!.skipped]).toEqual([[], []]);
  });

  test("local storage has no bound, and that is said", () => {
    const text = "5: task_storage  name start  flags 0x1\n\tkey 4B  value 8B  max_entries 0  memlock 0B\n";
    const reading = read(text) as MapsReading;
    expect(reading.maps[0]).toMatchObject({ type: "task_storage", maxEntries: 0 });
    expect(reading.notes.join()).toMatch(/max_entries 0 is local storage/);
  });
});

describe("bpftool prog tracelog and trace_pipe", () => {
  test("names with blanks and dashes, four and five flags, a thread group, an empty message", () => {
    const text = sample("tracelog.txt");
    const reading = read(text) as LogReading;
    expect(reading.log).toEqual([
      { time: 12.000001, task: "my-app-worker 1", pid: 4242, cpu: 0, flags: "d..31", message: "a: b" },
      { time: 12.000002, task: "<...>", pid: 77, cpu: 12, flags: "d..1", message: "" },
      { time: 12.000003, task: "<idle>", pid: 0, cpu: 1, flags: "dNs3.", message: "idle" },
      { time: 12.5, task: "sshd", pid: 900, cpu: 3, flags: "....", message: "old" },
    ]);
    expect(reading.skipped).toMatchObject([{ line: 7, reason: "is a report that messages were lost" }]);
    expect(reading.notes.join()).toMatch(/42 messages were lost/);
  });
});
