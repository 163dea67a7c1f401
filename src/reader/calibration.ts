import type { CalibratedMachine, CalibrationRun } from "../calibration/calibration.js";
import { jsonObjects, numberOf, textOf } from "./jsonObjects.js";
import { CalibrationReading } from "./kind/calibration.js";
import type { Lines } from "./lines.js";
import type { Reader } from "./reader.js";

type Found = Readonly<Record<string, unknown>>;

const head = /^\s*\{"phasebook":"calibration"/;
const row = /^\s*\{"operation":"[^"]+",.*("nanoseconds":|"skipped":")/;
const version = 1;

/** The output of calibrate.sh, one JSON object a line: the machine, runs, what the kernel refused, the end. */
export const calibration: Reader<CalibrationReading> = {
  tools: ["phasebook-calibrate", "calibrate"],
  kinds: ["calibration"],
  recognises: (lines) => (lines.some((line) => head.test(line)) ? 1 : lines.some((line) => row.test(line)) ? 0.9 : 0),
  read(lines) {
    let machine: CalibratedMachine | undefined;
    let isWhole = false;
    const runs: CalibrationRun[] = [];
    const refused = new Map<string, string>();
    for (const { value, line } of jsonObjects(lines)) {
      const leaveOut = (reason: string) => lines.report.leaveOut(line, JSON.stringify(value), reason);
      if (value.phasebook === "calibration") {
        if (value.version !== version) throw newer(lines, value.version);
        if (machine) leaveOut("begins another calibration: each machine and time has a file of its own");
        else machine = machineOf(value);
      } else if (value.end === true) isWhole = true;
      else if (typeof value.skipped === "string" && textOf(value.operation) !== null)
        refused.set(value.operation as string, value.skipped);
      else {
        const run = runOf(value);
        if (typeof run === "string") leaveOut(run);
        else runs.push(run);
      }
    }
    if (!machine) lines.note("the line that says which machine it was is missing");
    if (machine?.quick) lines.note("a quick trial, not to be relied on: measure without --quick");
    if (!isWhole) lines.note("the measurement did not get to its end: what it had not reached is missing");
    for (const [operation, reason] of refused) lines.note(`${operation} was refused: ${reason}`);
    return new CalibrationReading(lines, { machine: machine ?? machineOf({}), runs, refused });
  },
};

function newer(lines: Lines, found: unknown): Error {
  return new Error(
    `${lines.report.name} is a calibration of version ${JSON.stringify(found) ?? "none"}; this Phasebook reads version ${version}`,
  );
}

function machineOf(found: Found): CalibratedMachine {
  return {
    date: textOf(found.date),
    kernel: textOf(found.kernel),
    architecture: textOf(found.architecture),
    cpu: textOf(found.cpu),
    cpus: numberOf(found.cpus),
    virtualisation: textOf(found.virtualisation),
    governor: textOf(found.governor),
    jit: numberOf(found.jit),
    l1: bytesOf(found.l1),
    l2: bytesOf(found.l2),
    l3: bytesOf(found.l3),
    clang: textOf(found.clang),
    repetitions: numberOf(found.repetitions),
    operations: numberOf(found.operations),
    quick: found.quick === true,
  };
}

/** A cache of no bytes is none that is known. */
function bytesOf(found: unknown): number | null {
  const bytes = numberOf(found);
  return bytes !== null && bytes > 0 ? bytes : null;
}

/** A run, or why it is none. */
function runOf(found: Found): CalibrationRun | string {
  const operation = textOf(found.operation);
  if (operation === null) return "is no run: it has no operation";
  const [repetition, count, nanoseconds, failures] = [
    found.repetition,
    found.count,
    found.nanoseconds,
    found.failures,
  ].map(numberOf);
  if (nanoseconds === null || nanoseconds === undefined) return "has no number of nanoseconds";
  if (nanoseconds < 0) return "has a time below 0";
  if (!isCount(repetition) || !isCount(count)) return "has no number of repetition and count";
  if (failures === null || failures === undefined || failures < 0) return "does not say how many operations failed";
  const value = numberOf(found.value);
  if ("value" in found && (value === null || value < 0)) return "has a parameter without a value";
  return { operation, parameter: textOf(found.parameter), value, repetition, count, nanoseconds, failures };
}

const isCount = (value: number | null | undefined): value is number => Number.isInteger(value) && value! >= 1;
