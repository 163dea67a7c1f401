import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Batch, Batches } from "../../src/runner/redisBatches.js";

/** What becomes of a batch: how many of its first pieces were done, and whether its answer comes twice. */
const fate = fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), twice: fc.boolean(), time: fc.nat(1000) });

describe("batches", () => {
  it("come to every piece once, whatever becomes of them", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500 }),
        fc.array(fate),
        fc.integer({ min: 1, max: 9 }),
        (count, fates, places) => {
          const batches = new Batches(count, 1e6);
          const done: number[] = [];
          const finish = ({ first, count }: Batch, pieces: number): void => {
            for (let piece = first; piece < first + Math.min(pieces, count); piece += 1)
              if (batches.done(piece)) done.push(piece);
          };
          for (let round = 0; !batches.finished; round += 1) {
            const { share, twice, time } = fates[round] ?? { share: 1, twice: false, time: 3 };
            const batch = batches.next(100, places)!;
            const pieces = Math.round(share * batch.count);
            batches.learn(pieces, time, 100 * pieces);
            finish(batch, pieces);
            if (twice) finish(batch, pieces);
            batches.back(batch);
          }
          expect(batches.next(100, places)).toBeUndefined();
          expect(batches.out.size).toBe(0);
          expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, piece) => piece));
        },
      ),
      { seed: 5 },
    );
  });

  const sizes = (count: number, milliseconds: number, bytes: number, mostBytes = 1e9): number[] => {
    const batches = new Batches(count, mostBytes);
    const found: number[] = [];
    for (let batch = batches.next(100, 2); batch; batch = batches.next(100, 2)) {
      found.push(batch.count);
      batches.learn(batch.count, milliseconds * batch.count, bytes * batch.count);
      for (let piece = 0; piece < batch.count; piece += 1) batches.done(batch.first + piece);
      batches.back(batch);
    }
    return found;
  };

  it("grow until they take the time they should, and shrink at the end", () => {
    const found = sizes(10_000, 0.5, 1);
    expect(found.slice(0, 6)).toEqual([1, 4, 16, 64, 200, 200]);
    expect(found.at(-1)).toBe(1);
    expect(Math.max(...found)).toBe(200);
  });

  it("hold one piece where a piece takes longer than a batch should", () => {
    expect(sizes(5, 500, 1)).toEqual([1, 1, 1, 1, 1]);
  });

  it("hold no more than so many bytes", () => {
    expect(Math.max(...sizes(10_000, 0.001, 1000, 50_000))).toBe(50);
  });
});
