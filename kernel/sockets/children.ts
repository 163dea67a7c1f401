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
 * A child process and all that descend from it, who may hold its output open; they are one family also when the child has ended, and those it
 * leaves are no longer told to be ours.
 */
export class Family {
  /** Parents before their children: one that still lives would start new ones. */
  readonly #members: readonly Running[];

  private constructor(members: readonly Running[]) {
    this.#members = members;
  }

  static of(pid: number): Family {
    const all = running();
    return new Family(all.filter((process) => process.pid === pid).flatMap((process) => familyOf(process, all)));
  }

  /** That of the child that was started last: a main thread that waits for one to end, as `execSync` does, waits for this one. */
  static ofNewestChild(): Family | undefined {
    const all = running();
    const [newest] = all
      .filter(({ parent }) => parent === process.pid)
      .sort((a, b) => b.start - a.start || b.pid - a.pid);
    return newest && new Family(familyOf(newest, all));
  }

  /** Those of both. */
  with(other: Family | undefined): Family {
    return other ? new Family([...this.#members, ...other.#members]) : this;
  }

  /** Sends a signal to those that still run; whether there were any. */
  signal(signal: NodeJS.Signals): boolean {
    const now = running();
    let anybody = false;
    for (const { pid, start } of this.#members) {
      // The system gives the number of one that has ended to another.
      if (!now.some((process) => process.pid === pid && process.start === start)) continue;
      try {
        process.kill(pid, signal);
        anybody = true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ESRCH") log(`cannot signal a child process: ${error}`);
      }
    }
    return anybody;
  }
}

function familyOf(process: Running, all: readonly Running[]): Running[] {
  return [process, ...all.filter(({ parent }) => parent === process.pid).flatMap((child) => familyOf(child, all))];
}

function running(): Running[] {
  return process.platform === "linux" ? listedInProc() : listedByPs();
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
