import { Report } from "./report.js";

/** A longer line comes in pieces, so that a file without line ends does not have to fit into memory. */
const longestLine = 1 << 20;
const headLines = 400;
const headBytes = 1 << 17;

/**
 * The lines of a file or a text, one at a time, without their ends (`\n`, `\r\n`), from UTF-8; a byte order mark and the colours of a
 * terminal are dropped, bytes that are no UTF-8 become U+FFFD. To be gone through once. It keeps the report too, so that a reader says of the line it holds: `skip("…")`.
 */
export class Lines implements Iterable<string> {
  /** Of the line that was given last, from 1. */
  number = 0;
  /** Whether the line that was given last goes on in the next: only of lines above 1 MiB. */
  partial = false;
  readonly report: Report;
  readonly #source: Iterator<Uint8Array>;
  readonly #head: { text: string; number: number; partial: boolean }[] = [];
  readonly #rest: Iterator<string>;
  #line = "";
  #nextNumber = 1;
  #nextPartial = false;

  /** @param chunks the bytes; each chunk is done with when the next is asked for */
  constructor(chunks: Iterable<Uint8Array>, name = "the text") {
    this.report = new Report(name);
    this.#source = chunks[Symbol.iterator]();
    this.#rest = this.#split();
  }

  /** The first lines, to recognise a format by; they are still to come. Only before the lines are gone through. */
  head(): string[] {
    let size = 0;
    while (this.#head.length < headLines && size < headBytes) {
      const { done, value: text } = this.#rest.next();
      if (done) break;
      this.#head.push({ text, number: this.#nextNumber, partial: this.#nextPartial });
      size += text.length;
    }
    return this.#head.map(({ text }) => text);
  }

  *[Symbol.iterator](): Iterator<string> {
    for (const { text, number, partial } of this.#head.splice(0)) yield this.#give(text, number, partial);
    for (let next = this.#rest.next(); !next.done; next = this.#rest.next())
      yield this.#give(next.value, this.#nextNumber, this.#nextPartial);
    this.#line = "";
  }

  /** The line that was given last is left out; the reason is a clause such as "is no row of a histogram". */
  skip(reason: string): void {
    this.report.leaveOut(this.number, this.#line, reason);
  }

  note(text: string): void {
    this.report.note(text);
  }

  #give(text: string, number: number, partial: boolean): string {
    this.number = number;
    this.partial = partial;
    this.#line = text;
    return text;
  }

  *#split(): Generator<string> {
    let rest: Buffer = Buffer.alloc(0);
    let number = 0;
    let starts = true;
    const line = (bytes: Buffer, partial: boolean): string => {
      if (starts) number += 1;
      starts = !partial;
      this.#nextNumber = number;
      this.#nextPartial = partial;
      // Decoded line by line, so that what is kept of a line keeps that line in memory and no more.
      let end = bytes.length;
      while (!partial && end > 0 && bytes[end - 1] === 13) end -= 1;
      const text = bytes.toString("utf8", 0, end);
      return bytes.includes(27) ? withoutColours(text) : text;
    };
    let isFirst = true;
    for (let next = this.#source.next(); !next.done; next = this.#source.next()) {
      const chunk = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
      let bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      if (isFirst && bytes.length >= 3) {
        isFirst = false;
        if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3);
      }
      let start = 0;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
        yield line(bytes.subarray(start, end), false);
        start = end + 1;
      }
      while (bytes.length - start > longestLine) {
        let end = start + longestLine;
        // Not within a character.
        while ((bytes[end]! & 0xc0) === 0x80 && end > start + longestLine - 4) end -= 1;
        yield line(bytes.subarray(start, end), true);
        start = end;
      }
      // A copy: the chunk may be written over.
      rest = Buffer.from(bytes.subarray(start));
    }
    if (rest.length > 0 || !starts) yield line(rest, false);
  }
}

/** Without the control sequences of a terminal (ECMA-48), which colour and erase, and the carriage returns that they leave at the end. */
function withoutColours(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what they are made of
  return line.replace(/\u001b\[[\d;?]*[A-Za-z]/g, "").replace(/\r+$/, "");
}
