/** What a terminal is to a line of progress. */
export type Terminal = Pick<NodeJS.WriteStream, "isTTY"> & { write(text: string): unknown };

/** One line that is written over again and again while something long is done. */
export interface ProgressLine {
  tell(done: number, total: number): void;
  /** Takes the line away. */
  end(): void;
}

/**
 * How far something is, on the error stream, with the time left if the rest goes as the part that is done; nothing where that is no
 * terminal, but a file or a program.
 *
 * @param what is counted, as in `refits`
 */
export function progressLine(
  what: string,
  terminal: Terminal = process.stderr,
  now: () => number = () => performance.now(),
): ProgressLine {
  if (!terminal.isTTY) return { tell: () => {}, end: () => {} };
  const began = now();
  const count = (value: number): string => value.toLocaleString("en");
  return {
    tell(done, total) {
      const left = done > 0 ? Math.ceil(((now() - began) / 1000 / done) * (total - done)) : undefined;
      const time = left === undefined ? "" : `, ${left >= 120 ? `${Math.ceil(left / 60)} min` : `${left} s`} left`;
      terminal.write(`\r\u001b[K${count(done)} of ${count(total)} ${what}${time}`);
    },
    end: () => terminal.write("\r\u001b[K"),
  };
}
