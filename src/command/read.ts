import { once } from "node:events";
import type { Command } from "commander";
import { displaySymbol } from "../display/mime.js";
import { save } from "../plot/save.js";
import { read } from "../reader/read.js";
import { readers } from "../reader/readers.js";
import { jsonPieces } from "../reader/reading.js";

interface ReadFlags {
  tool?: string;
  column?: string;
  json?: true;
  save?: string;
}

const pieceSize = 1 << 16;

/** `phasebook read FILE`. */
export function readCommands(program: Command): void {
  const tools = [...new Set(readers.flatMap(({ tools }) => tools))].join(", ");
  program
    .command("read")
    .description("say what a tool measured: the format is recognised by what is in the file")
    .argument("<file>", "what bpftool, bcc, bpftrace, perf and others printed, CSV, JSON or Parquet; as .gz too")
    .option("--tool <name>", `which tool it is from, where it is not recognised: ${tools}`)
    .option("--column <name>", "of a table, the only column to read")
    .option("--json", "print {tool, kind, …, skipped, notes} as JSON")
    .option(
      "--save <file>",
      "write it to a .json or .html file; of a calibration, the cost profile for --costs to a .json file",
    )
    .action(show);
}

async function show(file: string, { tool, column, json, save: target }: ReadFlags): Promise<void> {
  const reading = read({ path: file }, { ...(tool && { tool }), ...(column && { column }) });
  if (target !== undefined && !/\.(?:json|html)$/i.test(target))
    throw new Error(`cannot save "${target}": its name must end in .json or .html`);
  if (target !== undefined)
    await save(reading.kind === "calibration" && target.endsWith(".json") ? reading.costs : reading, target);
  if (json) await print(jsonPieces(reading));
  else console.log(reading[displaySymbol]()["text/plain"]);
}

/** In pieces of some size, each when the one before is on its way: there may be more of them than fit into memory. */
async function print(pieces: Iterable<string>): Promise<void> {
  let text = "";
  for (const piece of pieces) {
    text += piece;
    if (text.length < pieceSize) continue;
    if (!process.stdout.write(text)) await once(process.stdout, "drain");
    text = "";
  }
  process.stdout.write(`${text}\n`);
}
