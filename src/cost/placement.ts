import { displaySymbol, type MimeBundle } from "../display/mime.js";
import { duration } from "../machine/duration.js";
import { rate as rateOf } from "../machine/rate.js";
import { Table } from "../table/table.js";
import { pageWalk } from "./coldPages.js";
import { bestPartition, firstFit, type Packed, type Piece, packedByHand, packingBound } from "./packing.js";

/** A program that is called so often. */
export interface PlacedProgram {
  readonly name: string;
  /** Of machine code, bytes. */
  readonly bytes: number;
  /** How often it is called, such as `"2000/s"`; of the programs of one event all the same. */
  readonly rate: number | string;
  /** What calls it: the programs of one event run one after the other, as a chain; an event of its own unless given. */
  readonly event?: string;
}

export interface PlacementOptions {
  /** Bytes of a page; 4,096 unless given. */
  readonly page?: number;
  /** Programs begin at multiples of this; 64 bytes unless given, as in the kernel's program pack. */
  readonly chunk?: number;
  /**
   * How long a page that nobody touches stays in the iTLB: 0, its default, where everything else that runs has thrown it out by the next
   * call (cold); the longer, the more a page that is called often stays (hot).
   */
  readonly residence?: number | string;
  /** Up to so many programs the best placement is searched for in full; 12 unless given, 14 at most. */
  readonly exactUpTo?: number;
}

/** Programs on pages. */
export class PagePlacement {
  /** The programs of each page in order, its bytes in use, and how often it is touched and missed, a second. */
  readonly pages: Table;
  /** iTLB misses a second, here; with pages for each program alone; and first fit in the order given, as the kernel's program pack does. */
  readonly misses: number;
  readonly apart: number;
  readonly inOrder: number;
  /** No placement has fewer misses a second; `misses` itself where it is exact. */
  readonly bound: number;
  /** Whether no other placement is better, or a heuristic found it. */
  readonly exact: boolean;

  constructor(pages: Table, values: Omit<PagePlacement, "pages" | "gain" | "text" | typeof displaySymbol>) {
    this.pages = pages;
    this.misses = values.misses;
    this.apart = values.apart;
    this.inOrder = values.inOrder;
    this.bound = values.bound;
    this.exact = values.exact;
  }

  /** What is saved against pages for each program alone: a share of the misses, and of one CPU at 10 ns a miss. */
  get gain(): { readonly share: number; readonly cpu: number } {
    const saved = this.apart - this.misses;
    return { share: this.apart === 0 ? 0 : saved / this.apart, cpu: saved * pageWalk.nanoseconds * 1e-9 };
  }

  text(): string {
    const each = (value: number): string => Math.round(value).toLocaleString("en");
    const best = this.exact ? "no placement has fewer" : `no placement has fewer than ${each(this.bound)}`;
    return `${this.pages.length} pages, ${each(this.misses)} iTLB misses a second (${best}); ${each(this.apart)} with pages of their own, ${each(this.inOrder)} in the order given`;
  }

  [displaySymbol](): MimeBundle {
    const table = this.pages[displaySymbol]();
    return {
      "text/plain": `${this.text()}\n${table["text/plain"]}`,
      "text/html": `<p>${this.text()}</p>${table["text/html"]}`,
    };
  }
}

/**
 * Puts programs on pages of code so that as few calls as possible find a page that is not in the iTLB.
 *
 * A page is touched once by each event that calls a program on it, at the rate λ of these events together; with the iTLB keeping
 * it for `residence` T it is missed λ e^(-λT) times a second (Poisson events). So the programs of a chain belong on one page, and with T
 * above 0 those called often on a few hot ones. A program longer than a page has whole pages to itself, and its end shares one.
 *
 * Up to `exactUpTo` programs the placement is the best there is, by dynamic programming over their subsets; of more, first fit by
 * events, then moving and exchanging programs as long as it helps, with a lower bound on what any placement could reach.
 *
 * @throws RangeError that names the program or the option that is wrong
 */
