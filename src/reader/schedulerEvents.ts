import { isFurniture } from "./furniture.js";
import { latencyColumns } from "./kind/latencies.js";
import { SchedulerReading } from "./kind/schedulerLatencies.js";
import type { Reader } from "./reader.js";
import { microseconds, RunQueue } from "./runQueue.js";

/** `comm pid/tid [cpu] time: sched:event: fields` of perf script, `comm-pid [cpu] flags time: event: fields` of ftrace. */
const event =
  /^\s*(?:(.+?)(?:\s+|-)(\d+)(?:\/\d+)?(?:\s+\(\s*[-\d]+\))?\s+)?(?:\[(\d+)\]\s+(?:\S{4,6}\s+)?)?(\d+)\.(\d{6,9}):\s+(?:\d+\s+)?(?:sched:)?(sched_\w+|[\w:/-]+):\s*(.*)$/;
const waking = /^(?:comm=.*? pid=(\d+)|.*:(\d+) \[\d+\])/;
const fieldsOfSwitch =
  /^prev_comm=(.*?) prev_pid=(\d+) prev_prio=-?\d+ prev_state=(\S+) ==> next_comm=(.*?) next_pid=(\d+)/;
/** As libtraceevent's plugin prints it. */
const plainSwitch = /^(.*):(\d+) \[\d+\] (\S+) ==> (.*):(\d+) \[\d+\]/;
const header = /^#|^\s*$/;
const callChain = /^\s+[0-9a-f]{4,16}\s+\S/;

/**
 * Events of the scheduler as `perf script`, `perf sched script` and ftrace print them: from wake-up (or from being preempted, state R) to
 * the switch to it, a task waits in a run queue. This is the exact wait of each, where histograms only have buckets.
 */
export const schedulerEvents: Reader<SchedulerReading> = {
  tools: ["perf-script", "perf-sched-script", "ftrace-sched"],
  kinds: ["latencies"],
  recognises: (head) =>
    head.some((line) => /sched_(?:switch|wakeup|waking|wakeup_new): /.test(line) && event.test(line)) ? 0.95 : 0,
  read(lines) {
    const columns = latencyColumns("cpu", "preempted");
    const queue = new RunQueue();
    let [others, chained] = [0, 0];
    for (const line of lines) {
      const match = event.exec(line);
      if (!match) {
        if (callChain.test(line)) chained += 1;
        else if (!header.test(line) && !isFurniture(line, lines)) lines.skip("is no event of perf script");
        continue;
      }
      const [, , , cpu, seconds = "", fraction = "", name = "", fields = ""] = match;
      const now = microseconds(seconds, fraction);
      if (name === "sched_waking" || name === "sched_wakeup" || name === "sched_wakeup_new") {
        const [, pid, plainPid] = waking.exec(fields) ?? [];
        if (pid === undefined && plainPid === undefined) lines.skip(`is a ${name} without comm and pid`);
        else queue.wake(Number(pid ?? plainPid), now, name === "sched_waking");
      } else if (name === "sched_switch") {
        const [, , previous, state, next, pid] = fieldsOfSwitch.exec(fields) ?? plainSwitch.exec(fields) ?? [];
        if (pid === undefined) {
          lines.skip("is a sched_switch without previous and next task");
          continue;
        }
        const wait = queue.change(Number(previous), state!, Number(pid), now);
        if (!wait) continue;
        columns.time.push(Number(`${seconds}.${fraction}`));
        columns.task.push(next!);
        columns.pid.push(Number(pid));
        columns.value.push(wait.microseconds);
        columns.cpu.push(cpu === undefined ? null : Number(cpu));
        columns.preempted.push(wait.isPreempted);
      } else if (/^sched_/.test(name)) others += 1;
      else lines.skip("is no event of the scheduler");
    }
    const { waiting, states } = queue;
    lines.note("a wait goes from the wake-up, or the switch away in state R, to the switch to the task");
    if (others > 0) lines.note(`${others} other events of the scheduler say nothing of waits`);
    if (chained > 0) lines.note(`${chained} lines of call chains were not read`);
    if (waiting > 0) lines.note(`${waiting} tasks still waited at the end: their waits are cut off and not counted`);
    if (queue.unseen > 0)
      lines.note(`${queue.unseen} switches to tasks whose wake-up came before the recording are not counted`);
    return new SchedulerReading(lines, columns, states);
  },
};
