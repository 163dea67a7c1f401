import { describe, expect, it } from "vitest";
import { bloomFilter, falsePositiveRate } from "../../src/cost/bloomFilter.js";
import { measuredHashMap } from "../../src/cost/measuredHashMap.js";
import { measuredTaskStorage } from "../../src/cost/measuredTaskStorage.js";
import { Stream } from "../../src/random/stream.js";
import { overRecords } from "./evaluate.js";

/** A filter as the kernel makes it, with hashes that are as good as random; the share of strangers that it takes for its own. */
function simulated(maxEntries: number, hashes: number, held: number): number {
  const bits = 2 ** Math.ceil(Math.log2(Math.max(64, Math.floor((maxEntries * hashes) / 5) * 7)));
  const stream = Stream.from("bloom");
  const set = new Uint8Array(bits);
  const place = (): number => Math.floor(stream.uniform() * bits);
  for (let element = 0; element < held; element++) for (let hash = 0; hash < hashes; hash++) set[place()] = 1;
  const strangers = 200_000;
  let taken = 0;
  for (let stranger = 0; stranger < strangers; stranger++) {
    let isIn = true;
    for (let hash = 0; hash < hashes; hash++) isIn = set[place()] === 1 && isIn;
    if (isIn) taken++;
  }
  return taken / strangers;
}

describe("a Bloom filter", () => {
  it.each([
    [10_000, 5, 10_000],
    [1000, 3, 2000],
    [5000, 1, 5000],
    [10_240, 10, 20_000],
  ])("for %d with %d hashes that holds %d has the rate of one that is simulated", (maxEntries, hashes, held) => {
    const rate = falsePositiveRate({ maxEntries, hashes, held });
    const error = Math.sqrt((rate * (1 - rate)) / 200_000);
    expect(Math.abs(simulated(maxEntries, hashes, held) - rate)).toBeLessThan(4 * error + 0.02 * rate);
  });

  it("knows an empty filter from a full one", () => {
    expect(falsePositiveRate({ maxEntries: 100, held: 0 })).toBe(0);
    expect(falsePositiveRate({ maxEntries: 100, held: 1e9 })).toBe(1);
  });

  it("costs a push and a peek more, and saves the search for what is not there", () => {
    const map = bloomFilter(measuredHashMap, { maxEntries: 100_000 });
    const both = (name: "insert" | "lookupAndDelete" | "miss") =>
      [map, measuredHashMap].map(({ operations }) => overRecords(operations[name]!.nanoseconds)(1e5)) as [
        number,
        number,
      ];
    const [insert, hashInsert] = both("insert");
    expect(insert - hashInsert).toBeCloseTo(69.7, 6);
    const [found, hashFound] = both("lookupAndDelete");
    expect(found - hashFound).toBeCloseTo(54.7, 6);
    const [miss, hashMiss] = both("miss");
    expect(miss).toBeCloseTo(54.7 + falsePositiveRate({ maxEntries: 100_000 }) * hashMiss, 6);
    expect(miss).toBeLessThan(hashMiss);
  });

  it("pays for misses from some 50,000 records on", () => {
    const miss = overRecords(bloomFilter(measuredHashMap, { maxEntries: 1e6 }).operations.miss!.nanoseconds);
    const plain = overRecords(measuredHashMap.operations.miss!.nanoseconds);
    expect(miss(30_000)).toBeGreaterThan(plain(30_000));
    expect(miss(60_000)).toBeLessThan(plain(60_000));
  });

  it("does not make the factor of a map depend on what it is relative to", () => {
    expect(bloomFilter(measuredTaskStorage, { maxEntries: 100 }).factor).toBe(1);
    expect(overRecords(bloomFilter(measuredHashMap, { maxEntries: 100 }).factor)(0)).toBe(1);
  });

  it.each([
    [{ maxEntries: 0 }, "bloom.maxEntries: expected a whole number from 1, got 0"],
    [{ maxEntries: 10, hashes: 16 }, "bloom.hashes: expected a whole number from 1 to 15, got 16"],
    [{ maxEntries: 10, held: -1 }, "bloom.held: expected a number from 0, got -1"],
  ])("refuses %j", (filter, message) => {
    expect(() => falsePositiveRate(filter)).toThrow(message);
  });
});
