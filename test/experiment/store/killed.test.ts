import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { stream } from "../../../src/random/stream.js";
import { root } from "../../setup/parts.js";
import { temporaryFolder } from "../../setup/temporaryFolder.js";

const program = fileURLToPath(new URL("killed.mjs", import.meta.url));
const rows = 48;

/** Runs the sweep and kills it `after` so many rows and ms; the lines it has printed. */
function run(store: string, threads: number, after?: { rows: number; milliseconds: number }): Promise<string[]> {
  const child: ChildProcess = spawn(process.execPath, [program, join(root, "dist"), store, String(threads)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout!.setEncoding("utf8").on("data", (chunk: string) => {
    const before = text.split("row").length;
    text += chunk;
    const seen = text.split("row").length;
    if (after && before <= after.rows && seen > after.rows) setTimeout(() => child.kill("SIGKILL"), after.milliseconds);
  });
  return new Promise((resolve, reject) =>
    child.on("close", (code, signal) => {
      if (code === 0 || signal === "SIGKILL") resolve(text.trim().split("\n"));
      else reject(new Error(`the sweep has failed with code ${code}`));
    }),
  );
}

describe("a sweep that is killed with -9", () => {
  it.each([0, 2])(
    "goes on with the rows it has, to the same bytes (%i threads)",
    { timeout: 180_000 },
    async (threads) => {
      const folder = temporaryFolder();
      const whole = join(folder, "whole.parquet");
      expect((await run(whole, 0)).at(-1)).toBe(`done ${rows}`);
      const store = join(folder, "killed.parquet");
      const random = stream("kill").at(threads);
      let ran = 0;
      let kills = 0;
      for (let lines: string[] = []; !lines.at(-1)?.startsWith("done"); ) {
        // After some rows, or, where so many are not left, when all are run and the file is being written.
        const wanted = kills < 4 ? { rows: 1 + random.integer(8), milliseconds: random.integer(30) } : undefined;
        lines = await run(store, threads, wanted);
        ran += lines.filter((line) => line.startsWith("row")).length;
        if (!lines.at(-1)!.startsWith("done")) {
          kills += 1;
          expect(existsSync(`${store}.lock`)).toBe(true);
        }
      }
      expect(kills).toBeGreaterThanOrEqual(2);
      // No row is run again once it is told of; one or the other was written and not told of.
      expect(ran).toBeLessThanOrEqual(rows);
      expect(readFileSync(store).equals(readFileSync(whole))).toBe(true);
      expect(existsSync(`${store}.journal`) || existsSync(`${store}.lock`)).toBe(false);
    },
  );
});
