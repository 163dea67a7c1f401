import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openStore } from "../../../src/experiment/store/fileStore.js";
import { type SweepOptions, sweep } from "../../../src/experiment/sweep.js";
import { article } from "../../../src/program/article.js";
import { scheduler } from "../../../src/program/scheduler.js";
import { Table } from "../../../src/table/table.js";
import { temporaryFolder } from "../../setup/temporaryFolder.js";

const design = { processes: [10, 20, 30], map: ["hash", "task-storage"] };
const options: SweepOptions = { replications: 2, maxEvents: 200 };

/** Runs a sweep and counts its runs. */
async function counted(
  store: string,
  given = design,
  more: SweepOptions = {},
): Promise<{ table: Table; runs: number }> {
  let runs = 0;
  const onProgress = () => {
    runs += 1;
  };
  return { table: await sweep(article, given, { ...options, store, onProgress, ...more }), runs };
}

/** A sweep that is stopped after so many runs. */
function stopped(store: string, after: number): Promise<Table> {
  const controller = new AbortController();
  const onProgress = ({ done }: { done: number }) => {
    if (done >= after) controller.abort();
  };
  return sweep(article, design, { ...options, store, onProgress, signal: controller.signal });
}

const storeIn = (folder: string) => join(folder, "sweep.parquet");

describe("a sweep with a store", () => {
  it("keeps its rows in a Parquet file and runs none of them again", async () => {
    const store = storeIn(temporaryFolder());
    const first = await counted(store);
    expect(first.runs).toBe(12);
    const bytes = readFileSync(store);
    const again = await counted(store);
    expect(again.runs).toBe(0);
    expect(again.table.rows).toEqual(first.table.rows);
    expect(readFileSync(store).equals(bytes)).toBe(true);
    expect(first.table.rows).toEqual((await sweep(article, design, options)).rows);
    const file = await Table.fromParquet(bytes);
    expect(file.columns).toEqual([...first.table.columns, "key"]);
    expect(file.rows.map(({ key: _, ...row }) => row)).toEqual(first.table.rows);
  });

  it("is the same file, byte for byte, when it was stopped and went on", async () => {
    const folder = temporaryFolder();
    const whole = join(folder, "whole.parquet");
    await counted(whole);
    for (const after of [1, 5, 11]) {
      const store = join(folder, `${after}.parquet`);
      expect((await stopped(store, after)).length).toBe(after);
      expect((await Table.fromParquet(readFileSync(store))).length).toBe(after);
      expect((await counted(store)).runs).toBe(12 - after);
      expect(readFileSync(store).equals(readFileSync(whole))).toBe(true);
    }
    expect(readdirSync(folder).sort()).toEqual(["1.parquet", "11.parquet", "5.parquet", "whole.parquet"]);
  });

  it("keeps rows that are no longer asked for, and runs only those that are new", async () => {
    const store = storeIn(temporaryFolder());
    const first = await counted(store);
    const moved = await counted(store, { processes: [40, 20], map: ["hash"] });
    expect(moved.runs).toBe(2);
    expect(moved.table.column("processes")).toEqual([40, 40, 20, 20]);
    expect((await Table.fromParquet(readFileSync(store))).length).toBe(14);
    const more = await counted(store, design, { replications: 3 });
    expect(more.runs).toBe(6);
    expect(more.table.filter(({ replication }) => replication !== 2).rows).toEqual(first.table.rows);
  });

  it("takes no row of another seed, other bounds or another model for its own", async () => {
    const store = storeIn(temporaryFolder());
    await counted(store);
    expect((await counted(store, design, { seed: 2 })).runs).toBe(12);
    expect((await counted(store, design, { maxEvents: 201 })).runs).toBe(12);
    const other = (given: object) => article({ ...given, threshold: "2 us" });
    let runs = 0;
    await sweep(other, design, { ...options, store, onProgress: () => (runs += 1) });
    expect(runs).toBe(12);
    expect((await counted(store)).runs).toBe(0);
    expect((await Table.fromParquet(readFileSync(store))).length).toBe(48);
  });

  it("keeps what was done before a run failed, and says at which point", async () => {
    const store = storeIn(temporaryFolder());
    const failing = ({ delay }: { delay: number }) => ({
      ...article({ processes: 10 }),
      states: { ...article({ processes: 10 }).states, record: { schedule: [{ state: "record", after: delay }] } },
    });
    await expect(sweep(failing, { delay: [5, -7] }, { ...options, store })).rejects.toThrow(
      "at delay -7, replication 0: states.record.schedule[0].after: the delay is -7 ns",
    );
    expect((await Table.fromParquet(readFileSync(store))).column("delay")).toEqual([5, 5]);
    expect(existsSync(`${store}.lock`)).toBe(false);
  });

  it("goes on from a journal, without the row that is torn, of which it tells", async () => {
    const folder = temporaryFolder();
    const whole = join(folder, "whole.parquet");
    const { table } = await counted(whole);
    const store = storeIn(folder);
    const rows = (await Table.fromParquet(readFileSync(whole))).rows;
    const head = { program: "article", columns: table.columns };
    const left = await openStore(store, head, expect.unreachable);
    for (const { key, ...row } of rows.slice(0, 5)) left.add(`${key} ${row.seed}`, row);
    // As when the process is gone: the lock is of one that has ended, the last row is not whole.
    writeFileSync(`${store}.lock`, `999999999 ${hostname()}\n`);
    truncateSync(`${store}.journal`, readFileSync(`${store}.journal`).length - 9);
    const notices: string[] = [];
    const resumed = await counted(store, design, { onNotice: (sentence) => notices.push(sentence) });
    expect(notices).toEqual([
      expect.stringMatching(/journal: the row that was being written .* is not whole and is run again$/),
    ]);
    expect(resumed.runs).toBe(12 - 4);
    expect(readFileSync(store).equals(readFileSync(whole))).toBe(true);
  });

  it("keeps numbers that JSON does not have", async () => {
    const store = storeIn(temporaryFolder());
    const head = { program: "p", columns: ["a", "b", "c", "d", "seed"] };
    const row = { a: Number.NaN, b: Infinity, c: -Infinity, d: null, seed: "1/0" };
    const opened = await openStore(store, head, expect.unreachable);
    opened.add("k 1/0", row);
    rmSync(`${store}.lock`);
    const journalled = await openStore(store, head, expect.unreachable);
    expect(journalled.get("k 1/0")).toEqual(row);
    await journalled.close([]);
    const stored = await openStore(store, head, expect.unreachable);
    expect(stored.get("k 1/0")).toEqual(row);
    await stored.close([]);
  });
});