export function placePrograms(programs: readonly PlacedProgram[], options: PlacementOptions = {}): PagePlacement {
  const { page = 4096, chunk = 64, exactUpTo = 12 } = options;
  requireWhole("page", page, 1);
  requireWhole("chunk", chunk, 1);
  if (!(Number.isInteger(exactUpTo) && exactUpTo >= 0 && exactUpTo <= 14))
    throw new RangeError(`exactUpTo: expected a whole number from 0 to 14, got ${exactUpTo}`);
  if (page % chunk !== 0) throw new RangeError(`chunk: expected a divisor of the page's ${page} bytes, got ${chunk}`);
  const residence = duration(options.residence ?? 0, "residence") / 1e9;
  const { pieces, whole } = piecesOf(programs, page, chunk);
  const missed = (rate: number): number => rate * Math.exp(-rate * residence);
  const ownPages = whole.reduce((sum, { rate }) => sum + missed(rate), 0);
  const exact = pieces.length <= exactUpTo;
  const best = exact ? bestPartition(pieces, page, missed) : packedByHand(pieces, page, missed);
  const total = (packed: readonly Packed[]): number =>
    packed.reduce((sum, { rate }) => sum + missed(rate), 0) + ownPages;
  const misses = total(best);
  const rows = [...whole.map((piece): Packed => ({ pieces: [piece], rate: piece.rate })), ...best].map((packed) => ({
    programs: packed.pieces.map(({ name }) => name).join(", "),
    bytes: packed.pieces.reduce((sum, { bytes }) => sum + bytes, 0),
    rate: packed.rate,
    misses: missed(packed.rate),
  }));
  return new PagePlacement(new Table(rows, ["programs", "bytes", "rate", "misses"]), {
    misses,
    apart: pieces.reduce((sum, { rate }) => sum + missed(rate), 0) + ownPages,
    inOrder: total(firstFit(pieces, page)),
    bound: exact ? misses : Math.min(misses, packingBound(pieces, page, residence) + ownPages),
    exact,
  });
}

/** The pieces of programs that share pages, and the whole pages of those that are longer. */
function piecesOf(programs: readonly PlacedProgram[], page: number, chunk: number) {
  if (!Array.isArray(programs) || programs.some((each) => typeof each !== "object" || each === null))
    throw new TypeError(
      `programs: expected a list such as [{ name: "switch", bytes: 600, rate: "100000/s" }], got ${Array.isArray(programs) ? JSON.stringify(programs) : typeof programs}`,
    );
  if (programs.length === 0) throw new RangeError("programs: expected at least one");
  const pieces: Piece[] = [];
  const whole: Piece[] = [];
  const rates = new Map<string, number>();
  for (const [index, { name, bytes, rate, event = `${name} ` }] of programs.entries()) {
    if (!(Number.isFinite(bytes) && bytes > 0))
      throw new RangeError(`programs[${index}] (${name}).bytes: expected a number above 0, got ${bytes}`);
    if (programs.findIndex((other) => other.name === name) < index)
      throw new RangeError(`programs[${index}]: there are two programs of the name "${name}"`);
    const perSecond = rateOf(rate, `programs[${index}] (${name}).rate`) * 1e9;
    if ((rates.get(event) ?? perSecond) !== perSecond)
      throw new RangeError(
        `programs[${index}] (${name}).rate: expected the ${rates.get(event)} a second of event "${event}", got ${perSecond}`,
      );
    rates.set(event, perSecond);
    const taken = Math.ceil(bytes / chunk) * chunk;
    for (let left = taken; left > 0; left -= page)
      (left >= page ? whole : pieces).push({ name, bytes: Math.min(left, page), rate: perSecond, event });
  }
  return { pieces, whole };
}

function requireWhole(name: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least))
    throw new RangeError(`${name}: expected a whole number of bytes from ${least}, got ${value}`);
}
