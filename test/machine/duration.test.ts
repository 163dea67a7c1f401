import { describe, expect, it } from "vitest";
import { duration } from "../../src/machine/duration.js";

describe("duration", () => {
  it.each([
    ["3 ms", 3_000_000],
    ["100us", 100_000],
    ["2 µs", 2_000],
    ["2 μs", 2_000],
    ["1.5 s", 1_500_000_000],
    ["2 min", 120_000_000_000],
    ["1 h", 3_600_000_000_000],
    ["7 ns", 7],
    ["250", 250],
    ["1e10", 1e10],
  ])("reads %s as %d ns", (text, nanoseconds) => {
    expect(duration(text)).toBe(nanoseconds);
  });

  it.each(["3 parsecs", "", "ms", "3 kg", "three ms", "3 ms 4 s x"])("refuses %j and names it", (text) => {
    expect(() => duration(text, "until")).toThrow(`until: expected a duration such as "3 ms"`);
    expect(() => duration(text, "until")).toThrow(JSON.stringify(text));
  });

  it.each([-1, Number.NaN, Infinity, "-3 ms", "200 days"])("refuses %s, which no run can last", (value) => {
    expect(() => duration(value)).toThrow("a duration is between 0 and 2^53 ns (104 days)");
  });
});
