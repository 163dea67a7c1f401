import { describe, expect, test } from "vitest";
import type { LatenciesReading, Latency } from "../../src/reader/kind/latencies.js";
import type { SchedulerReading } from "../../src/reader/kind/schedulerLatencies.js";
import { read } from "../../src/reader/read.js";
import { sample, samplePath } from "./sample.js";

const waits = (text: string) => read(text) as SchedulerReading;
const file = (name: string) => read(samplePath(name)) as LatenciesReading;

/** One line of perf script for each event, a microsecond apart where no time is given. */
function script(...events: string[]): string {
  return events.map((event, index) => `  swapper     0 [002]  9113.00000${index}: sched:${event}\n`).join("");
}

/** Waits by pid and the end of the wait to the µs; perf writes the time of the switch away, so they are sorted by length. */
function lengths(latencies: readonly Latency[], microseconds: (latency: Latency) => number): Map<number, number[]> {
  const byPid = new Map<number, number[]>();
  for (const latency of latencies) byPid.set(latency.pid!, [...(byPid.get(latency.pid!) ?? []), microseconds(latency)]);
  for (const list of byPid.values()) list.sort((first, second) => first - second);
  return byPid;
}

describe("one recording, read in three ways", () => {
  const exact = file("perfScript.txt") as SchedulerReading;

  test("waits after wake-ups are those that perf sched timehist computes, to the µs it prints", () => {
    const woken = exact.latencies.filter(({ preempted }) => !preempted);
    const ours = lengths(woken, ({ value }) => value);
    const theirs = lengths(file("perfTimehist.txt").latencies, ({ value }) => value * 1000);
    // timehist has a row where a task leaves the CPU: of the last ones of the recording only we have the wait.
    expect(woken.length).toBeGreaterThanOrEqual(file("perfTimehist.txt").latencies.length);
    expect(theirs.size).toBeGreaterThan(5);
    for (const [pid, values] of theirs)
      for (const value of values)
        expect(Math.min(...ours.get(pid)!.map((each) => Math.abs(each - value)))).toBeLessThan(1);
  });

  test("the longest wait of each task, preemption included, is that of perf sched latency", () => {
    // Of a thread that perf could not name, :75, it begins a wait at an event of its run time.
    const rows = file("perfSchedLatency.txt").latencies.filter(
      ({ task, maximum }) => (maximum as number) > 0 && !task!.startsWith(":"),
    );
    expect(rows.length).toBeGreaterThan(3);
    const ours = lengths(exact.latencies, ({ value }) => value);
    for (const { pid, maximum } of rows)
      expect(Math.abs(ours.get(pid!)!.at(-1)! - (maximum as number) * 1000)).toBeLessThan(1);
  });

  test("states are counted, ns are kept, what was cut off is said", () => {
    expect(exact).toMatchObject({ kind: "latencies", tool: "perf-script", unit: "us", skipped: [] });
    const switches = sample("perfScript.txt").match(/prev_state=\S+/g)!;
    const sleeping = switches.filter((state) => state === "prev_state=S").length;
    expect(exact.states.S).toBe(sleeping);
    expect(Object.values(exact.states).reduce((sum, count) => sum + count)).toBe(switches.length);
    expect(exact.latencies.some(({ value }) => value % 1 !== 0)).toBe(true);
    expect(exact.notes.join()).toMatch(/still waited at the end/);
  });
});

