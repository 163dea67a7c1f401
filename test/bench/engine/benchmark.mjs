import { readFileSync } from "node:fs";

/**
 * What the JavaScript peers do with their arguments, `processes slices seed [warm]`: they run the work and print what came of
 * it. With `warm` they have run some of it three times before, as in a notebook or a sweep: until then V8 compiles, finds that it
 * has assumed too much, and compiles again.
 *
 * @param {(processes: number, slices: number, seed: number) => { events: number, bpf: number, proc: number, end: number }} simulate
 */
export function benchmark(simulate) {
  const [processes, slices, seed] = process.argv.slice(2, 5).map(Number);
  if (process.argv[5] === "warm") for (let before = 1; before <= 3; before += 1) simulate(1000, 200, seed + before);
  const started = cpuTime();
  const { events, bpf, proc, end } = simulate(processes, slices, seed);
  const seconds = cpuTime() - started;
  console.log(JSON.stringify({ events, bpf, proc, end, seconds, peakMemory: peakMemory() }));
}

/** CPU time of the process with all its threads, s. */
export function cpuTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The most memory the process has held, bytes. Linux counts the parent's into maxRSS, but not into VmHWM. */
function peakMemory() {
  const inKilobytes =
    process.platform === "linux" ? /VmHWM:\s*(\d+)/.exec(readFileSync("/proc/self/status", "utf8")) : null;
  return 1024 * (inKilobytes ? Number(inKilobytes[1]) : process.resourceUsage().maxRSS);
}
