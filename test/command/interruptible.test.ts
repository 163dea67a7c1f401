import { expect, it } from "vitest";
import { interruptible } from "../../src/command/interruptible.js";

const listeners = (): number => process.listenerCount("SIGINT");

it("ends by Ctrl-C with what is done, and leaves the next Ctrl-C to the program", async () => {
  const before = listeners();
  const done = await interruptible(async (signal) => {
    expect([signal.aborted, listeners()]).toEqual([false, before + 1]);
    process.emit("SIGINT");
    expect([signal.aborted, listeners()]).toEqual([true, before]);
    return 7;
  });
  expect(done).toBe(7);
});

it("listens no longer than the work takes, even if it fails", async () => {
  const before = listeners();
  const failing = async (): Promise<never> => {
    throw new Error("no data");
  };
  await expect(interruptible(failing)).rejects.toThrow("no data");
  expect(listeners()).toBe(before);
});
