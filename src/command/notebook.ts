import { type Command, InvalidArgumentError } from "commander";
import { CellFailure, runNotebook } from "../../kernel/notebook/run.js";

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
    .description("run all cells of a notebook in a fresh kernel; fails at the first cell that fails")
    .option("-p, --parameter <name=value>", "set a parameter of the notebook; may be given often", collect)
    .option("-o, --output <file>", "write the notebook with its outputs there")
    .option("--json", "print {file, output, cells: [{index, milliseconds}]} as JSON")
    .action(async (file: string, { parameter, output, json }: RunFlags) => {
      const began = performance.now();
      const cells: { index: number; milliseconds: number }[] = [];
      try {
        await runNotebook(file, {
          ...(parameter ? { parameters: parameter } : {}),
          ...(output === undefined ? {} : { output }),
          onCell: ({ index, total, milliseconds }) => {
            cells.push({ index, milliseconds });
            console.error(`cell ${index} of ${total}: ${(milliseconds / 1000).toFixed(2)} s`);
          },
        });
        const seconds = ((performance.now() - began) / 1000).toFixed(1);
        const written = output === undefined ? "" : `, written to ${output}`;
        console.log(
          json
            ? JSON.stringify({ file, output: output ?? null, cells })
            : `ran ${cells.length} cells in ${seconds} s${written}`,
        );
      } catch (error) {
        if (!(error instanceof CellFailure)) throw error;
        const kept = output === undefined ? "" : `\nwhat ran before it is in ${output}`;
        throw new Error(`a cell of ${file} failed:\n${error.message}${kept}`);
      }
    });
}

function collect(text: string, before: Record<string, string> = {}): Record<string, string> {
  const [, name, value] = /^([A-Za-z_$][\w$]*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new InvalidArgumentError(`A parameter is given as name=value, got ${JSON.stringify(text)}.`);
  return { ...before, [name]: value };
}
