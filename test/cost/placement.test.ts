import { describe, expect, it } from "vitest";
import { bestPartition, type Piece, packedByHand, packingBound } from "../../src/cost/packing.js";
import { type PlacedProgram, placePrograms } from "../../src/cost/placement.js";
import { Stream } from "../../src/random/stream.js";

const page = 4096;

function random(count: number, seed: string): Piece[] {
  const stream = Stream.from(seed);
  return Array.from({ length: count }, (_, index) => {
    const event = Math.floor(stream.uniform() * Math.ceil(count / 2));
    const bytes = 64 * Math.ceil(40 * stream.uniform());
    return { name: `p${index}`, bytes, event: `e${event}`, rate: 10 + ((event * 7919) % 13) * 400 };
  });
}

/** Every partition there is, piece by piece. */
function cheapest(pieces: readonly Piece[], missed: (rate: number) => number): number {
  let best = Number.POSITIVE_INFINITY;
  const pages: Piece[][] = [];
  const place = (index: number): void => {
    if (index === pieces.length) {
      const cost = pages.reduce((sum, each) => {
        const rates = new Map(each.map(({ event, rate }) => [event, rate]));
        return sum + missed([...rates.values()].reduce((total, rate) => total + rate, 0));
      }, 0);
      best = Math.min(best, cost);
      return;
    }
    const piece = pieces[index]!;
    for (const each of pages) {
      if (each.reduce((sum, { bytes }) => sum + bytes, piece.bytes) > page) continue;
      each.push(piece);
      place(index + 1);
      each.pop();
    }
    pages.push([piece]);
    place(index + 1);
    pages.pop();
  };
  place(0);
  return best;
}

const total = (packed: readonly { rate: number }[], missed: (rate: number) => number): number =>
  packed.reduce((sum, { rate }) => sum + missed(rate), 0);

describe.each([0, 0.0005, 0.01])("packing with pages that stay %d s", (residence) => {
  const missed = (rate: number): number => rate * Math.exp(-rate * residence);

  it.each([1, 2, 3, 4, 5, 6])("finds the best of all partitions, by trying them (%d)", (seed) => {
    const pieces = random(8, `small ${seed}`);
    const best = cheapest(pieces, missed);
    expect(total(bestPartition(pieces, page, missed), missed)).toBeCloseTo(best, 6);
    const byHand = total(packedByHand(pieces, page, missed), missed);
    expect(byHand).toBeGreaterThanOrEqual(best * (1 - 1e-12));
    expect(packingBound(pieces, page, residence)).toBeLessThanOrEqual(best * (1 + 1e-12));
  });

  it("keeps within the pages, each piece once, for many", () => {
    const pieces = random(150, "many");
    const packed = packedByHand(pieces, page, missed);
    for (const each of packed) expect(each.pieces.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(page);
    expect(packed.flatMap((each) => each.pieces.map(({ name }) => name)).sort()).toEqual(
      pieces.map(({ name }) => name).sort(),
    );
    expect(packingBound(pieces, page, residence)).toBeLessThanOrEqual(total(packed, missed));
  });
});

describe("placePrograms", () => {
  const chain = ["a", "b", "c", "d", "e", "f", "g", "h"].map(
    (name): PlacedProgram => ({ name, bytes: 500, rate: "1000/s", event: "switch" }),
  );

  it("puts the eight programs of median size on the one page that they fit, as published", () => {
    const placement = placePrograms(chain);
    expect(placement.pages.length).toBe(1);
    expect([placement.misses, placement.apart, placement.exact]).toEqual([1000, 8000, true]);
    expect(placement.gain.share).toBe(7 / 8);
    // 7,000 misses a second of 10 ns.
    expect(placement.gain.cpu).toBeCloseTo(7e-5, 12);
  });

  it("keeps chains together where the order given tears them apart", () => {
    const mixed = Array.from({ length: 8 }, (_, index): PlacedProgram => {
      const event = index % 2 === 0 ? "switch" : "packet";
      return { name: `p${index}`, bytes: 1000, rate: "1000/s", event };
    });
    const placement = placePrograms(mixed);
    expect([placement.misses, placement.inOrder]).toEqual([2000, 4000]);
    expect(placement.pages.column("programs")).toEqual(["p0, p2, p4, p6", "p1, p3, p5, p7"]);
  });

  it("puts what is called often on one page that stays hot", () => {
    const programs = [1, 2, 3, 4].map(
      (index): PlacedProgram => ({ name: `p${index}`, bytes: 2048, rate: index <= 2 ? "100/s" : "10000/s" }),
    );
    const placement = placePrograms(programs, { residence: "200 us" });
    expect(placement.pages.column("programs")).toEqual(["p1, p2", "p3, p4"]);
    expect(placement.misses).toBeCloseTo(200 * Math.exp(-200 * 2e-4) + 20_000 * Math.exp(-4), 6);
  });

  it("gives a long program pages of its own, and its end a share of one", () => {
    const placement = placePrograms([
      { name: "long", bytes: 9000, rate: "1/s" },
      { name: "short", bytes: 3000, rate: "5/s" },
    ]);
    expect(placement.pages.column("programs")).toEqual(["long", "long", "long, short"]);
    // Two pages of its own, and one that both come to.
    expect(placement.misses).toBeCloseTo(1 + 1 + 6, 9);
  });

  it("says when it is not the best there is, and how far off it can be", () => {
    const programs = random(60, "sixty").map(({ name, bytes, event, rate }) => ({
      name,
      bytes,
      event,
      rate: `${rate}/s`,
    }));
    const placement = placePrograms(programs);
    expect(placement.exact).toBe(false);
    expect(placement.bound).toBeLessThanOrEqual(placement.misses);
    expect(placement.misses / placement.bound).toBeLessThan(1.3);
    expect(placement.misses).toBeLessThan(placement.inOrder);
    expect(placement.text()).toMatch(/^\d+ pages, [\d,]+ iTLB misses a second \(no placement has fewer than [\d,]+\)/);
  });

  it.each<[PlacedProgram[], object, string]>([
    [[], {}, "programs: expected at least one"],
    [
      [600] as never,
      {},
      'programs: expected a list such as [{ name: "switch", bytes: 600, rate: "100000/s" }], got [600]',
    ],
    [undefined as never, {}, "got undefined"],
    [[{ name: "a", bytes: 0, rate: "1/s" }], {}, "programs[0] (a).bytes: expected a number above 0, got 0"],
    [[{ name: "a", bytes: 1, rate: "often" }], {}, "programs[0] (a).rate: expected a positive rate"],
    [[chain[0]!, chain[0]!], {}, 'programs[1]: there are two programs of the name "a"'],
    [[chain[0]!, { ...chain[1]!, rate: "2/s" }], {}, 'expected the 1000 a second of event "switch", got 2'],
    [chain, { page: 100, chunk: 64 }, "chunk: expected a divisor of the page's 100 bytes, got 64"],
    [chain, { exactUpTo: 30 }, "exactUpTo: expected a whole number from 0 to 14, got 30"],
  ])("refuses %#", (programs, options, message) => {
    expect(() => placePrograms(programs, options)).toThrow(message);
  });
});