describe("a store that cannot be used", () => {
  /** The file is refused with a sentence, and is what it was. */
  async function refuses(
    content: Uint8Array | string,
    sentence: RegExp,
    run: (store: string) => Promise<unknown> = (store) => counted(store),
  ): Promise<void> {
    const store = storeIn(temporaryFolder());
    writeFileSync(store, content);
    await expect(run(store)).rejects.toThrow(sentence);
    expect(readFileSync(store).equals(Buffer.from(content))).toBe(true);
    expect(existsSync(`${store}.lock`) || existsSync(`${store}.journal`)).toBe(false);
  }

  async function goodFile(): Promise<Buffer> {
    const store = storeIn(temporaryFolder());
    await counted(store);
    return readFileSync(store);
  }

  it("is of something else", async () => {
    await refuses("processes,overhead\n1,2\n", /is not the file of a sweep; it is left as it is/);
    await refuses("", /is not the file of a sweep/);
    await refuses(new Table([{ a: 1 }]).toParquet(), /is not the file of a sweep/);
  });

  it("is of another sweep", async () => {
    const bytes = await goodFile();
    const measured = (store: string) => counted(store, design, { measures: ["bpf"] });
    await refuses(bytes, /holds rows of processes, map, .*; this sweep has .*, stopped, bpf/, measured);
    const other = (store: string) =>
      sweep(
        ({ processes }: { processes: number }) => scheduler({ processes, burst: "1 ms" }),
        { processes: [1] },
        { ...options, store },
      );
    await refuses(bytes, /holds a sweep of "article", not of "scheduler"/, other);
  });

  it("is damaged, whatever byte of it has changed", async () => {
    const bytes = await goodFile();
    const store = storeIn(temporaryFolder());
    for (let at = 0; at < bytes.length; at += 7) {
      const damaged = Buffer.from(bytes);
      damaged[at]! ^= 0x11;
      writeFileSync(store, damaged);
      await expect(counted(store)).rejects.toThrow(/is damaged|is not the file of a sweep/);
      expect(readFileSync(store).equals(damaged)).toBe(true);
    }
    await refuses(bytes.subarray(0, 700), /is not the file of a sweep/);
    await refuses(bytes.subarray(0, -1), /is damaged, it is not what was written/);
  });

  it("has a journal that is damaged or another sweep's", async () => {
    const store = storeIn(temporaryFolder());
    const left = await openStore(store, { program: "article", columns: ["a", "seed"] }, expect.unreachable);
    for (const a of [1, 2, 3]) left.add(`k 1/${a}`, { a, seed: `1/${a}` });
    rmSync(`${store}.lock`);
    const journal = `${store}.journal`;
    await expect(openStore(store, { program: "article", columns: ["b", "seed"] }, expect.unreachable)).rejects.toThrow(
      /journal: holds rows of a, seed; this sweep has b, seed/,
    );
    const text = readFileSync(journal, "utf8");
    const damaged = text.replace('["k 1/2",2', '["k 1/2";2');
    writeFileSync(journal, damaged);
    await expect(openStore(store, { program: "article", columns: ["a", "seed"] }, expect.unreachable)).rejects.toThrow(
      /journal: line 3 is damaged; the file is left as it is/,
    );
    expect(readFileSync(journal, "utf8")).toBe(damaged);
    writeFileSync(journal, "my notes");
    await expect(counted(store)).rejects.toThrow(/journal: is not the file of a sweep/);
    expect(readFileSync(journal, "utf8")).toBe("my notes");
  });

  it("is in use by another sweep", async () => {
    const store = storeIn(temporaryFolder());
    const first = counted(store);
    await expect(counted(store)).rejects.toThrow(`process ${process.pid}, this one, is writing to it`);
    expect((await first).runs).toBe(12);
    writeFileSync(`${store}.lock`, `${process.ppid} ${hostname()}\n`);
    await expect(counted(store)).rejects.toThrow(
      `process ${process.ppid} is writing to it; two sweeps cannot share a store`,
    );
    writeFileSync(`${store}.lock`, `1 elsewhere.example\n`);
    await expect(counted(store)).rejects.toThrow(
      /process 1 on elsewhere.example is writing to it; if it has ended, remove/,
    );
    writeFileSync(`${store}.lock`, `999999999 ${hostname()}\n`);
    expect((await counted(store)).runs).toBe(0);
  });

  it("has no folder, or columns of the rows' own names", async () => {
    await expect(counted(join(temporaryFolder(), "none", "sweep.parquet"))).rejects.toThrow(
      /there is no folder .*none$/,
    );
    await expect(sweep(article, { events: [1] })).rejects.toThrow('"events" is the name of a column of every row');
  });
});
