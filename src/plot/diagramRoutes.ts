/** A place in a diagram, px. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box, by its middle. */
interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** An arrow where the layout has put it: its label's box, the points it passes, and the boxes it links. */
export interface Link extends Box {
  readonly points: readonly Point[];
  readonly from: string;
  readonly to: string;
}

/**
 * The paths of arrows between boxes that stand in ranks, one below the other.
 *
 * An arrow leaves and enters through the top or the bottom of a box, those of one side in the order in which they come. It passes a rank straight down, beside the boxes, and turns between ranks only: so it crosses no box.
 */
export function routes(links: readonly Link[], nodes: ReadonlyMap<string, Box>): string[] {
  const ranks = ranksOf([...nodes.values(), ...links]);
  const bends = links.map(({ points }) => points.slice(1, -1).flatMap((point) => passing(point, ranks)));
  const ports = portsOf(links, nodes, bends);
  return links.map(({ from, to }, index) => {
    if (from === to) return loop(nodes.get(from)!);
    const { start, end } = ports[index]!;
    return rounded([start, beyond(start, stub), ...bends[index]!, beyond(end, stub), end]);
  });
}

/** The height of what stands in each rank, by the y of its middle. */
function ranksOf(boxes: readonly Box[]): Map<number, number> {
  const ranks = new Map<number, number>();
  for (const { y, height } of boxes) ranks.set(round(y), Math.max(height, ranks.get(round(y)) ?? 0));
  return ranks;
}

function passing({ x, y }: Point, ranks: ReadonlyMap<number, number>): Point[] {
  const half = (ranks.get(round(y)) ?? 0) / 2;
  return [
    { x, y: y - half },
    { x, y: y + half },
  ];
}

/** Where an arrow touches a box, and on which side: -1 at its top, 1 at its bottom. */
interface Port extends Point {
  readonly side: -1 | 1;
}

interface Ends {
  readonly start: Port;
  readonly end: Port;
}

/** An arrow leaves and enters a box straight, for so long, px. */
const stub = 11;

function beyond({ x, y, side }: Port, distance: number): Point {
  return { x, y: y + side * distance };
}

/** The least distance between arrows at a side of a box, and from its corners, px. */
const apart = 16;

/** Where each link leaves its first box and enters its last one. */
function portsOf(links: readonly Link[], nodes: ReadonlyMap<string, Box>, bends: readonly Point[][]): Ends[] {
  const sides = new Map<string, { readonly link: number; readonly isStart: boolean; readonly towards: number }[]>();
  links.forEach(({ from, to }, link) => {
    if (from === to) return;
    const isDown = nodes.get(from)!.y < nodes.get(to)!.y;
    // The layout's own points go down where the link goes up, and the other way round.
    if (!isDown) bends[link]!.sort((first, second) => second.y - first.y);
    else bends[link]!.sort((first, second) => first.y - second.y);
    const put = (name: string, side: "top" | "bottom", isStart: boolean, other: string): void => {
      const towards = (isStart ? bends[link]!.at(0) : bends[link]!.at(-1))?.x ?? nodes.get(other)!.x;
      const key = `${side} ${name}`;
      sides.set(key, [...(sides.get(key) ?? []), { link, isStart, towards }]);
    };
    put(from, isDown ? "bottom" : "top", true, to);
    put(to, isDown ? "top" : "bottom", false, from);
  });
  const ends: { start?: Port; end?: Port }[] = links.map(() => ({}));
  for (const [key, ports] of sides) {
    const side = key.startsWith("top") ? -1 : 1;
    const { x, y, width, height } = nodes.get(key.slice(key.indexOf(" ") + 1))!;
    ports.sort((first, second) => first.towards - second.towards);
    const places = spread(
      ports.map(({ towards }) => towards),
      x - width / 2,
      x + width / 2,
    );
    ports.forEach(({ link, isStart }, index) => {
      ends[link]![isStart ? "start" : "end"] = { x: places[index]!, y: y + (side * height) / 2, side };
    });
  }
  return ends as Ends[];
}

/** Places between two ends, in order, as near as can be to the wanted ones and not too near to each other. */
function spread(wanted: readonly number[], low: number, high: number): number[] {
  const distance = Math.min(apart, (high - low) / (wanted.length + 1));
  let least = low + distance;
  return wanted.map((place, index) => {
    const most = high - distance * (wanted.length - index);
    const chosen = Math.min(most, Math.max(least, place));
    least = chosen + distance;
    return chosen;
  });
}

/** An arrow from a box to itself, with its label beside the loop. */
export function besideLoop<Loop extends Link>(link: Loop, { x, width }: Box): Loop {
  return { ...link, x: x + width / 2 + 34 + link.width / 2 };
}

/** From a box to itself, out of its right side. */
function loop({ x, y, width }: Box): string {
  const right = x + width / 2;
  return `M${at({ x: right, y: y - 14 })} C${at({ x: right + 34, y: y - 30 })} ${at({ x: right + 34, y: y + 30 })} ${at({ x: right, y: y + 14 })}`;
}

const radius = 12;

/** Straight from point to point, with round corners. */
function rounded(points: readonly Point[]): string {
  const corners = points.slice(1, -1).map((corner, index) => {
    const [before, after] = [near(corner, points[index]!), near(corner, points[index + 2]!)];
    return `L${at(before)} Q${at(corner)} ${at(after)}`;
  });
  return `M${at(points[0]!)} ${[...corners, `L${at(points.at(-1)!)}`].join(" ")}`;
}

/** The point beside a corner, on the way to another one. */
function near(corner: Point, other: Point): Point {
  const distance = Math.hypot(other.x - corner.x, other.y - corner.y);
  const share = distance === 0 ? 0 : Math.min(radius, distance / 2) / distance;
  return { x: corner.x + (other.x - corner.x) * share, y: corner.y + (other.y - corner.y) * share };
}

function at({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
