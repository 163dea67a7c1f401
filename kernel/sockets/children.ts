import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { log } from "../log.js";

interface Running {
  pid: number;
  parent: number;
  /** Larger for those that were started later. */
  start: number;
}

/**
 * Sends a signal to the child process that was started last, and to its own children, who may hold its output open. A main thread that
 * waits for a child to end, as `execSync` does, waits for that one.
 */
export function signalNewestChild(signal: NodeJS.Signals): void {
  try {
    const all = process.platform === "linux" ? listedInProc() : listedByPs();
    const [newest] = all
      .filter(({ parent }) => parent === process.pid)
      .sort((a, b) => b.start - a.start || b.pid - a.pid);
    if (newest) for (const pid of familyOf(newest, all)) process.kill(pid, signal);
  } catch (error) {
    // Some may have ended since they were listed.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") log(`cannot signal a child process: ${error}`);
  }
}

/** A process and all that descend from it, the youngest first. */
function familyOf({ pid }: Running, all: readonly Running[]): number[] {
  return [...all.filter(({ parent }) => parent === pid).flatMap((child) => familyOf(child, all)), pid];
}

function listedInProc(): Running[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const text = readFileSync(`/proc/${name}/stat`, "latin1");
      // The command's name, in parentheses, may hold anything.
      const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
      return { pid: Number(name), parent: Number(fields[1]), start: Number(fields[19]) };
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}

function listedByPs(): Running[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  return lines.map((line) => {
    const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
    return { pid, parent, start: pid };
  });
}
