import { afterEach, beforeEach, describe, expect, expectTypeOf, test, vi } from "vitest";
import { progress } from "../../src/widget/progress.js";
import { progressLine } from "../../src/widget/progressLine.js";
import type { Widget } from "../../src/widget/widget.js";
import { FakeHost } from "./fakeHost.js";

let written = "";

beforeEach(() => {
  written = "";
  vi.useFakeTimers();
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    written += text;
    return true;
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function* later(items: readonly number[]): AsyncGenerator<number> {
  for (const item of items) {
    await vi.advanceTimersByTimeAsync(500);
    yield item;
  }
}

describe("where nobody looks, only the end is told", () => {
  test("of a loop", () => {
    const seen: string[] = [];
    for (const word of progress(["a", "b", "c"], { label: "words" })) {
      vi.advanceTimersByTime(500);
      seen.push(word);
    }
    expect(seen).toEqual(["a", "b", "c"]);
    expect(written).toBe("words: 3 of 3 in 1.5 s\n");
  });

  test("of a text, by its characters", () => {
    expect([...progress("🎈é")]).toEqual(["🎈", "é"]);
    expect(written).toMatch(/^2 of 2 /);
  });

  test("of a loop that is left", () => {
    for (const each of progress(new Set([1, 2, 3]))) {
      vi.advanceTimersByTime(1000);
      if (each === 2) break;
    }
    expect(written).toBe("stopped at 1 of 3 after 2 s\n");
  });

  test("of a loop that has to wait, and does not know how much there is", async () => {
    let sum = 0;
    for await (const each of progress(later([1, 2, 3]))) sum += each;
    expect([sum, written]).toEqual([6, "3 in 1.5 s\n"]);
  });

  test("of a promise, whose value comes back", async () => {
    const value = progress(
      vi.advanceTimersByTimeAsync(2000).then(() => 42),
      { label: "answer" },
    );
    expectTypeOf(value).toEqualTypeOf<Promise<number>>();
    expect([await value, written]).toEqual([42, "answer: done in 2 s\n"]);
  });

  test("of a function that tells, whose value or error comes back", async () => {
    const sum = progress((tell) => {
      tell({ done: 7, replicates: 10 });
      return 42;
    });
    expectTypeOf(sum).toEqualTypeOf<number>();
    expect([sum, written]).toEqual([42, "7 of 10 in 0 ns\n"]);
    written = "";
    const failing = progress(async (tell) => {
      tell({ done: 1, total: 2 });
      throw new Error("no more");
    });
    await expect(failing).rejects.toThrow("no more");
    expect(written).toBe("stopped at 1 of 2 after 0 ns\n");
  });

  test("of a bar that is told", () => {
    const bar = progress(3, { label: "runs" });
    bar.advance();
    bar({ done: 3 });
    bar({ done: 3 });
    bar.end();
    expect(written).toBe("runs: 3 of 3 in 0 ns\n");
  });
});

test("on a terminal a line that is written over, with the time left", () => {
  let line = "";
  const face = progressLine({ isTTY: true, write: (text) => (line += text) });
  for (const status of ["going", "done"] as const) face({ label: "runs", done: 1, total: 2, text: status, status });
  expect(line).toBe("\r\u001b[Kruns: going\r\u001b[Kruns: done\n");
});

test("in Jupyter a bar with its text, now and then", () => {
  const host = new FakeHost();
  const shown: Widget[] = [];
  host.display = async (widget: unknown) => void shown.push(widget as Widget);
  for (const _ of progress([1, 2, 3, 4], { label: "steps" })) vi.advanceTimersByTime(1000);
  // Once at the beginning and once for its last words.
  expect([shown.length, shown[0]?.id, shown[1]?.text]).toEqual([2, shown[1]?.id, "steps: 4 of 4 in 4 s"]);
  const [bar, text] = host.sent
    .filter(({ data }) => ["FloatProgressModel", "LabelModel"].includes(String(data.state?._model_name)))
    .map(({ id }) => id);
  const states = (of: string | undefined) =>
    host.sent.filter(({ id, type }) => id === of && type === "message").map(({ data }) => data.state);
  expect(states(bar)).toEqual([
    { description: "steps", max: 4 },
    { value: 1 },
    { value: 2 },
    { value: 3 },
    { value: 4 },
    { bar_style: "success" },
  ]);
  expect(states(text).map((state) => state?.value)).toEqual([
    "0 of 4",
    "1 of 4, 3 s left",
    "2 of 4, 2 s left",
    "3 of 4, 1 s left",
    "4 of 4, 0 s left",
    "4 of 4 in 4 s",
  ]);
  expect(written).toBe("");
});

test("what it cannot show is named", () => {
  expect(() => progress({} as never)).toThrow(
    "progress: expected something to iterate, a promise, a function or a number",
  );
  expect(() => progress(-1)).toThrow("progress: total must be a number from 0 on, got -1");
});
