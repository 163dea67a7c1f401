import { commandIn, isFurniture } from "./furniture.js";
import { LatenciesReading, latencyColumns } from "./kind/latencies.js";
import type { Lines } from "./lines.js";
import type { Reader } from "./reader.js";

const header = /^(?:\^C)?TIME\s+COMM\s+(TID|PID)\s+LAT\s*\((us|ms|ns)\)(\s+PREV[ _]COMM\s+PREV[ _](?:TID|PID))?\s*$/;
/** From the right, for a name may hold blanks and digits. */
const row = /^(\d\d:\d\d:\d\d)\s(.*)\s(\d+)\s+(\d+)\s*$/;
/** A name takes 16 columns, whatever is in it. */
const rowWithPrevious = /^(\d\d:\d\d:\d\d) (.{16})\s*(\d+)\s+(\d+) (.*?)\s+(\d+)\s*$/;
/** Where a character of several bytes has shifted the columns. */
const shiftedRow = /^(\d\d:\d\d:\d\d)\s+(.+?)\s+(\d+)\s+(\d+)\s+(.+?)\s+(\d+)\s*$/;
const banner = /^(?:\^C)?Tracing run queue latency (?:higher|longer|greater) than (\d+) us/i;
const lost = /^(?:Possibly )?[Ll]ost (\d+) (?:events|samples)/;
/** What the columns of bcc take: the latency ends there, flush right. */
const widthOfRow = 47;

/**
 * runqslower of bcc, of libbpf-tools, of the kernel tree, of libbpf-rs and as a bpftrace script, also with `-P`: waits in a run queue that
 * exceeded a threshold.
 */
export const runqslower: Reader<LatenciesReading> = {
  tools: ["runqslower"],
  kinds: ["latencies"],
  recognises: (head) => {
    if (head.some((line) => header.test(line))) return 1;
    if (head.some((line) => banner.test(line))) return 0.9;
    return head.some((line) => row.test(line)) ? 0.6 : 0;
  },
  read,
};

function read(lines: Lines): LatenciesReading {
  const columns = latencyColumns();
  const previous = { previousTask: latencyColumns().task, previousPid: latencyColumns().pid };
  let [unit, threshold, hasPrevious, isFlushRight] = ["us", null as number | null, false, false];
  let [losses, idle] = [0, 0];
  for (const line of lines) {
    const found = hasPrevious ? (rowWithPrevious.exec(line) ?? shiftedRow.exec(line)) : row.exec(line);
    if (found && !(isFlushRight && line.trimEnd().length < widthOfRow)) {
      const [, time, task, pid, value, previousTask, previousPid] = found;
      columns.time.push(time!);
      columns.task.push(nameIn(task!));
      columns.pid.push(Number(pid));
      columns.value.push(Number(value));
      if (hasPrevious) {
        previous.previousTask.push(nameIn(previousTask!));
        previous.previousPid.push(Number(previousPid));
      }
      if (Number(pid) === 0) idle += 1;
      continue;
    }
    const heading = header.exec(line);
    if (heading) {
      if (columns.value.length === 0) hasPrevious = heading[3] !== undefined;
      unit = heading[2]!;
      isFlushRight = /ID {9,}LAT/.test(line);
      if (heading[1] === "PID")
        lines.note(
          "PID is the id of a thread; in the runqslower of the kernel tree COMM is not the name of the one that waited",
        );
      continue;
    }
    threshold = Number(banner.exec(line)?.[1] ?? thresholdIn(line) ?? threshold ?? Number.NaN);
    if (Number.isNaN(threshold)) threshold = null;
    const count = lost.exec(line)?.[1];
    if (count !== undefined) losses += Number(count);
    else if (!banner.test(line) && !isFurniture(line, lines) && !/^Attach(?:ing|ed) \d+ probes?/.test(line))
      lines.skip(/^\d\d:\d\d:\d\d\s/.test(line) ? "is a row that is cut off or garbled" : "is no row of runqslower");
  }
  if (columns.value.length === 0)
    lines.note("there is no row: no wait exceeded the threshold, or it ends before the first");
  if (losses > 0) lines.note(`${losses} events were lost on the way to the tool: there were more waits than these`);
  if (idle > 0) lines.note(`${idle} rows are of the idle task (pid 0), which waits for nothing: fit leaves them out`);
  lines.note(
    threshold === null
      ? "only waits above a threshold were recorded, which is not said: fit takes what is below the least of them as unseen"
      : `only waits above ${threshold} us were recorded: fit takes what is below as unseen`,
  );
  return new LatenciesReading(lines, unit, hasPrevious ? { ...columns, ...previous } : columns, { threshold });
}

/** Some versions of bcc print what Python makes of bytes. */
function nameIn(text: string): string {
  const name = text.trim();
  return name.startsWith("b'") && name.endsWith("'") ? name.slice(2, -1) : name;
}

/** The threshold of a command, `runqslower 2000`. */
function thresholdIn(line: string): string | undefined {
  return /runqslower\S*(?:\s+-\S+(?:\s+\d+)??)*\s+(\d+)\s*$/.exec(commandIn(line) ?? "")?.[1];
}
