/** What is packed: a program, or the end of a long one. */
export interface Piece {
  readonly name: string;
  readonly bytes: number;
  readonly event: string;
  /** Of its event, a second. */
  readonly rate: number;
}

/** The pieces of one page, and how often one of their events comes, a second. */
export interface Packed {
  readonly pieces: readonly Piece[];
  readonly rate: number;
}

/** How often a page is missed that is touched at a rate, both a second. */
type Missed = (rate: number) => number;

/** Pieces on pages of `page` bytes, first fit in the order given. */
export function firstFit(pieces: readonly Piece[], page: number): Packed[] {
  const pages: Piece[][] = [];
  for (const piece of pieces) {
    const fitting = pages.find((each) => bytesOf(each) + piece.bytes <= page);
    if (fitting) fitting.push(piece);
    else pages.push([piece]);
  }
  return pages.map(packed);
}

/**
 * The cheapest partition of pieces onto pages, by dynamic programming over subsets: the cheapest for a set is a page with its
 * first piece and the cheapest for what is left. 3^n steps; at most 14 pieces.
 */
export function bestPartition(pieces: readonly Piece[], page: number, missed: Missed): Packed[] {
  const sets = 2 ** pieces.length;
  const cost = new Float64Array(sets).fill(Number.POSITIVE_INFINITY);
  for (let set = 1; set < sets; set += 1) {
    const members = membersOf(pieces, set);
    if (bytesOf(members) <= page) cost[set] = missed(rateOf(members));
  }
  const best = new Float64Array(sets);
  const first = new Int32Array(sets);
  for (let set = 1; set < sets; set += 1) {
    best[set] = Number.POSITIVE_INFINITY;
    const lowest = set & -set;
    for (let one = set; one > 0; one = (one - 1) & set) {
      if (!(one & lowest) || cost[one] === Number.POSITIVE_INFINITY) continue;
      const together = cost[one]! + best[set ^ one]!;
      if (together < best[set]!) {
        best[set] = together;
        first[set] = one;
      }
    }
  }
  const pages: Packed[] = [];
  for (let set = sets - 1; set > 0; set ^= first[set]!) pages.push(packed(membersOf(pieces, first[set]!)));
  return pages;
}

/**
 * A good partition of any number of pieces: first fit of whole events and of pieces by size and by rate, then moving a piece to another page or
 * exchanging two as long as it helps.
 */
export function packedByHand(pieces: readonly Piece[], page: number, missed: Missed): Packed[] {
  const size = new Map<string, number>();
  for (const { event, bytes } of pieces) size.set(event, (size.get(event) ?? 0) + bytes);
  const orders = [
    (a: Piece, b: Piece) => b.rate - a.rate || compare(a.event, b.event) || b.bytes - a.bytes,
    (a: Piece, b: Piece) => size.get(b.event)! - size.get(a.event)! || compare(a.event, b.event) || b.bytes - a.bytes,
    (a: Piece, b: Piece) => b.rate / b.bytes - a.rate / a.bytes || compare(a.name, b.name),
    (a: Piece, b: Piece) => b.bytes - a.bytes || b.rate - a.rate,
  ];
  const total = (pages: readonly Packed[]): number => pages.reduce((sum, { rate }) => sum + missed(rate), 0);
  return orders
    .map((order) => improved(firstFit([...pieces].sort(order), page), page, missed))
    .reduce((best, each) => (total(each) < total(best) ? each : best));
}

/**
 * What any partition costs at least, with pages missed λ e^(-λT) times at rate λ. An event of b bytes touches b / page pages at least, and
 * no page is hotter than the rate of the events whose smallest pieces fit on it, filled up by the part of one that does not.
 */
export function packingBound(pieces: readonly Piece[], page: number, residence: number): number {
  const byEvent = new Map<string, Piece[]>();
  for (const piece of pieces) byEvent.set(piece.event, [...(byEvent.get(piece.event) ?? []), piece]);
  const events = [...byEvent.values()].map((each) => ({
    rate: each[0]!.rate,
    pages: Math.ceil(bytesOf(each) / page),
    smallest: Math.min(...each.map(({ bytes }) => bytes)),
  }));
  const dense = [...events].sort((a, b) => b.rate / b.smallest - a.rate / a.smallest);
  return events.reduce((sum, event) => {
    let hottest = event.rate;
    let left = page - event.smallest;
    for (const other of dense) {
      if (other === event) continue;
      hottest += other.rate * Math.min(1, left / other.smallest);
      left -= other.smallest;
      if (left <= 0) break;
    }
    return sum + event.rate * event.pages * Math.exp(-hottest * residence);
  }, 0);
}

function improved(start: readonly Packed[], page: number, missed: Missed): Packed[] {
  const pages = start.map(({ pieces }) => [...pieces]);
  const cost = (each: readonly Piece[]): number => missed(rateOf(each));
  // Each round ends at its first gain; their number is bounded in case gains get ever smaller.
  for (let round = 0; round < 10_000; round += 1) if (!improveOnce()) break;
  return pages.filter((each) => each.length > 0).map(packed);

  function improveOnce(): boolean {
    for (const [i, from] of pages.entries())
      for (const [j, to] of pages.entries()) {
        if (i === j) continue;
        const before = cost(from) + cost(to);
        // Nothing for it moves it; every piece of the other page in turn exchanges them.
        for (const piece of from)
          for (const other of [undefined, ...(i < j ? to : [])]) {
            const less = [...from.filter((each) => each !== piece), ...(other ? [other] : [])];
            const more = [...to.filter((each) => each !== other), piece];
            if (bytesOf(less) > page || bytesOf(more) > page) continue;
            if (cost(less) + cost(more) >= before * (1 - 1e-12)) continue;
            pages[i] = less;
            pages[j] = more;
            return true;
          }
      }
    return false;
  }
}

const packed = (pieces: readonly Piece[]): Packed => ({ pieces, rate: rateOf(pieces) });

const bytesOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { bytes }) => sum + bytes, 0);

/** Of the events of pieces, each once. */
function rateOf(pieces: readonly Piece[]): number {
  const rates = new Map(pieces.map(({ event, rate }) => [event, rate]));
  let sum = 0;
  for (const rate of rates.values()) sum += rate;
  return sum;
}

const membersOf = (pieces: readonly Piece[], set: number): Piece[] => pieces.filter((_, index) => set & (1 << index));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
