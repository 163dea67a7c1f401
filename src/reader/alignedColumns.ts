/** A word of a line: what stands between blanks. */
interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads rows of columns that are aligned to their headings, on either side, where cells may be empty: a word belongs to the heading whose
 * start or end it shares, or comes nearest to. Words of one column are joined by a blank.
 */
export class AlignedColumns {
  readonly #headings: readonly Word[];

  constructor(header: string) {
    this.#headings = wordsOf(header);
  }

  /** The cells of a row by their headings; empty ones are not in it. */
  cells(row: string): Map<string, string> {
    const cells = new Map<string, string>();
    for (const word of wordsOf(row)) {
      const name = this.#headingOf(word);
      const before = cells.get(name);
      cells.set(name, before === undefined ? word.text : `${before} ${word.text}`);
    }
    return cells;
  }

  #headingOf(word: Word): string {
    const distance = ({ start, end }: Word) => Math.min(Math.abs(word.start - start), Math.abs(word.end - end));
    return this.#headings.reduce((best, heading) => (distance(heading) < distance(best) ? heading : best)).text;
  }
}

function wordsOf(line: string): Word[] {
  return [...line.matchAll(/\S+/g)].map(({ 0: text, index }) => ({ text, start: index, end: index + text.length }));
}
