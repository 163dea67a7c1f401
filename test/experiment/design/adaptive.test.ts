import { describe, expect, it } from "vitest";
import { adaptive } from "../../../src/experiment/design/adaptive.js";
import type { Design, Point } from "../../../src/experiment/design/design.js";
import type { Row } from "../../../src/table/table.js";

/** Runs a design over a function of the point in place of a simulation. */
function run(
  design: Design,
  outcome: (point: Point) => Record<string, string | number>,
  replications = 1,
): { rows: Row[]; rounds: number[] } {
  const rows: Row[] = [];
  const sizes: number[] = [];
  const rounds = design.rounds();
  for (let next = rounds.next([]); !next.done; next = rounds.next(rows)) {
    sizes.push(next.value.length);
    for (const point of next.value)
      for (let replication = 0; replication < replications; replication += 1)
        rows.push({ ...point, replication, ...outcome({ ...point, replication }) });
  }
  return { rows, rounds: sizes };
}

const inside = ({ x, y }: Point) => (x as number) ** 2 + (y as number) ** 2 < 0.5;
const disc = (point: Point) => ({ regime: inside(point) ? "inside" : "outside" });

describe("adaptive", () => {
  it("finds a border as finely as a full grid of its depth, with a share of the points", () => {
    const { rows, rounds } = run(adaptive({ x: [0, 1], y: [0, 1] }, { start: 5, depth: 4, points: 5000 }), disc);
    expect(rounds).toHaveLength(5);
    expect(rounds[0]).toBe(25);
    const steps = 4 * 2 ** 4;
    const known = new Map(
      rows.map(({ x, y, regime }) => [`${(x as number) * steps} ${(y as number) * steps}`, regime]),
    );
    // The full grid would show the border between these neighbours; each pair is there.
    for (let row = 0; row <= steps; row += 1)
      for (let column = 0; column < steps; column += 1) {
        const [x, y] = [column / steps, row / steps];
        if (inside({ x, y }) === inside({ x: x + 1 / steps, y })) continue;
        expect(known.get(`${column} ${row}`)).toBe("inside");
        expect(known.get(`${column + 1} ${row}`)).toBe("outside");
      }
    expect(rows.length).toBeLessThan(0.25 * (steps + 1) ** 2);
    expect(new Set(rows.map(({ x, y }) => `${x} ${y}`)).size).toBe(rows.length);
  });

  it("stops where corners agree, and at the number of points", () => {
    const same = run(adaptive({ x: [0, 1] }, { start: 3, depth: 5 }), () => ({ regime: "converging" }));
    expect(same.rounds).toEqual([3]);
    const few = run(adaptive({ x: [0, 1], y: [0, 1] }, { start: 5, depth: 4, points: 60 }), disc);
    expect(few.rows.length).toBeGreaterThan(50);
    expect(few.rows.length).toBeLessThanOrEqual(60);
    expect(() =>
      adaptive({ x: [0, 1], y: [0, 1] }, { start: 9, points: 80 })
        .rounds()
        .next([]),
    ).toThrow("points: the grid it starts from has 81 points, more than 80");
  });

  it("refines numbers by how far corners are apart, each listed value on its own grid", () => {
    const { rows } = run(
      adaptive({ x: [0, 1], map: ["a", "b"] }, { by: "overhead", difference: 0.1, start: 3, depth: 4 }),
      ({ x, map }) => ({
        overhead: map === "a" ? 0.2 : (x as number) > 0.8 ? 1 : 0,
      }),
    );
    expect(rows.filter(({ map }) => map === "a").map(({ x }) => x)).toEqual([0, 0.5, 1]);
    const near = rows
      .filter(({ map }) => map === "b")
      .map(({ x }) => x as number)
      .sort((a, b) => a - b);
    expect(near).toEqual([0, 0.5, 0.75, 0.78125, 0.8125, 0.875, 1]);
  });

  it("refines where replications differ, and where their interval is wide", () => {
    const torn = run(
      adaptive({ x: [0, 1] }, { start: 3, depth: 1 }),
      ({ x, replication }) => ({ regime: x === 1 && replication === 1 ? "other" : "one" }),
      2,
    );
    expect(torn.rounds).toEqual([3, 1]);
    const wide = (precision: number) =>
      run(
        adaptive({ x: [0, 1] }, { by: "overhead", difference: 10, precision, start: 3, depth: 1 }),
        ({ x, replication }) => ({ overhead: 1 + (x as number) * (replication as number) }),
        2,
      ).rounds;
    // At x = 1/2 the values 1 and 1.5 have the mean 1.25 ± 3.18, at x = 1 it is 1.5 ± 6.35 (t = 12.7).
    expect(wide(2)).toEqual([3, 2]);
    expect(wide(4)).toEqual([3, 1]);
    expect(wide(5)).toEqual([3]);
  });

  it("stops between neighbouring whole numbers", () => {
    const { rows } = run(adaptive({ processes: [1, 5] }, { start: 3, depth: 6 }), ({ processes }) => ({
      regime: (processes as number) > 3 ? "b" : "a",
    }));
    expect(rows.map(({ processes }) => processes)).toEqual([1, 3, 5, 4]);
  });

  it("says what is missing", () => {
    expect(() => run(adaptive({ x: [0, 1] }), () => ({ overhead: 1 }))).toThrow(
      'the rows have no column "regime"; they have x, replication, overhead',
    );
    expect(() => adaptive({ map: ["a", "b"] })).toThrow("expected at least one range to refine");
    expect(() => adaptive({ x: [0, 1] }, { start: 1 })).toThrow("start: expected a whole number from 2, got 1");
    expect(() => adaptive({ x: [0, 1] }, { difference: -1 })).toThrow("difference: expected a number from 0, got -1");
  });
});
