import { bccHistogram } from "./bccHistogram.js";
import { benchmark } from "./benchmark.js";
import { biolatencyJson } from "./biolatencyJson.js";
import { bpftoolMaps } from "./bpftoolMaps.js";
import { bpftoolProfile } from "./bpftoolProfile.js";
import { bpftoolPrograms } from "./bpftoolPrograms.js";
import { bpftraceJson } from "./bpftraceJson.js";
import { bpftraceText } from "./bpftraceText.js";
import { calibration } from "./calibration.js";
import { compilerRemarks } from "./compilerRemarks.js";
import { csv } from "./csv.js";
import { ebpfExporter } from "./ebpfExporter.js";
import { inspektorGadget } from "./inspektorGadget.js";
import { json } from "./json.js";
import { objdump } from "./objdump.js";
import { optimisationRecord } from "./optimisationRecord.js";
import { perfReport } from "./perfReport.js";
import { perfSchedLatency } from "./perfSchedLatency.js";
import { perfStat } from "./perfStat.js";
import { perfTimehist } from "./perfTimehist.js";
import { prometheusHistograms } from "./prometheusHistograms.js";
import type { Reader } from "./reader.js";
import { runqslower } from "./runqslower.js";
import { schedulerEvents } from "./schedulerEvents.js";
import { tracelog } from "./tracelog.js";

/** Every format, one a line; of those equally sure of a file the first has it. */
export const readers: readonly Reader[] = [
  runqslower,
  bccHistogram,
  biolatencyJson,
  bpftraceText,
  bpftraceJson,
  bpftoolPrograms,
  bpftoolMaps,
  bpftoolProfile,
  inspektorGadget,
  ebpfExporter,
  prometheusHistograms,
  tracelog,
  json,
  csv,
  perfStat,
  schedulerEvents,
  perfTimehist,
  perfSchedLatency,
  perfReport,
  benchmark,
  calibration,
  optimisationRecord,
  compilerRemarks,
  objdump,
];