describe("perf script", () => {
  test("a wait goes from wake-up, or from preemption, to the switch to the task", () => {
    const reading = waits(
      script(
        "sched_wakeup: comm=a b pid=7 prio=120 target_cpu=002",
        "sched_wakeup_new: comm=new pid=8 prio=120 success=1 target_cpu=002",
        "sched_switch: prev_comm=swapper/2 prev_pid=0 prev_prio=120 prev_state=R ==> next_comm=a b next_pid=7 next_prio=120",
        "sched_switch: prev_comm=a b prev_pid=7 prev_prio=120 prev_state=R+ ==> next_comm=new next_pid=8 next_prio=-1",
        "sched_switch: prev_comm=new prev_pid=8 prev_prio=120 prev_state=S ==> next_comm=a b next_pid=7 next_prio=120",
        "sched_switch: prev_comm=a b prev_pid=7 prev_prio=120 prev_state=D ==> next_comm=swapper/2 next_pid=0 next_prio=120",
        "sched_stat_runtime: comm=a b pid=7 runtime=5 [ns]",
      ),
    );
    expect(reading.latencies).toMatchObject([
      { time: 9113.000002, task: "a b", pid: 7, value: 2, unit: "us", cpu: 2, preempted: false },
      { task: "new", pid: 8, value: 2, preempted: false },
      { task: "a b", pid: 7, value: 1, preempted: true },
    ]);
    expect(reading.states).toEqual({ R: 1, "R+": 1, S: 1, D: 1 });
    expect(reading.skipped).toEqual([]);
    expect(reading.notes.join()).toMatch(/1 other events/);
  });

  test("sched_wakeup is more exact than sched_waking; a second wake-up begins no second wait; one while it runs none at all", () => {
    const toSeven =
      "sched_switch: prev_comm=x prev_pid=9 prev_prio=120 prev_state=S ==> next_comm=a next_pid=7 next_prio=120";
    const fromSeven =
      "sched_switch: prev_comm=a prev_pid=7 prev_prio=120 prev_state=S ==> next_comm=x next_pid=9 next_prio=120";
    const waking = "sched_waking: comm=a pid=7 prio=120 target_cpu=002";
    const wakeup = "sched_wakeup: comm=a pid=7 prio=120 target_cpu=002";
    expect(waits(script(waking, wakeup, wakeup, toSeven)).latencies.map(({ value }) => value)).toEqual([2]);
    expect(
      waits(script(waking, toSeven, wakeup, fromSeven, waking, toSeven)).latencies.map(({ value }) => value),
    ).toEqual([1, 1]);
    expect(waits(script(toSeven)).notes.join()).toMatch(/whose wake-up came before the recording/);
  });

  test("libtraceevent's layout, ftrace's, tid after pid, no CPU, call chains, garbage", () => {
    const text = `# ========
 node  4/4 [000] 12.000001: sched:sched_wakeup: lidar_node:21302 [120] success=1 CPU:002
        ffffffff81 try_to_wake_up+0x1 ([kernel.kallsyms])
 swapper 0 [002] 12.000011:          1 sched:sched_switch: swapper/2:0 [120] S ==> lidar_node:21302 [120]
    <idle>-0     [001] d..2  13.000001: sched_wakeup: comm=a pid=7 prio=120 target_cpu=001
    <idle>-0     [001] d..2  13.000021: sched_switch: prev_comm=swapper/1 prev_pid=0 prev_prio=120 prev_state=R ==> next_comm=a next_pid=7 next_prio=120
 a 7 14.000001: sched:sched_waking: comm=b pid=8 prio=120 target_cpu=001
 a 7 14.000031: sched:sched_switch: prev_comm=a prev_pid=7 prev_prio=120 prev_state=S ==> next_comm=b next_pid=8 next_prio=120
 a 7 [000] 14.1: sched:sched_switch: prev_comm=a
nonsense
`;
    const reading = waits(text);
    expect(reading.latencies.map(({ value, cpu }) => [value, cpu])).toEqual([
      [10, 2],
      [20, 1],
      [30, null],
    ]);
    expect(reading.skipped.map(({ line }) => line)).toEqual([9, 10]);
    expect(reading.notes.join()).toMatch(/1 lines of call chains/);
  });

  test("a wait is an exact value for fit, in ns", () => {
    const { exact } = file("perfScript.txt").measurements();
    const values = file("perfScript.txt").latencies.map(({ value }) => value * 1000);
    expect(Array.from(exact!)).toEqual(values);
  });
});

