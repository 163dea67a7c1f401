import { afterEach, expect, test } from "vitest";
import { interruptible } from "../../src/display/interruptible.js";

const host = Symbol.for("Jupyter.host");

afterEach(() => {
  Reflect.deleteProperty(globalThis, host);
});

test("where there is no kernel it is the caller's signal", () => {
  const { signal } = new AbortController();
  expect(interruptible(signal)).toBe(signal);
  expect(interruptible()).toBeUndefined();
});

test("in a kernel either of the two aborts it", () => {
  for (const index of [0, 1]) {
    const controllers = [new AbortController(), new AbortController()];
    Reflect.set(globalThis, host, { signal: controllers[0]!.signal });
    const signal = interruptible(controllers[1]!.signal)!;
    expect(signal.aborted).toBe(false);
    controllers[index]!.abort();
    expect(signal.aborted).toBe(true);
  }
});
