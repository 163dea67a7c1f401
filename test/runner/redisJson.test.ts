import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromJson, toJson } from "../../src/runner/redisJson.js";

const there = (value: unknown) => JSON.stringify(toJson(value, "value"));
const andBack = (value: unknown) => fromJson(JSON.parse(there(value)));

const typedArray = fc.oneof(
  fc.int8Array(),
  fc.uint8Array(),
  fc.uint8ClampedArray(),
  fc.int16Array(),
  fc.uint16Array(),
  fc.int32Array(),
  fc.uint32Array(),
  fc.float32Array(),
  fc.float64Array(),
  fc.bigInt64Array(),
  fc.bigUint64Array(),
);

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.double(),
    fc.constantFrom(Number.NaN, Infinity, -Infinity, -0, 0, 2 ** 53, undefined, null),
    fc.string(),
    fc.boolean(),
    fc.bigInt(),
    typedArray,
    fc.array(tie("value")),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom("$", "__proto__", "constructor", "toString")), tie("value"), {
      noNullPrototype: true,
    }),
  ),
}));

describe("data on its way through JSON", () => {
  it("comes back as it was, whatever it is", () => {
    // Node's equality, not Vitest's, which a key named "constructor" leads astray.
    fc.assert(
      fc.property(value, (value) => isDeepStrictEqual(andBack(value), value)),
      { numRuns: 2000, seed: 7 },
    );
  });

  it("keeps what it is asked to write", () => {
    fc.assert(
      fc.property(value, (value) => {
        const before = structuredClone(value);
        toJson(value, "value");
        return isDeepStrictEqual(value, before);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it("is the JSON of the value where JSON can say it", () => {
    const row = { processes: 1000, map: "hash", overhead: 0.156, list: [1, "two", null, true], deep: { er: {} } };
    expect(toJson(row, "row")).toBe(row);
  });

  it("takes an object that looks like an escape for what it is", () => {
    expect(andBack({ $: "number", text: "NaN" })).toStrictEqual({ $: "number", text: "NaN" });
    expect(andBack({ $: { $: undefined } })).toStrictEqual({ $: { $: undefined } });
  });

  it("keeps a key __proto__ a key", () => {
    const own = { value: { nan: Number.NaN }, enumerable: true };
    const object = Object.defineProperty({ a: 1 }, "__proto__", own);
    const back = andBack(object) as object;
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
    expect(Object.keys(back)).toEqual(["a", "__proto__"]);
    expect(Object.getOwnPropertyDescriptor(back, "__proto__")?.value).toStrictEqual({ nan: Number.NaN });
  });

  it("keeps a view's own part of its buffer", () => {
    const part = new Float64Array([1, Number.NaN, -0, 4]).subarray(1, 3);
    expect(andBack(part)).toStrictEqual(new Float64Array([Number.NaN, -0]));
  });

  it.each([
    [{ run: [{ at: () => 1 }] }, "value.run[0].at is a function"],
    [[new Date(0)], "value[0] is an instance of Date"],
    [{ a: new Map() }, "value.a is an instance of Map"],
    [Symbol("s"), "value is a symbol"],
    [{ toJSON: () => 1 }, "value is an object with toJSON()"],
  ])("refuses what is no data, and says where: %s", (value, message) => {
    expect(() => toJson(value, "value")).toThrow(message);
  });
});
