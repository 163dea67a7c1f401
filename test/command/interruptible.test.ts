import { expect, it } from "vitest";
import { interruptible } from "../../src/command/interruptible.js";

const listeners = (): number => process.listenerCount("SIGINT") + process.listenerCount("SIGTERM");

it.each(["SIGINT", "SIGTERM"] as const)(
  "ends by %s with what is done, and leaves the next one to the program",
  async (name) => {
    const before = listeners();
    const done = await interruptible(async (signal) => {
      expect([signal.aborted, listeners()]).toEqual([false, before + 2]);
      process.emit(name);
      expect([signal.aborted, listeners()]).toEqual([true, before + 1]);
      return 7;
    });
    expect([done, listeners()]).toEqual([7, before]);
  },
);

it("listens no longer than the work takes, even if it fails", async () => {
  const before = listeners();
  const failing = async (): Promise<never> => {
    throw new Error("no data");
  };
  await expect(interruptible(failing)).rejects.toThrow("no data");
  expect(listeners()).toBe(before);
});
