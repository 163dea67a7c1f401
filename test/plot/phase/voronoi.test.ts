import { describe, expect, test } from "vitest";
import { type Cell, voronoi } from "../../../src/plot/phase/voronoi.js";
import { stream } from "../../../src/random/stream.js";

const bounds = { left: 0, right: 2, bottom: -1, top: 1 };
const random = stream("voronoi");
const uniform = (low: number, high: number) => low + (high - low) * -Math.expm1(-random.exponential());
const place = () => ({ x: uniform(0, 2), y: uniform(-1, 1) });

/** Half the sum of cross products. */
function area({ corners }: Cell): number {
  return corners.reduce((sum, { x, y }, index) => {
    const next = corners[(index + 1) % corners.length]!;
    return sum + (x * next.y - next.x * y) / 2;
  }, 0);
}

function holds({ corners }: Cell, { x, y }: { x: number; y: number }): boolean {
  return corners.every((corner, index) => {
    const next = corners[(index + 1) % corners.length]!;
    return (next.x - corner.x) * (y - corner.y) - (next.y - corner.y) * (x - corner.x) >= -1e-9;
  });
}

/** Points everywhere, and many near a line, as where a sweep has refined a border. */
const points = [
  ...Array.from({ length: 60 }, place),
  ...Array.from({ length: 300 }, () => {
    const x = uniform(0, 2);
    return { x, y: Math.min(1, Math.max(-1, x - 1 + uniform(-0.02, 0.02))) };
  }),
];

describe("the cells of points that are dense along a line", () => {
  const cells = voronoi(points, bounds);

  test("fill the rectangle", () => {
    expect(cells.reduce((sum, cell) => sum + area(cell), 0)).toBeCloseTo(4, 6);
  });

  test("hold what is nearest to their points", () => {
    for (let round = 0; round < 3000; round++) {
      const at = place();
      const distances = points.map(({ x, y }) => (x - at.x) ** 2 + (y - at.y) ** 2);
      expect(holds(cells[distances.indexOf(Math.min(...distances))]!, at)).toBe(true);
    }
  });

  test("name the same neighbour on both sides", () => {
    const sides = (index: number) => cells[index]!.corners.map(({ beyond }) => beyond).filter((other) => other >= 0);
    for (let index = 0; index < points.length; index++)
      for (const other of sides(index)) expect(sides(other)).toContain(index);
  });
});

test("the cells of a grid are its rectangles, each with its four neighbours", () => {
  const grid = [0.25, 0.75, 1.25, 1.75].flatMap((x) => [-0.75, -0.25, 0.25, 0.75].map((y) => ({ x, y })));
  const cells = voronoi(grid, bounds);
  for (const cell of cells) {
    expect(cell.corners).toHaveLength(4);
    expect(area(cell)).toBeCloseTo(0.25, 12);
  }
  expect(cells[5]!.corners.map(({ beyond }) => beyond).sort((a, b) => a - b)).toEqual([1, 4, 6, 9]);
  expect(cells[0]!.corners.map(({ beyond }) => beyond).sort((a, b) => a - b)).toEqual([-1, -1, 1, 4]);
});

test("a single point has all", () => {
  expect(voronoi([{ x: 1, y: 0 }], bounds).map(area)).toEqual([4]);
});
