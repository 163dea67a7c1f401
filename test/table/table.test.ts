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
    expect(long[displaySymbol]()["text/plain"]).toContain("100 rows × 1 columns, the first 30 shown");
  });
});
