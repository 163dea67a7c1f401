import { describe, expect, it } from "vitest";
import { displaySymbol } from "../../src/display/mime.js";
import { Table } from "../../src/table/table.js";

const table = new Table([
  { map: "hash", processes: 1000, overhead: 0.0419 },
  { map: "hash", processes: 2000, overhead: 0.1561 },
  { map: "<b>", processes: 1000, overhead: 0.0358 },
]);

describe("Table", () => {
  it("has the columns of its rows in the order they appear", () => {
    expect(table.columns).toEqual(["map", "processes", "overhead"]);
    expect(new Table([{ a: 1 }, { b: 2 }]).columns).toEqual(["a", "b"]);
    expect(new Table([], ["x"]).columns).toEqual(["x"]);
  });

  it("gives columns, and says which there are where one is missing", () => {
    expect(table.column("map")).toEqual(["hash", "hash", "<b>"]);
    expect([...table.numbers("overhead")]).toEqual([0.0419, 0.1561, 0.0358]);
    expect(() => table.column("overheads")).toThrow(
      'the table has no column "overheads"; its columns are map, processes, overhead',
    );
    expect(() => table.numbers("map")).toThrow('column "map" holds "hash" in row 0, not a number');
  });

  it("filters and groups", () => {
    expect(table.filter(({ processes }) => processes === 1000).length).toBe(2);
    const groups = table.groupBy("map");
    expect(groups.map(({ key, rows }) => [key.map, rows.length])).toEqual([
      ["hash", 2],
      ["<b>", 1],
    ]);
    expect(() => table.groupBy("mpa")).toThrow('no column "mpa"');
  });

  it("shows itself as text and as HTML with its head and count, nothing of it taken for markup", () => {
    const bundle = table[displaySymbol]();
    expect(bundle["text/plain"]).toBe(
      " map  processes  overhead\nhash       1000    0.0419\nhash       2000    0.1561\n <b>       1000    0.0358\n3 rows × 3 columns",
    );
    expect(bundle["text/html"]).toContain("<th");
    expect(bundle["text/html"]).toContain("&#60;b&#62;");
    expect(bundle["text/html"]).not.toContain("<b>");
  });

  it("shows the first rows of many and says so", () => {
    const long = new Table(Array.from({ length: 100 }, (_, index) => ({ index })));
    expect(long[displaySymbol]()["text/plain"]).toContain("100 rows × 1 column, the first 30 shown");
    const wide = new Table([Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`c${index}`, index]))]);
    expect(wide[displaySymbol]()["text/html"]).toContain("1 row × 60 columns, the first 50 columns shown");
    expect(wide[displaySymbol]()["text/html"]).not.toContain("c50");
  });

  it("is a Tabular Data Resource for programs, in JSON also for what JSON has no number for", () => {
    // The words for numbers that are none are those of Frictionless Data's Table Schema.
    const rows = [
      { map: "hash", count: 1, share: 0.5, odd: Number.NaN, huge: 2n ** 64n, full: true, mixed: 1, none: null },
      { map: "task", count: null, share: 2, odd: Number.NEGATIVE_INFINITY, huge: 1n, full: false, mixed: "a" },
    ];
    const resource = JSON.parse(
      JSON.stringify(new Table(rows as never[])[displaySymbol]()["application/vnd.dataresource+json"]),
    );
    const types = resource.schema.fields.map(({ name, type }: Record<string, string>) => `${name}: ${type}`);
    expect(types).toEqual([
      ...["map: string", "count: integer", "share: number", "odd: number", "huge: integer"],
      ...["full: boolean", "mixed: any", "none: any"],
    ]);
    const huge = "18446744073709551616";
    expect(resource.data).toEqual([
      { map: "hash", count: 1, share: 0.5, odd: "NaN", huge, full: true, mixed: 1, none: null },
      { map: "task", count: null, share: 2, odd: "-INF", huge: 1, full: false, mixed: "a", none: null },
    ]);
  });

  it("does not fill a notebook with the rows of a huge table", () => {
    const sizeOf = (table: Table) => JSON.stringify(table[displaySymbol]()).length;
    const rows = (count: number, cell: string | number) => new Table(Array.from({ length: count }, () => ({ cell })));
    const resource = rows(1_000_000, 1)[displaySymbol]()["application/vnd.dataresource+json"];
    expect(resource).toMatchObject({ data: { length: 1000 } });
    expect(sizeOf(rows(2000, "x".repeat(100_000)))).toBeLessThan(1_100_000);
  });
});
