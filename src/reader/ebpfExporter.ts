import { isFurniture } from "./furniture.js";
import { meanOfRuns, ProgramsReading } from "./kind/programs.js";
import { isComment, sampleIn } from "./prometheus.js";
import type { Reader } from "./reader.js";

const prefix = "ebpf_exporter_ebpf_program_";

interface Found {
  name: string | null;
  tag: string | null;
  config: string | null;
  type: string | null;
  seconds: number | null;
  runCount: number | null;
  isAttached: boolean | null;
}

/**
 * What ebpf_exporter says of its own programs in Prometheus' text format: run_time_seconds and run_count_total, joined by id with
 * program_info, which has the names. Needs kernel.bpf_stats_enabled. Source: README of ebpf_exporter; Prometheus' exposition formats.
 */
export const ebpfExporter: Reader<ProgramsReading> = {
  tools: ["ebpf_exporter", "prometheus"],
  kinds: ["programs"],
  recognises: (head) => (head.some((line) => line.includes(prefix)) ? 0.95 : 0),
  read(lines) {
    const programs = new Map<string, Found>();
    let [others, buckets] = [0, 0];
    for (const line of lines) {
      if (isComment(line)) continue;
      const sample = sampleIn(line);
      if (!sample || sample.value === Infinity) {
        if (!isFurniture(line, lines)) lines.skip("is no sample of Prometheus' text format");
        continue;
      }
      const { metric, labels, value } = sample;
      if (!metric.startsWith(prefix)) {
        others += 1;
        if (labels.has("le")) buckets += 1;
        continue;
      }
      const id = labels.get("id");
      if (id === undefined || !/^\d+$/.test(id)) {
        lines.skip("has no id of a program");
        continue;
      }
      const found = programs.get(id) ?? empty();
      programs.set(id, found);
      const what = metric.slice(prefix.length);
      if (what === "info") {
        found.name = labels.get("program") ?? null;
        found.tag = labels.get("tag") ?? null;
        found.config = labels.get("config") ?? null;
        found.type = labels.get("type") ?? null;
      } else if (what === "attached") found.isAttached = value === 1;
      else if (/^run_time_seconds(?:_total)?$/.test(what)) found.seconds = value;
      else if (/^run_count(?:_total)?$/.test(what)) found.runCount = value;
      else lines.skip("is a metric of programs that is not known");
    }
    if (others > 0) lines.note(`${others} samples of other metrics were not read`);
    if (buckets > 0) lines.note("among them are histograms: the tool prometheus-histograms reads those");
    const all = [...programs].map(([id, { seconds, runCount, ...rest }]) => {
      // The exporter divides whole ns by 10^9.
      const runTimeNs = seconds === null ? null : Math.round(seconds * 1e9);
      return { id: Number(id), ...rest, runTimeNs, runCount, meanNs: meanOfRuns(runTimeNs, runCount) };
    });
    const nameless = all.filter(({ name, runTimeNs }) => name === null && runTimeNs !== null).length;
    if (nameless > 0)
      lines.note(`${nameless} programs have run statistics but no program_info with their id, so no name`);
    const without = all.filter(({ meanNs }) => meanNs === null).length;
    if (without > 0)
      lines.note(
        `${without} programs have no runs: statistics were off (sysctl kernel.bpf_stats_enabled) or they never ran`,
      );
    return new ProgramsReading(lines, all);
  },
};

function empty(): Found {
  return { name: null, tag: null, config: null, type: null, seconds: null, runCount: null, isAttached: null };
}
