import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTable } from "../../src/experiment/readTable.js";
import { save } from "../../src/plot/save.js";
import { type Row, Table, type Value } from "../../src/table/table.js";
import { temporaryFolder } from "../setup/temporaryFolder.js";

/** Made by pyarrowFiles.py. */
const pyarrow = JSON.parse(readFileSync(new URL("pyarrow.json", import.meta.url), "utf8")) as {
  files: Record<"parquet" | "arrow" | "stream", string>;
  seen: Record<"parquet" | "arrow", { types: Record<string, string>; rows: Record<string, Value>[] }>;
};

const table = new Table([
  { map: "hash", processes: 1000, overhead: 0.1, events: 2 ** 40, done: true, nothing: null },
  { map: 'ü,"quoted"\n', processes: -5, overhead: Number.NaN, events: 0, done: false, nothing: null },
  { map: null, processes: null, overhead: -Infinity, events: 1, done: null, nothing: null },
]);

// What pyarrowFiles.py is given to read.
if (process.env.PHASEBOOK_TABLES) {
  writeFileSync(join(process.env.PHASEBOOK_TABLES, "table.parquet"), table.toParquet());
  writeFileSync(join(process.env.PHASEBOOK_TABLES, "table.arrow"), table.toArrow());
}

describe("files of tables and pyarrow", () => {
  it("reads what pyarrow has written", async () => {
    const rows = [
      { map: "hash", processes: 1000, overhead: 0.1, single: 0.5, done: true },
      { map: null, processes: 2 ** 40, overhead: Number.NaN, single: 1.5, done: false },
      { map: 'ü,"quoted"\n', processes: null, overhead: Infinity, single: null, done: null },
    ];
    const bytes = (name: keyof typeof pyarrow.files) => Buffer.from(pyarrow.files[name], "base64");
    expect((await Table.fromParquet(bytes("parquet"))).rows).toEqual(rows);
    expect(Table.fromArrow(bytes("arrow")).rows).toEqual(rows);
    expect(Table.fromArrow(bytes("stream")).rows).toEqual(rows);
  });

  it.each(["parquet", "arrow"] as const)("writes %s that pyarrow reads as it is", (format) => {
    const { types, rows } = pyarrow.seen[format];
    const inWords: Record<string, string> = { NaN: "nan", Infinity: "inf", "-Infinity": "-inf" };
    const plain = (value: Value): Value =>
      typeof value === "number" && !Number.isFinite(value) ? inWords[String(value)]! : value;
    expect(rows).toEqual(
      table.rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]))),
    );
    expect(types).toMatchObject({
      map: "string",
      processes: "int32",
      overhead: "double",
      events: "double",
      done: "bool",
    });
  });
});

const cell = {
  number: fc.oneof(fc.double(), fc.integer(), fc.constant(-0)),
  string: fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom("", "12", "true", " NaN", "NaN", "1e3", '"', "a,b", "a\r\nb"),
  ),
  boolean: fc.boolean(),
};
/** Tables whose columns are of one kind each, with nulls among them. */
const tables = fc
  .array(fc.constantFrom<keyof typeof cell>("number", "string", "boolean"), { minLength: 1, maxLength: 4 })
  .chain((kinds) =>
    fc.array(
      fc.record(
        Object.fromEntries(kinds.map((kind, index) => [`c${index}`, fc.option(cell[kind] as fc.Arbitrary<Value>)])),
      ),
      { minLength: 1, maxLength: 12 },
    ),
  )
  .map((rows) => new Table(rows as Row[]));

const withoutSign = (rows: readonly Row[]) =>
  rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === 0 ? 0 : value])));

describe("what is written is read as it was", () => {
  it("as Parquet and Arrow, and the same table gives the same bytes", async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (given) => {
        expect((await Table.fromParquet(given.toParquet())).rows).toEqual(given.rows);
        expect(Table.fromArrow(given.toArrow()).rows).toEqual(given.rows);
        expect(Buffer.from(given.toParquet()).equals(given.toParquet())).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("as CSV, but for the sign of zero", () => {
    fc.assert(
      fc.property(tables, (given) => {
        const again = Table.fromCSV(given.toCSV());
        expect(again.columns).toEqual(given.columns);
        expect(again.rows).toEqual(withoutSign(given.rows));
      }),
      { numRuns: 300 },
    );
  });

  it("through files, by the ends of their names", async () => {
    const folder = temporaryFolder();
    for (const ending of [".csv", ".parquet", ".arrow"]) {
      const path = await save(table, join(folder, `table${ending}`));
      expect((await readTable(path)).rows).toEqual(table.rows);
    }
    const json = await readTable(await save(table, join(folder, "table.json")));
    expect(json.rows[0]).toEqual(table.rows[0]);
    // JSON has no word for these.
    expect(json.column("overhead")).toEqual([0.1, null, null]);
  });
});

describe("columns of more than one kind", () => {
  const mixed = new Table([{ cpus: 8 }, { cpus: "all" }, { cpus: true }, { cpus: null }]);

  it("are JSON in Parquet, and Arrow has none", async () => {
    expect((await Table.fromParquet(mixed.toParquet())).rows).toEqual(mixed.rows);
    expect(() => mixed.toArrow()).toThrow('column "cpus" holds values of more than one kind');
    expect(() => new Table([{ a: Number.NaN }, { a: "x" }]).toParquet()).toThrow(
      'column "a" holds texts and a number that is not finite',
    );
  });
});

describe("CSV", () => {
  it("is read as spreadsheets write it", () => {
    const found = Table.fromCSV('\ufeffname,"a ""b""",x\r\nhash,1e3,"12"\r\n,-0.5,\r\n');
    expect(found.columns).toEqual(["name", 'a "b"', "x"]);
    expect(found.rows).toEqual([
      { name: "hash", 'a "b"': 1000, x: "12" },
      { name: null, 'a "b"': -0.5, x: null },
    ]);
  });

  it.each([
    ["", "expected the names of the columns"],
    ["a,b\n1,2\n3\n", "line 3 has 1 cells, the first 2"],
    ['a,b\n1,"2\n3,4\n', "line 2 has a quote that is never closed"],
    ['a,b\n1,2"3\n', "line 2 has a quote that is never closed, or one inside a cell"],
  ])("that is wrong is refused: %j", (text, sentence) => {
    expect(() => Table.fromCSV(text)).toThrow(sentence);
  });
});

describe("a file that cannot be read", () => {
  it("is named", async () => {
    const folder = temporaryFolder();
    const path = join(folder, "x.parquet");
    await expect(readTable(path)).rejects.toThrow(`cannot read "${path}": there is no such file`);
    writeFileSync(path, "no Parquet");
    await expect(readTable(path)).rejects.toThrow(`cannot read "${path}": parquet file invalid`);
    await expect(readTable(join(folder, "x.xlsx"))).rejects.toThrow(
      "its name must end in .csv, .json, .parquet, .arrow",
    );
    await expect(save("words", join(folder, "x.csv"))).rejects.toThrow("only a table can be written as rows");
    expect(() => Table.fromJSON({ a: 1 })).toThrow('a table is a list of rows, got {"a":1}');
    expect(() => Table.fromJSON([{ a: [1] }])).toThrow('row 0: column "a" holds [1]');
    expect(() => Table.fromJSON([3])).toThrow("row 0: expected an object");
  });
});
