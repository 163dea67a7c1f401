import { describe, expect, it } from "vitest";
import { rootBetween } from "../../src/experiment/rootBetween.js";

/** The root of a function between two places, and how often it was asked. */
async function find(of: (at: number) => number, low: number, high: number, tolerance = 1e-9) {
  let asked = 0;
  const counting = async (at: number) => {
    asked += 1;
    return of(at);
  };
  const places = [low, high].map((at) => ({ at, value: of(at) }));
  return { root: await rootBetween(counting, places[0]!, places[1]!, tolerance), asked };
}

describe("rootBetween", () => {
  it.each<[string, (at: number) => number, number, number, number]>([
    ["a line", (x) => 3 * x - 1, 0, 1, 1 / 3],
    ["one that falls", (x) => 1 - 3 * x, 0, 1, 1 / 3],
    ["an exponential over nine decades", (x) => 10 ** (9 * x) - 1000, 0, 1, 1 / 3],
    ["a cosine", (x) => Math.cos(x) - x, 0, 1, 0.7390851332151607],
    ["a cubic with a flat root", (x) => (x - 0.3) ** 3, 0, 1, 0.3],
    ["a jump", (x) => (x < 0.7 ? -1 : 1e6), 0, 1, 0.7],
    ["a root at the end", (x) => x, 0, 1, 0],
  ])("finds that of %s in few steps", async (_, of, low, high, root) => {
    const found = await find(of, low, high);
    expect(Math.abs(found.root - root)).toBeLessThan(2e-9);
    // Bisection takes 30.
    expect(found.asked).toBeLessThan(70);
  });

  it("takes a line in a few steps, and is no worse than twice bisection at a jump", async () => {
    expect((await find((x) => 3 * x - 1, 0, 1)).asked).toBeLessThan(8);
    expect((await find((x) => (x < 0.7 ? -1 : 1e6), 0, 1)).asked).toBeLessThan(62);
  });
});
