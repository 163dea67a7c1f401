import type { ProgressFace } from "./progressBar.js";

/** What a terminal is to a line of progress. */
export type Terminal = Pick<NodeJS.WriteStream, "isTTY"> & { write(text: string): unknown };

/** On a terminal a line that is written over again and again; elsewhere, in a file or a log, only how it ended. */
export function progressLine(terminal: Terminal): ProgressFace {
  return ({ label, text, status }) => {
    const line = [label, text].filter(Boolean).join(": ");
    const ended = status === "going" ? "" : "\n";
    if (terminal.isTTY) terminal.write(`\r\u001b[K${line}${ended}`);
    else if (ended) terminal.write(`${line}${ended}`);
  };
}
