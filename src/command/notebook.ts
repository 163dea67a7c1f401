import { stripVTControlCharacters } from "node:util";
import { type Command, InvalidArgumentError } from "commander";
import { CellFailure, runNotebook } from "../../kernel/notebook/run.js";
import { interruptible } from "./interruptible.js";

interface RunFlags {
  parameter?: Record<string, string>;
  output?: string;
  json?: true;
}

/** `phasebook notebook run`. */
export function notebookCommands(program: Command): void {
  program
    .command("notebook")
    .description("work with notebooks")
    .command("run <file>")
    .description(
      "run all cells of a notebook in a fresh kernel; fails at the first cell that fails, unless it is tagged raises-exception",
    )
    .option(
      "-p, --parameter <name=value>",
      'set a parameter of the notebook, as JSON (5, true, [1, 2], "5") or else as text; may be given often',
      collect,
    )
    .option("-o, --output <file>", "write the notebook with its outputs there")
    .option("--json", "print {file, output, cells: [{index, milliseconds}]} as JSON")
    .action(async (file: string, { parameter, output, json }: RunFlags) => {
      const began = performance.now();
      const cells: { index: number; milliseconds: number }[] = [];
      try {
        await interruptible((signal) =>
          runNotebook(file, {
            ...(parameter ? { parameters: parameter } : {}),
            ...(output === undefined ? {} : { output }),
            onCell: ({ index, total, milliseconds }) => {
              cells.push({ index, milliseconds });
              console.error(`cell ${index} of ${total}: ${(milliseconds / 1000).toFixed(2)} s`);
            },
            signal,
          }),
        );
        const seconds = ((performance.now() - began) / 1000).toFixed(1);
        const written = output === undefined ? "" : `, written to ${output}`;
        console.log(
          json
            ? JSON.stringify({ file, output: output ?? null, cells })
            : `ran ${cells.length} ${cells.length === 1 ? "cell" : "cells"} in ${seconds} s${written}`,
        );
      } catch (error) {
        if (!(error instanceof CellFailure)) throw error;
        const kept = output === undefined ? "" : `\nwhat ran before it is in ${output}`;
        const message = process.stderr.isTTY ? error.message : stripVTControlCharacters(error.message);
        throw new Error(`a cell of ${file} failed:\n${message}${kept}`);
      }
    });
}

function collect(text: string, before: Record<string, string> = {}): Record<string, string> {
  const [, name, value] = /^([\p{ID_Start}_$][\p{ID_Continue}$]*)=(.*)$/su.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new InvalidArgumentError(`A parameter is given as name=value, got ${JSON.stringify(text)}.`);
  return { ...before, [name]: value };
}
