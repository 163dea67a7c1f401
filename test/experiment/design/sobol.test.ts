import { describe, expect, it } from "vitest";
import { sobol } from "../../../src/experiment/design/sobol.js";
import { sobolSequence } from "../../../src/experiment/design/sobolSequence.js";
import { pointsOf } from "./pointsOf.js";

// Made by sobol.py: SciPy's sequence, times 2^32.
const firstEight = [
  [0, 0, 0, 0],
  [2147483648, 2147483648, 2147483648, 2147483648],
  [3221225472, 1073741824, 1073741824, 1073741824],
  [1073741824, 3221225472, 3221225472, 3221225472],
  [1610612736, 1610612736, 2684354560, 3758096384],
  [3758096384, 3758096384, 536870912, 1610612736],
  [2684354560, 536870912, 3758096384, 2684354560],
  [536870912, 2684354560, 1610612736, 536870912],
];
const thousandth = [
  943718400, 415236096, 2227175424, 2906652672, 1203765248, 3896508416, 197132288, 3862953984, 2151677952, 297795584,
  364904448, 1094713344, 692060160, 1648361472, 616562688, 1589641216, 3091202048, 1480589312, 4257218560, 3116367872,
  2243952640, 2361393152, 4081057792, 2319450112, 2503999488, 3896508416, 171966464, 4206886912, 255852544, 1463812096,
  633339904, 624951296, 1270874112, 2545942528, 3443523584, 3309305856, 3644850176, 3569352704, 1321205760, 2059403264,
  3921674240, 1094713344, 4123000832, 3015704576, 3611295744, 398458880, 3745513472, 3946840064, 4290772992, 2059403264,
  1514143744, 2218786816, 3233808384, 1883242496, 541065216, 3829399552, 1950351360, 339738624, 3795845120, 2453667840,
  1916796928, 2587885568, 1111490560, 1916796928,
];
const checksum = 2032412884205568n;

describe("sobolSequence", () => {
  const rows = sobolSequence(64, 1024);

  it("is SciPy's, point for point", () => {
    expect(rows.slice(0, 8).map((row) => [...row.slice(0, 4)].map((value) => value * 2 ** 32))).toEqual(firstEight);
    expect([...rows[1000]!].map((value) => value * 2 ** 32)).toEqual(thousandth);
    let sum = 0n;
    for (const [point, row] of rows.entries())
      for (const [dimension, value] of row.entries())
        sum += BigInt(value * 2 ** 32) * BigInt(point + 1) * BigInt(dimension + 1);
    expect(sum % 2n ** 53n).toBe(checksum);
  });

  it("goes on where a shorter one ends", () => {
    expect(sobolSequence(64, 100)).toEqual(rows.slice(0, 100));
  });

  it("when scrambled keeps one point in every cell of every way to cut the plane into as many cells", () => {
    const scrambled = sobolSequence(2, 256, "a seed");
    for (let bits = 0; bits <= 8; bits += 1) {
      const cells = scrambled.map(([x, y]) => `${Math.floor(x! * 2 ** bits)} ${Math.floor(y! * 2 ** (8 - bits))}`);
      expect(new Set(cells).size).toBe(256);
    }
  });

  it("when scrambled depends on the seed alone, and has each point uniform", () => {
    expect(sobolSequence(3, 16, 7)).toEqual(sobolSequence(3, 16, 7));
    expect(sobolSequence(3, 16, 7)).not.toEqual(sobolSequence(3, 16, 8));
    // Of the first point over 2,000 seeds: the mean of 2,000 uniform numbers is 1/2 with a standard deviation of 0.00645.
    const first = Array.from({ length: 2000 }, (_, seed) => sobolSequence(2, 1, seed)[0]!);
    for (const dimension of [0, 1]) {
      const mean = first.reduce((sum, row) => sum + row[dimension]!, 0) / first.length;
      expect(Math.abs(mean - 0.5)).toBeLessThan(4 * 0.00645);
    }
  });

  it("says how many dimensions there are", () => {
    expect(() => sobolSequence(65, 2)).toThrow("at most 64 dimensions here, got 65");
  });
});

describe("sobol", () => {
  it("lays the sequence over the ranges", () => {
    const design = sobol({ load: [0, 1], lifetime: ["1 us", "100 us", "log"], map: ["hash", "task-storage"] }, 4);
    expect(pointsOf(design)).toEqual([
      { load: 0, lifetime: 1000, map: "hash" },
      { load: 0.5, lifetime: 10_000, map: "task-storage" },
      { load: 0.75, lifetime: 3162, map: "hash" },
      { load: 0.25, lifetime: 31_623, map: "task-storage" },
    ]);
    expect(() => sobol({ load: [0, 1] }, 0)).toThrow("count: expected a whole number from 1, got 0");
  });
});
