import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { TableReading } from "../../src/reader/kind/table.js";
import { read } from "../../src/reader/read.js";
import type { ReadOptions } from "../../src/reader/reader.js";
import { Table } from "../../src/table/table.js";
import { temporaryFolder } from "../setup/temporaryFolder.js";
import { sample } from "./sample.js";

const table = (source: string | Uint8Array, options?: ReadOptions) => read(source, options) as TableReading;
const rows = (source: string | Uint8Array, options?: ReadOptions) => table(source, options).toJSON().table;

describe("tables", () => {
  test("of CSV: cells in quotes, nothing, numbers", () => {
    expect(rows(sample("table.csv"))).toEqual([
      { task: "make, all", wait: 12.5, cpu: 0 },
      { task: "sh", wait: 7, cpu: 1 },
      { task: 'say "hi"', wait: null, cpu: 3 },
    ]);
    expect(rows('a,b\n"two\nlines",1\nx,2\n')).toEqual([
      { a: "two\nlines", b: 1 },
      { a: "x", b: 2 },
    ]);
  });

  test("with tabs or semicolons between", () => {
    for (const separator of ["\t", ";"])
      expect(rows(`a${separator}b\n1${separator}2,5\n`)).toEqual([{ a: 1, b: "2,5" }]);
  });

  test("of one number a line, with a name above or without", () => {
    expect(rows(sample("numbers.txt"))).toEqual([12, 7.5, 1000, 0].map((value) => ({ value })));
    expect(rows("wait (us)\n3\n4\n")).toEqual([{ "wait (us)": 3 }, { "wait (us)": 4 }]);
  });

  test("of JSON: numbers, objects, objects one a line, lists by name", () => {
    expect(rows(sample("list.json"))).toEqual([{ value: 1 }, { value: 2.5 }, { value: 3 }]);
    expect(rows(sample("rows.json"))).toEqual([
      { task: "make", wait: 12.5 },
      { task: "sh", wait: 7 },
      { task: 'a"b', wait: null },
    ]);
    expect(rows('{"a": 1}\n{"a": 2}\n')).toEqual([{ a: 1 }, { a: 2 }]);
    expect(rows('{"a": [1, 2], "b": ["x", null]}')).toEqual([
      { a: 1, b: "x" },
      { a: 2, b: null },
    ]);
  });

  test("of Parquet, from bytes and from a file, in many groups of rows", () => {
    const given = Array.from({ length: 25_000 }, (_, n) => ({
      wait: n / 4,
      task: n % 3 === 0 ? null : `task ${n % 7}`,
    }));
    const bytes = new Table(given).toParquet();
    expect(rows(bytes)).toEqual(given);
    const path = join(temporaryFolder(), "waits.parquet");
    writeFileSync(path, bytes);
    const reading = table(path, { column: "wait" });
    expect([reading.tool, reading.name]).toEqual(["parquet", path]);
    expect(reading.measurements().exact).toEqual(Float64Array.from(given, ({ wait }) => wait));
    expect(() => read(bytes.subarray(0, 100))).toThrow(/^the text is no whole Parquet file/);
    expect(() => read(path, { column: "weight" })).toThrow('has no column "weight"; its columns are wait, task');
  });

  test("numbers with a decimal comma are named, and what to do about them", () => {
    const semicolons = "time;wait\n0,5;12,75\n0,6;13,25\n";
    expect(table(semicolons).notes).toEqual([
      'column "time" begins with a decimal comma and is a text: write 0.5 for 0,5, as programs do with LC_ALL=C',
      'column "wait" begins with a decimal comma and is a text: write 12.75 for 12,75, as programs do with LC_ALL=C',
    ]);
    expect(table(semicolons, { column: "wait" }).skipped[0]!.reason).toContain("write 12.75 for 12,75");
    expect(() => table("wait\n12,75\n13,25\n")).toThrow("if that is one number, write 12.75 for 12,75");
    expect(table("time;wait\n0.5;1,000,5\n").notes).toEqual([]);
  });

  test("a column for fit: what is no number is skipped, with its line", () => {
    const reading = table("wait,cpu\n5,0\nn/a,1\n\n7,0\n,2\n", { column: "wait" });
    expect(reading.measurements()).toEqual({ exact: Float64Array.of(5, 7) });
    expect(reading.skipped).toEqual([
      { line: 3, text: "n/a,1", reason: "is no number" },
      { line: 6, text: ",2", reason: "has no value there" },
    ]);
    expect(() => table("wait,cpu\n5,0\n").measurements()).toThrow("choose a column; its columns are wait, cpu");
    expect(() => table("wait,cpu\n5,0\n", { column: "gpu" })).toThrow('no column "gpu"; its columns are wait, cpu');
    expect(() => table("5,0\n6,1\n")).toThrow("has no header to find its columns by");
  });

  test("measurements as fit takes them", () => {
    const reading = read(sample("measurements.json"));
    expect(reading.kind).toBe("measurements");
    expect(reading.measurements()).toEqual({ exact: [3, 4, 9], rightCensored: [10], truncation: { lower: 2 } });
    expect(reading.measurements({ truncateBelow: 3 })).toEqual({
      exact: Float64Array.of(4, 9),
      rightCensored: [10],
      truncation: { lower: 3 },
    });
  });

  test("a list that is never closed: its last number may be a part of one", () => {
    const reading = table("[1, 2, 35");
    expect(reading.toJSON()).toMatchObject({
      table: [{ value: 1 }, { value: 2 }],
      skipped: [{ line: 1, text: "35", reason: "may be cut off" }],
      notes: ["the text is not JSON to its end: the list is never closed"],
    });
  });

  test("a line longer than a piece", () => {
    const numbers = Array.from({ length: 400_000 }, (_, n) => n * 7919);
    expect(table(JSON.stringify(numbers)).measurements().exact).toEqual(Float64Array.from(numbers));
    const objects = numbers.slice(0, 100_000).map((wait) => ({ task: 'é, {"', wait }));
    const reading = table(JSON.stringify(objects));
    expect(reading.skipped).toEqual([]);
    expect(reading.toJSON().table).toEqual(objects);
  });
});