describe("perf sched timehist", () => {
  const plain = file("perfTimehist.txt");

  test("rows without a wake-up are no waits of length 0", () => {
    const rows = sample("perfTimehist.txt")
      .split("\n")
      .filter((line) => /^\s*\d+\.\d+ \[/.test(line));
    const zero = rows.filter((line) => /\]\s+[\d.]+\s+0\.000\s+[\d.]+\s*$/.test(line)).length;
    expect(plain.latencies).toHaveLength(rows.length - zero);
    expect(zero).toBeGreaterThan(0);
    expect(plain.notes.join()).toContain(`${zero} rows with a sch delay of 0.000 are left out`);
    expect(plain.skipped).toEqual([]);
  });

  test("other columns and rows do not matter: -V -w -n -M --state, -S", () => {
    for (const name of ["perfTimehistAll.txt", "perfTimehistSummary.txt"]) {
      expect(file(name).latencies).toEqual(plain.latencies);
      expect(file(name).skipped).toEqual([]);
    }
  });

  test("the idle task, names with blanks, a pre-mig time, a row that is cut off", () => {
    const text = `           time    cpu  task name                       wait time  sch delay  pre-mig time   run time
                        [tid/pid]                          (msec)     (msec)     (msec)     (msec)
--------------- ------  ------------------------------  ---------  ---------  ---------  ---------
   2090450.763231 [0000]  <idle>                              0.000      0.000      0.000      1.000
   2090450.763235 [0000]  Web Content[15/12]                  5.000      0.250      0.100      0.003  schedule <- do_exit
   2090450.763239 [0000]  a[16]                               5.000      0.2
`;
    const reading = read(text) as LatenciesReading;
    expect(reading.latencies).toMatchObject([
      {
        time: 2090450.763235,
        task: "Web Content",
        pid: 15,
        value: 0.25,
        unit: "ms",
        cpu: 0,
        waitTime: 5,
        runTime: 0.003,
      },
    ]);
    expect(reading.skipped).toMatchObject([{ line: 6 }]);
    expect(reading.notes.join()).toMatch(/1 rows of the idle task/);
  });
});

describe("perf sched latency", () => {
  test("threads that were added up are a number of threads, not a pid", () => {
    const merged = file("perfSchedLatencyMerged.txt").latencies.find(({ task }) => task === "node")!;
    expect(merged.pid).toBeNull();
    expect(merged.tasks).toBeGreaterThan(1);
    expect(file("perfSchedLatency.txt").latencies.find(({ task }) => task === ":75")).toMatchObject({
      pid: 75,
      maximum: 1.976,
    });
  });

  test("three generations of headings", () => {
    const line = " -----------------\n";
    const rows = [
      [
        "  Task                  |   Runtime ms  | Switches | Average delay ms | Maximum delay ms |\n",
        "  bash:11776            |   1238.251 ms |     9149 | avg:    0.016 ms | max:    2.535 ms |\n",
        null,
      ],
      [
        "  Task                  |   Runtime ms  | Switches | Average delay ms | Maximum delay ms | Maximum delay at       |\n",
        "  bash:11776            |   1238.251 ms |     9149 | avg:    0.016 ms | max:    2.535 ms | max at:  11396.137012 s\n",
        11396.137012,
      ],
      [
        "  Task                  |   Runtime ms  |  Count   | Avg delay ms    | Max delay ms    | Max delay start           | Max delay end          |\n",
        "  bash:11776            |   1238.251 ms |     9149 | avg:   0.016 ms | max:   2.535 ms | max start: 11396.137012 s | max end: 11396.139547 s\n",
        11396.137012,
      ],
    ] as const;
    for (const [heading, row, time] of rows) {
      const total = "  TOTAL:                |   1238.251 ms |     9149 |\n";
      const reading = read(
        `${line}${heading}${line}${row}${line}${total}  INFO: 13.333% context switch bugs (2 out of 15)\n`,
      ) as LatenciesReading;
      expect(reading.latencies).toEqual([
        {
          time,
          task: "bash",
          pid: 11776,
          value: 0.016,
          unit: "ms",
          count: 9149,
          tasks: 1,
          maximum: 2.535,
          runTime: 1238.251,
        },
      ]);
      expect(reading.skipped).toEqual([]);
      expect(reading.notes.join()).toMatch(/context switch bugs/);
    }
  });

  test("means are not fitted; rows that are missing are noticed", () => {
    const text = sample("perfSchedLatency.txt");
    expect(() => read(text).measurements()).toThrow(/means of tasks/);
    const without = text
      .split("\n")
      .filter((line) => !line.includes("node:27066"))
      .join("\n");
    expect(read(without).notes.join()).toMatch(/30 switches in all, the rows here 16/);
  });
});

test("perf script -F time,cpu,event,trace has no task in front", () => {
  const reading = waits(`[003]  9113.000001: sched:sched_wakeup: comm=a b pid=7 prio=120 target_cpu=003
[003]  9113.000004: sched:sched_switch: prev_comm=x prev_pid=3 prev_prio=120 prev_state=S ==> next_comm=a b next_pid=7 next_prio=120
`);
  expect(reading.latencies).toMatchObject([{ task: "a b", pid: 7, value: 3, cpu: 3 }]);
  expect(reading.skipped).toEqual([]);
});
