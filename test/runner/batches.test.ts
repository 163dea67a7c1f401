import { describe, expect, it } from "vitest";
import { Batches, type Range } from "../../src/runner/batches.js";

/** Hands out everything, to threads in turn, where a piece takes as long as `timeOf` says; what sizes the batches had. */
function sizesOf(pieces: number, threads: number, timeOf: (piece: number) => number): number[] {
  const batches = new Batches(pieces, threads);
  const sizes: number[] = [];
  let done = 0;
  for (let range = batches.take(); range; range = batches.take()) {
    let time = 0;
    expect(range.from).toBe(done);
    for (let piece = range.from; piece < range.to; piece += 1) {
      done += 1;
      time += timeOf(piece);
    }
    sizes.push(range.to - range.from);
    batches.measured(range.to - range.from, time);
  }
  expect(done).toBe(pieces);
  return sizes;
}

describe("batches", () => {
  it("begin with one piece, take 50 ms, and are short at the end", () => {
    const sizes = sizesOf(2000, 2, () => 1);
    expect(sizes[0]).toBe(1);
    expect(sizes.slice(1, 30).every((size) => size === 50)).toBe(true);
    expect(sizes.at(-1)).toBe(1);
    // What is left when a thread gets its last piece is not more than the others are doing.
    expect(sizes.slice(-4).reduce((sum, size) => sum + size, 0)).toBeLessThan(10);
  });

  it("of pieces that take no time are few, and last a millisecond at least", () => {
    const sizes = sizesOf(1_000_000, 2, () => 0.001);
    expect(sizes.length).toBeLessThan(60);
    expect(sizes.slice(1, -1).every((size) => size >= 1000)).toBe(true);
  });

  it("of long pieces have one each", () => {
    expect(sizesOf(40, 4, () => 200)).toEqual(Array(40).fill(1));
  });

  it("become shorter when pieces begin to take longer", () => {
    const sizes = sizesOf(3000, 1, (piece) => (piece < 1000 ? 0.1 : 10));
    expect(Math.max(...sizes)).toBeGreaterThan(300);
    expect(sizes.slice(-100).every((size) => size <= 5)).toBe(true);
  });

  it("hand out again what was not done; piece by piece if a thread has ended over it", () => {
    const batches = new Batches(100, 1);
    batches.measured(1, 1);
    const first = batches.take()!;
    expect(first).toEqual({ from: 0, to: 50, deaths: 0 });
    batches.giveBack({ ...first, from: 40 });
    expect(batches.take()).toEqual({ from: 40, to: 50, deaths: 0 });
    batches.giveBack({ from: 0, to: 3, deaths: 1 });
    const singly: Range[] = [0, 1, 2].map((from) => ({ from, to: from + 1, deaths: 1 }));
    expect([batches.take(), batches.take(), batches.take()]).toEqual(singly);
    expect(batches.take()).toMatchObject({ from: 50, deaths: 0 });
  });

  it("of nothing are none", () => {
    const batches = new Batches(0, 2);
    expect(batches.take()).toBeUndefined();
    batches.giveBack({ from: 3, to: 3, deaths: 0 });
    expect(batches.take()).toBeUndefined();
  });
});
