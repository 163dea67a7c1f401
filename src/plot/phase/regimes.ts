/** How a regime is drawn: by its colour and, for readers and printers without any, by its mark. */
export interface RegimeLook {
  readonly colour: string;
  readonly symbol: string;
  /** The colour of an area. */
  readonly fill: string;
}

/** In the order of the legend. The three colours differ in lightness too; what is no answer is grey or hollow. */
const known: ReadonlyMap<string, readonly [colour: string, symbol: string]> = new Map([
  ["converging", ["#0072B2", "circle"]],
  ["oscillating", ["#E69F00", "diamond"]],
  ["exploding", ["#A3260B", "triangle-up"]],
  ["mixed", ["#CC79A7", "cross"]],
  ["undecided", ["#4a5160", "circle-open"]],
]);

/** Of a classification of one's own. */
const others: readonly (readonly [colour: string, symbol: string])[] = [
  ["#009E73", "square"],
  ["#56B4E9", "triangle-down"],
  ["#000000", "x"],
  ["#F0E442", "star"],
];

/** What points are called whose replications are in different regimes. */
export const mixed = "mixed";
export const undecided = "undecided";

/** The regimes that occur, in the order of the legend: those that are known, then others as they come. */
export function orderedRegimes(names: Iterable<string>): string[] {
  const all = new Set(names);
  return [...[...known.keys()].filter((name) => all.has(name)), ...[...all].filter((name) => !known.has(name))];
}

/** The look of a regime; of one that is not known, as of a classification of one's own, by its place among all. */
export function lookOf(regime: string, all: readonly string[]): RegimeLook {
  const index = all.filter((name) => !known.has(name)).indexOf(regime);
  const [colour, symbol] = known.get(regime) ?? others[index % others.length]!;
  return { colour, symbol, fill: transparent(colour, regime === undecided ? 0.12 : 0.34) };
}

function transparent(hex: string, opacity: number): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return `rgba(${red}, ${green}, ${blue}, ${opacity})`;
}
