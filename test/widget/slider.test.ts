import { describe, expect, test } from "vitest";
import { linearGrid, logGrid, roundStep } from "../../src/widget/grid.js";
import { FloatSlider, IntSlider, SelectionSlider } from "../../src/widget/models.js";
import { slider } from "../../src/widget/slider.js";

describe("the kinds of sliders", () => {
  test("between whole numbers: whole", () => {
    const made = slider(1, 10);
    expect(made).toBeInstanceOf(IntSlider);
    expect(made.value).toBe(6);
    expect((made as IntSlider).get("step")).toBe(1);
  });

  test("between numbers: about a hundred round steps, read with their digits", () => {
    const made = slider(0, 0.5) as FloatSlider;
    expect(made).toBeInstanceOf(FloatSlider);
    expect([made.get("step"), made.get("readout_format"), made.value]).toEqual([0.005, ".3f", 0.25]);
    expect(slider(0, 1, { step: 0.25 })).toBeInstanceOf(FloatSlider);
    expect(slider(0, 1)).toMatchObject({ value: 0.5, min: 0, max: 1, step: 0.01 });
    expect(slider(0, 1, { step: 1 })).toBeInstanceOf(IntSlider);
  });

  test("logarithmic: round numbers, whole between whole ones", () => {
    const made = slider(8, 32_000, { scale: "log" }) as SelectionSlider<number>;
    expect(made).toBeInstanceOf(SelectionSlider);
    const labels = made.get("_options_labels");
    expect([labels[0], labels[1], labels.at(-2), labels.at(-1)]).toEqual(["8", "9", "30,000", "32,000"]);
    expect(made.value).toBe(500);
    expect((slider(1, 10, { scale: "log" }) as SelectionSlider<number>).get("_options_labels")).toHaveLength(10);
    expect((slider(0.1, 10, { scale: "log" }) as SelectionSlider<number>).get("_options_labels")).toContain("2.5");
  });

  test("a first value between the usual steps lies on a finer one, for the page would move it", () => {
    expect((slider(0, 1, { value: 0.123 }) as FloatSlider).get("step")).toBe(0.001);
    expect(slider(8, 32_000, { scale: "log", value: 1234 }).value).toBe(1234);
  });

  test("between durations: ns, with labels", () => {
    const made = slider("10 us", "1 s", { scale: "log", value: "100 us" }) as SelectionSlider<number>;
    expect(made).toBeInstanceOf(SelectionSlider);
    expect(made.value).toBe(100_000);
    const labels = made.get("_options_labels");
    expect(labels[0]).toBe("10 µs");
    expect(labels.at(-1)).toBe("1 s");
    expect(labels).toContain("2.5 ms");
    expect(labels.length).toBe(121);
    expect(new Set(labels).size).toBe(labels.length);
  });

  test("a duration that is not on the grid is put there", () => {
    expect(slider("10 us", "1 s", { scale: "log", value: "123 us" }).value).toBe(123_000);
  });

  test("linear between durations", () => {
    const made = slider("0 ms", "10 ms") as SelectionSlider<number>;
    expect(made.get("_options_labels").slice(0, 3)).toEqual(["0 ns", "100 µs", "200 µs"]);
    expect(made.value).toBe(5e6);
  });
});

describe("what does not fit is named", () => {
  test.each([
    [() => slider(5, 5), "slider: min must be below max, got min 5 and max 5"],
    [() => slider("2 ms", "1 ms"), "slider: min must be below max, got min 2 ms and max 1 ms"],
    [() => slider(Number.NaN, 5), "slider: min must be a finite number"],
    [() => slider(0, Number.POSITIVE_INFINITY), "slider: max must be a finite number"],
    [() => slider(0, 5, { scale: "log" }), "slider: a logarithmic scale begins above 0, got min 0"],
    [() => slider(0, 5, { value: 7 }), "slider: value 7 is not between 0 and 5"],
    [() => slider("1 ms", "5 ms", { value: "7 ms" }), "slider: value 7 ms is not between 1 ms and 5 ms"],
    [() => slider(0, 5, { step: -1 }), "slider: step must be above 0 and at most 5, got -1"],
    [() => slider(1, 5, { step: 1, scale: "log" }), "slider: a logarithmic scale has no step, got 1"],
    [() => slider("3 parsecs", "5 ms"), "slider: min"],
    [() => slider(0, 5, { scale: "cubic" as "log" }), 'slider: scale must be "linear" or "log", got "cubic"'],
  ])("%#", (make, message) => {
    expect(make).toThrow(message);
  });
});

test("grids begin and end where they should, rise, and are round between", () => {
  for (const [min, max] of [
    [10, 1e9],
    [3, 5],
    [1, 10],
    [7, 123_456],
  ] as const) {
    const grid = logGrid(min, max);
    expect([grid[0], grid.at(-1)]).toEqual([min, max]);
    expect(grid.every((value, index) => index === 0 || value > grid[index - 1]!)).toBe(true);
    expect(grid.length).toBeGreaterThanOrEqual(20);
  }
  expect(linearGrid(0, 1, 0.3)).toEqual([0, 0.3, 0.6, 0.9, 1]);
  expect([roundStep(1, 100), roundStep(30, 100), roundStep(0.7, 10)]).toEqual([0.01, 0.5, 0.1]);
});
