/**
 * Makes the captures that questions, measurements and top-down.ipynb read: `node captures.mjs` in this folder writes the same bytes on
 * every machine. The formats are those of bcc, bpftool and perf; the machine is invented, its waits those of a run of the scheduler.
 */
import { writeFileSync } from "node:fs";
import { gamma, scheduler, simulate, stream } from "phasebook";

const seconds = 60;
const run = simulate(
  scheduler({ cpus: 4, arrivals: { rate: "500/s" }, lifetime: "exp:3.5 ms", program: { map: "measured-hash" } }),
  { seed: "captures", until: `${seconds} s`, windows: 2 },
);

// What a wake-up takes until the scheduler gets to it, which the model leaves out: some microseconds.
const random = stream("captures").child("dispatch");
const dispatch = gamma(3, 900);
const counts = new Map();
for (const [low, , count] of run.latencies.wait.intervals())
  for (let each = 0; each < count; each += 1) {
    const wait = Math.floor((low + dispatch.sample(random)) / 1000);
    const bucket = wait < 2 ? 0 : Math.floor(Math.log2(wait));
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }

const last = Math.max(...counts.keys());
const most = Math.max(...counts.values());
const width = 40;
const rows = Array.from({ length: last + 1 }, (_, bucket) => {
  const [from, to] = [bucket === 0 ? 0 : 2 ** bucket, 2 ** (bucket + 1) - 1];
  const count = counts.get(bucket) ?? 0;
  const stars = "*".repeat(Math.floor((count / most) * width)).padEnd(width);
  return `${String(from).padStart(10)} -> ${String(to).padEnd(10)} : ${String(count).padEnd(8)} |${stars}|`;
});
writeFileSync(
  new URL("runqlat.txt", import.meta.url),
  [
    "Tracing run queue latency... Hit Ctrl-C to end.",
    "",
    "     usecs               : count     distribution",
    ...rows,
    "",
  ].join("\n"),
);

// Each wait is a run at the wake-up and one at the switch, with statistics on; the means are those of question 7.
const waits = run.latencies.wait.count;
const program = (id, name, tag, sizes, mean, maps) =>
  `${id}: tracing  name ${name}  tag ${tag}  gpl run_time_ns ${Math.round(mean * waits)} run_cnt ${waits}
	loaded_at 2026-11-23T09:00:00+0000  uid 0
	xlated ${sizes[0]}B  jited ${sizes[1]}B  memlock 4096B  map_ids ${maps}`;
writeFileSync(
  new URL("bpftool-prog-show.txt", import.meta.url),
  `${[
    program(41, "sched_wakeup", "6b1f9a20c4d3e875", [312, 188], 114, "12"),
    program(43, "sched_switch", "0e57c2d8a9134bf6", [704, 421], 172, "12,13"),
  ].join("\n")}\n`,
);

// Where the slots of the pipeline went while a program did nothing but look up keys at random in a map of a million entries, second by
// second: mean shares by level, with noise. Whoever waits for memory retires little.
const noise = random.child("slots");
const shares = [
  ["retiring", 0.19],
  ["bad speculation", 0.04],
  ["frontend bound", 0.09],
  ["backend bound", 0.68],
];
const within = {
  retiring: [0.3, 0.7],
  "bad speculation": [0.8, 0.2],
  "frontend bound": [0.6, 0.4],
  "backend bound": [0.83, 0.17],
};
const parts = [
  ["heavy operations", "light operations"],
  ["branch mispredict", "machine clears"],
  ["fetch latency", "fetch bandwidth"],
  ["memory bound", "Core bound"],
];
const slots = Array.from({ length: 10 }, (_, second) => {
  const raw = shares.map(([, share]) => share * (0.9 + 0.2 * noise.uniform()));
  const sum = raw.reduce((total, each) => total + each, 0);
  const first = raw.map((each) => each / sum);
  const parted = first.flatMap((share, each) => within[shares[each][0]].map((part) => share * part));
  const cells = [...first, ...parted].map((share) => `${(100 * share).toFixed(1)}%`.padStart(20));
  return `${(second + 1.001 + 0.0007 * second).toFixed(9).padStart(16)} ${cells.join(" ")}`;
});
const heading = [...shares.map(([name]) => name), ...parts.flat()].map((name) => name.padStart(20)).join(" ");
writeFileSync(new URL("topdown.txt", import.meta.url), `#           time ${heading}\n${slots.join("\n")}\n`);
