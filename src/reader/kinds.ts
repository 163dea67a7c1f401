import type { BenchmarkReading } from "./kind/benchmark.js";
import type { CalibrationReading } from "./kind/calibration.js";
import type { CountersReading } from "./kind/counters.js";
import type { HistogramsReading } from "./kind/histograms.js";
import type { InstructionsReading } from "./kind/instructions.js";
import type { LatenciesReading } from "./kind/latencies.js";
import type { LogReading } from "./kind/log.js";
import type { MapsReading } from "./kind/maps.js";
import type { MeasurementsReading } from "./kind/measurements.js";
import type { ProfileReading } from "./kind/profile.js";
import type { ProgramsReading } from "./kind/programs.js";
import type { RemarksReading } from "./kind/remarks.js";
import type { TableReading } from "./kind/table.js";
import type { TopDownReading } from "./kind/topDown.js";

/** What `read` returns: one of these, told apart by its `kind`. */
export type AnyReading =
  | BenchmarkReading
  | CalibrationReading
  | CountersReading
  | HistogramsReading
  | InstructionsReading
  | LatenciesReading
  | LogReading
  | MapsReading
  | MeasurementsReading
  | ProfileReading
  | ProgramsReading
  | RemarksReading
  | TableReading
  | TopDownReading;
