import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";

/**
 * Keeps a file for this process: a file beside it says which process has it. One whose process has ended, as by kill -9, is taken over.
 *
 * @returns lets it go
 * @throws Error that names the process which has it
 */
export function lock(path: string): () => void {
  const file = `${path}.lock`;
  const own = `${process.pid} ${hostname()}\n`;
  if (!made(file, own)) takeOver(path, file, own);
  return () => rmSync(file, { force: true });
}

function takeOver(path: string, file: string, own: string): void {
  // Only one process at a time may judge a lock and remove it, or the second would remove the first one's new lock.
  const judging = `${file}.taking`;
  if (!made(judging, own)) throw new Error(`${path}: another process is taking it over; if none is, remove ${judging}`);
  try {
    const [pid = "", host = ""] = contentOf(file).trim().split(" ");
    if (host === "" && isYoung(file)) throw new Error(`${path}: another process has just begun to write to it`);
    if (host === hostname() && isAlive(Number(pid)))
      throw new Error(
        `${path}: process ${pid}${Number(pid) === process.pid ? ", this one," : ""} is writing to it; two sweeps cannot share a store`,
      );
    if (host !== "" && host !== hostname())
      throw new Error(`${path}: process ${pid} on ${host} is writing to it; if it has ended, remove ${file}`);
    rmSync(file, { force: true });
    if (!made(file, own)) throw new Error(`${path}: another process has just begun to write to it`);
  } finally {
    rmSync(judging, { force: true });
  }
}

/** Makes a file that is not there; says whether it could. */
function made(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

/** Whether a lock that says nothing yet may still come to say it. */
function isYoung(file: string): boolean {
  const { mtimeMs = 0 } = statSync(file, { throwIfNoEntry: false }) ?? {};
  return Date.now() - mtimeMs < 5000;
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
