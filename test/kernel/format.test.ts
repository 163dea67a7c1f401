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

test("cells that JSON cannot hold are the texts that Table Schema has for them", async () => {
  const rows = [
    { big: 2n ** 64n, day: new Date(0), none: undefined, odd: Number.NaN, mixed: "a" },
    { big: 7n, day: new Date(Number.NaN), none: null, odd: Number.NEGATIVE_INFINITY, mixed: 1 },
  ];
  const bundle = await format(rows);
  expect(JSON.parse(JSON.stringify(bundle["application/vnd.dataresource+json"]))).toEqual({
    schema: {
      fields: [
        { name: "big", type: "integer" },
        { name: "day", type: "datetime" },
        { name: "none", type: "any" },
        { name: "odd", type: "number" },
        { name: "mixed", type: "any" },
      ],
    },
    data: [
      { big: "18446744073709551616", day: "1970-01-01T00:00:00.000Z", odd: "NaN", mixed: "a" },
      { big: 7, day: null, none: null, odd: "-INF", mixed: 1 },
    ],
  });
  expect(bundle["text/html"]).toMatch(/18446744073709551616.*-Infinity/s);
});

test("a list of long texts does not fill the notebook", async () => {
  const bundle = await format(Array.from({ length: 2000 }, (_, index) => ({ index, text: "x".repeat(100_000) })));
  expect(JSON.stringify(bundle).length).toBeLessThan(1_500_000);
  expect(bundle["text/html"]).toContain("2000 rows");
});

test("values are printed plain, and with colours where FORCE_COLOR asks for them", () => {
  const { FORCE_COLOR, NO_COLOR } = process.env;
  try {
    delete process.env.FORCE_COLOR;
    delete process.env.NO_COLOR;
    expect(format({ a: 1 })).toEqual({ "text/plain": "{ a: 1 }" });
    process.env.FORCE_COLOR = "1";
    expect(format({ a: 1 })).toEqual({ "text/plain": "{ a: \u001b[33m1\u001b[39m }" });
    process.env.FORCE_COLOR = "0";
    expect(format({ a: 1 })).toEqual({ "text/plain": "{ a: 1 }" });
  } finally {
    Object.assign(
      process.env,
      FORCE_COLOR === undefined ? {} : { FORCE_COLOR },
      NO_COLOR === undefined ? {} : { NO_COLOR },
    );
    if (FORCE_COLOR === undefined) delete process.env.FORCE_COLOR;
  }
});

test("values that are not plain stand in a table on one line, and in its data as text", async () => {
  const circular: { self?: unknown } = {};
  circular.self = circular;
  const rows = [
    { id: 1, tags: ["a", "<b>"], at: { x: 1, deep: { deeper: { deepest: 1 } } }, series: new Float64Array(3) },
    {
      id: 2,
      tags: null,
      at: circular,
      run: function named() {},
      failed: new Error("no"),
      sign: Symbol("s"),
      text: "x".repeat(1000),
    },
  ];
  const bundle = await format(rows);
  expect(bundle["text/html"]).toContain("[ 'a', '&#60;b&#62;' ]</td>");
  expect(bundle["text/html"]).toContain("{ x: 1, deep: { deeper: [Object] } }");
  expect(bundle["text/html"]).toContain("2 rows × 8 columns");
  expect(JSON.parse(JSON.stringify(bundle["application/vnd.dataresource+json"]))).toMatchObject({
    schema: { fields: [{ name: "id", type: "integer" }, { name: "tags", type: "any" }, {}, {}, {}, {}, {}, {}] },
    data: [
      { series: "Float64Array(3) [ 0, 0, 0 ]" },
      {
        run: "[Function: named]",
        failed: expect.stringMatching(/^Error: no +at \S/),
        sign: "Symbol(s)",
        at: "<ref *1> { self: [Circular *1] }",
      },
    ],
  });
});

test("of a wide table the first columns are shown", async () => {
  const row = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`c${index}`, index]));
  const bundle = await format([row]);
  expect(bundle["text/html"]).toContain(">c49<");
  expect(bundle["text/html"]).not.toContain(">c50<");
  expect(bundle["text/html"]).toContain("1 row × 120 columns, the first 50 columns shown");
});

test("a table of Arrow's is a table, also as text and without rows", async () => {
  const arrow = (columns: Record<string, unknown[]>) =>
    tableFromIPC(tableToIPC(tableFromArrays(columns as Record<string, number[]>), {})!);
  const bundle = await format(arrow({ x: [1, 2, 3], y: ["a", "b", "c"], l: [[1, 2], [3], []] }));
  expect(bundle["text/html"]).toContain("3 rows × 3 columns");
  expect(bundle["text/plain"]).toMatch(/^x {2}y.*\n1 {2}a[\s\S]*\n3 rows × 3 columns$/);
  expect(bundle["application/vnd.dataresource+json"]).toMatchObject({ data: [{ x: 1, y: "a" }, {}, {}] });
  const empty = await format(arrow({ x: [] }));
  expect(empty["text/html"]).toContain("0 rows × 1 column");
});

test("bytes in a bundle travel as base64, whatever holds them", async () => {
  const bytes = Uint8Array.of(1, 2, 3);
  for (const held of [bytes, Buffer.from(bytes), bytes.buffer]) {
    const shown = { [Symbol.for("Jupyter.display")]: () => ({ "image/png": held }) };
    expect(await format(shown)).toMatchObject({ "image/png": "AQID" });
  }
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
