/** How a regime is drawn: by its colour and, for readers and printers without any, by its mark. */
export interface RegimeLook {
  readonly colour: string;
  readonly symbol: string;
  /** The colour of an area. */
  readonly fill: string;
}

/**
 * In the order of the legend. The colours of the three regimes differ in lightness too. Swings are one colour, told apart by their marks and
 * how strong it is.
 */
const known: ReadonlyMap<string, readonly [colour: string, symbol: string, opacity: number]> = new Map([
  ["converging", ["#0072B2", "circle", 0.34]],
  ["oscillating", ["#E69F00", "diamond", 0.34]],
  ["oscillating, damped", ["#E69F00", "diamond-open", 0.22]],
  ["oscillating, sustained", ["#E69F00", "star-diamond", 0.55]],
  ["exploding", ["#A3260B", "triangle-up", 0.34]],
  ["mixed", ["#CC79A7", "cross", 0.34]],
  ["undecided", ["#4a5160", "circle-open", 0.12]],
]);

/** Of a classification of one's own. */
const others: readonly (readonly [colour: string, symbol: string, opacity: number])[] = [
  ["#009E73", "square", 0.34],
  ["#56B4E9", "triangle-down", 0.34],
  ["#000000", "x", 0.34],
  ["#F0E442", "star", 0.34],
];

/** What points are called whose replications are in different regimes. */
export const mixed = "mixed";

/** The regimes that occur, in the order of the legend: those that are known, then others as they come. */
export function orderedRegimes(names: Iterable<string>): string[] {
  const all = new Set(names);
  return [...[...known.keys()].filter((name) => all.has(name)), ...[...all].filter((name) => !known.has(name))];
}

/** The look of a regime; of one that is not known, as of a classification of one's own, by its place among all. */
export function lookOf(regime: string, all: readonly string[]): RegimeLook {
  const index = all.filter((name) => !known.has(name)).indexOf(regime);
  const [colour, symbol, opacity] = known.get(regime) ?? others[index % others.length]!;
  return { colour, symbol, fill: transparent(colour, opacity) };
}

function transparent(hex: string, opacity: number): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return `rgba(${red}, ${green}, ${blue}, ${opacity})`;
}
