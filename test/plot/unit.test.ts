import { expect, test } from "vitest";
import { formatDuration, formatNumber, formatPercent } from "../../src/plot/unit.js";

test.each([
  [0, "0 ns"],
  [1, "1 ns"],
  [999, "999 ns"],
  [999.9996, "1 µs"],
  [1500, "1.5 µs"],
  [100_000, "100 µs"],
  [999_999, "1 ms"],
  [2_500_000, "2.5 ms"],
  [1e9, "1 s"],
  [60e9, "60 s"],
  [3.6e12, "3,600 s"],
])("%d ns read as %s", (nanoseconds, text) => {
  expect(formatDuration(nanoseconds)).toBe(text);
});

test("numbers and ratios", () => {
  expect([formatNumber(9999, 15), formatNumber(0.123456), formatNumber(1234.5)]).toEqual(["9,999", "0.123", "1,235"]);
  expect([formatPercent(0.1561), formatPercent(Number.NaN)]).toEqual(["15.6 %", "no value"]);
});
