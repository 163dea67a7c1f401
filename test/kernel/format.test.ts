import { tableFromArrays, tableFromIPC, tableToIPC } from "@uwdata/flechette";
import { expect, test } from "vitest";
import { format } from "../../kernel/output/format.js";

test("a list of objects is a table too, with its head and count", async () => {
  const rows = Array.from({ length: 2000 }, (_, index) => ({ index, name: `<${index}>`, share: index / 3 }));
  const bundle = await format(rows);
  expect(bundle["text/plain"]).toContain("index: 0");
  expect(bundle["text/html"]).toContain("2000 rows × 3 columns, the first 30 shown");
  expect(bundle["text/html"]).toContain("&#60;1&#62;");
  expect(bundle["text/html"]).not.toContain("<1>");
  expect(bundle["application/vnd.dataresource+json"]).toMatchObject({
    schema: {
      fields: [
        { name: "index", type: "integer" },
        { name: "name", type: "string" },
        { name: "share", type: "number" },
      ],
    },
    data: { length: 1000, 0: { index: 0, name: "<0>", share: 0 } },
  });
});

test("cells that JSON cannot hold are texts", async () => {
  const bundle = await format([{ big: 2n ** 64n, day: new Date(0), none: undefined, odd: Number.NaN }]);
  expect(bundle["application/vnd.dataresource+json"]).toMatchObject({
    data: [{ big: "18446744073709551616", day: "1970-01-01T00:00:00.000Z", odd: "NaN" }],
  });
});

test("a table of Arrow's is a table", async () => {
  const table = tableFromIPC(tableToIPC(tableFromArrays({ x: [1, 2, 3], y: ["a", "b", "c"] }), {})!);
  const bundle = await format(table);
  expect(bundle["text/html"]).toContain("3 rows × 2 columns");
});

test.each([
  ["numbers", [1, 2]],
  ["nothing", []],
  ["objects that hold objects", [{ a: { b: 1 } }]],
  ["instances of classes", [new Map(), new URL("x:y")]],
  ["objects without anything in them", [{}]],
  ["an object", { a: 1 }],
])("%s are no table", async (_, value) => {
  expect(Object.keys(await format(value))).toEqual(["text/plain"]);
});
