import { expect, test } from "vitest";
import { Latest } from "../../src/widget/latest.js";

/** Work that ends when it is told to, and what happened. */
function bench() {
  const begun: number[] = [];
  const signals: AbortSignal[] = [];
  const ends: (() => void)[] = [];
  const latest = new Latest<number>((value, signal) => {
    begun.push(value);
    signals.push(signal);
    return new Promise<void>((resolve) => ends.push(resolve));
  });
  const end = async () => {
    ends.at(-1)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { latest, begun, signals, end };
}

test("while it works, only the newest of what is asked for is kept", async () => {
  const { latest, begun, end } = bench();
  latest.request(1);
  latest.request(2);
  latest.request(3);
  expect(begun).toEqual([1]);
  await end();
  expect(begun).toEqual([1, 3]);
  await end();
  expect(begun).toEqual([1, 3]);
  latest.request(4);
  expect(begun).toEqual([1, 3, 4]);
});

test("work is told when it is overtaken, and only then", async () => {
  const { latest, signals, end } = bench();
  latest.request(1);
  expect(signals[0]?.aborted).toBe(false);
  latest.request(2);
  expect(signals[0]?.aborted).toBe(true);
  expect(signals[0]?.reason).toMatchObject({ name: "AbortError" });
  await end();
  expect(signals[1]?.aborted).toBe(false);
  await end();
});

test("work that asks for work itself is done after it", () => {
  const begun: number[] = [];
  const latest: Latest<number> = new Latest((value) => {
    begun.push(value);
    if (value < 3) latest.request(value + 1);
    begun.push(-value);
  });
  latest.request(1);
  expect(begun).toEqual([1, -1, 2, -2, 3, -3]);
});
