/** The part of the plane that is nearer to its point than to any other. */
export interface Cell {
  /** Corners, in order. */
  readonly corners: readonly Corner[];
}

/** A corner, and which point lies beyond the side from here to the next corner: its index, or -1 at the end of the plane. */
export interface Corner {
  readonly x: number;
  readonly y: number;
  readonly beyond: number;
}

/** A rectangle. */
export interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Nearer to a line than this is on it: four points of a grid have one corner in common, not two. */
const tolerance = 1e-9;

/**
 * The Voronoi cells of points within a rectangle: of a regular grid its rectangles, of points that are denser somewhere smaller
 * cells there. Coordinates should be of the order of 1.
 *
 * Each cell begins as the whole rectangle and is cut off halfway to every neighbour, the nearest first, until all that are left are
 * more than twice as far as its farthest corner; neighbours come from a grid of buckets, so it takes about as long as there are
 * points. No two points may be the same.
 */
export function voronoi(points: readonly Place[], bounds: Bounds): Cell[] {
  const near = neighbours(points, bounds);
  return points.map((point, index) => {
    let corners = cornersOf(bounds);
    for (const ring of near(point)) {
      const reach = 2 * Math.sqrt(Math.max(...corners.map((corner) => squaredDistance(corner, point))));
      if (ring.distance > reach) break;
      for (const other of ring.indexes) if (other !== index) corners = cut(corners, point, points[other]!, other);
    }
    return { corners };
  });
}

function cornersOf({ left, right, bottom, top }: Bounds): Corner[] {
  return [
    { x: left, y: bottom, beyond: -1 },
    { x: right, y: bottom, beyond: -1 },
    { x: right, y: top, beyond: -1 },
    { x: left, y: top, beyond: -1 },
  ];
}

function squaredDistance(first: Place, second: Place): number {
  return (first.x - second.x) ** 2 + (first.y - second.y) ** 2;
}

/** What is left of a convex cell on the side of its own point. */
function cut(corners: Corner[], own: Place, other: Place, index: number): Corner[] {
  const [nx, ny] = [other.x - own.x, other.y - own.y];
  const length = Math.hypot(nx, ny);
  const [middleX, middleY] = [(own.x + other.x) / 2, (own.y + other.y) / 2];
  const past = corners.map(({ x, y }) => ((x - middleX) * nx + (y - middleY) * ny) / length);
  if (past.every((distance) => distance <= tolerance)) return corners;
  return corners.flatMap((corner, at) => {
    const next = (at + 1) % corners.length;
    const [here, there] = [past[at]!, past[next]!];
    const crossing = (beyond: number): Corner => {
      const part = here / (here - there);
      const to = corners[next]!;
      return { x: corner.x + part * (to.x - corner.x), y: corner.y + part * (to.y - corner.y), beyond };
    };
    if (here <= tolerance) {
      if (there <= tolerance) return [corner];
      // A corner on the line is itself where the cut begins.
      return here < -tolerance ? [corner, crossing(index)] : [{ ...corner, beyond: index }];
    }
    return there < -tolerance ? [crossing(corner.beyond)] : [];
  });
}

interface Ring {
  /** Every point of it is at least as far. */
  readonly distance: number;
  readonly indexes: readonly number[];
}

/** Points in rings of buckets around a place, the nearest ring first. */
function neighbours(points: readonly Place[], { left, right, bottom, top }: Bounds): (point: Place) => Iterable<Ring> {
  const side = Math.max(1, Math.ceil(Math.sqrt(points.length / 2)));
  const [width, height] = [(right - left) / side, (top - bottom) / side];
  const columnOf = ({ x }: Place) => Math.min(side - 1, Math.max(0, Math.floor((x - left) / width)));
  const rowOf = ({ y }: Place) => Math.min(side - 1, Math.max(0, Math.floor((y - bottom) / height)));
  const buckets: number[][] = Array.from({ length: side * side }, () => []);
  for (const [index, point] of points.entries()) buckets[rowOf(point) * side + columnOf(point)]!.push(index);
  return function* rings(point) {
    const [column, row] = [columnOf(point), rowOf(point)];
    for (let away = 0; away < side; away++) {
      const indexes: number[] = [];
      for (let y = Math.max(0, row - away); y <= Math.min(side - 1, row + away); y++) {
        // Only the ends of the rows between the first and the last belong to the ring.
        const step = Math.abs(y - row) === away ? 1 : 2 * away;
        for (let x = column - away; x <= column + away; x += step)
          if (x >= 0 && x < side) indexes.push(...buckets[y * side + x]!);
      }
      indexes.sort((first, second) => squaredDistance(points[first]!, point) - squaredDistance(points[second]!, point));
      yield { distance: Math.max(0, away - 1) * Math.min(width, height), indexes };
    }
  };
}
