import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import { type CalibrationFile, calibrationFiles } from "../calibration/programs.js";

interface CalibrateFlags {
  write?: string;
  force?: true;
  json?: true;
}

const script = "calibrate.sh";

/** `phasebook calibrate`. */
export function calibrateCommands(program: Command): void {
  program
    .command("calibrate")
    .description("the C programs and the script that measure on your own kernel what BPF operations cost")
    .option("--write <dir>", "write them into a folder, ready to be run there as root")
    .option("--force", "write over files that are different")
    .option("--json", "print {files: {name: text}} as JSON")
    .addHelpText(
      "after",
      `
Nothing is attached: they run by BPF_PROG_TEST_RUN. On the machine, with clang and libbpf (Debian: apt-get install clang libbpf-dev):

  phasebook calibrate --write calibration
  sudo calibration/${script} > my-kernel.jsonl
  phasebook read my-kernel.jsonl --save my-kernel.json
  phasebook simulate scheduler --costs my-kernel.json --map measured-hash …`,
    )
    .action(calibrate);
}

function calibrate({ write, force, json }: CalibrateFlags): void {
  const files = calibrationFiles();
  if (write !== undefined) writeFiles(files, write, force === true);
  if (json) console.log(JSON.stringify({ files: Object.fromEntries(files.map(({ name, text }) => [name, text])) }));
  else if (write === undefined) console.log(files.map(({ name, text }) => `==> ${name} <==\n${text}`).join("\n"));
  else console.log(`wrote ${files.length} files; now, as root: ${asWord(join(write, script))} > my-kernel.jsonl`);
}

/** @throws Error that names the files in the way before any is written */
function writeFiles(files: readonly CalibrationFile[], folder: string, force: boolean): void {
  const different = files.filter(({ name, text }) => !force && (contentOf(join(folder, name)) ?? text) !== text);
  if (different.length > 0)
    throw new Error(
      `${folder} has other files of these names: ${different.map(({ name }) => name).join(", ")}; --force writes over them`,
    );
  makeFolder(folder);
  for (const { name, text, executable } of files) {
    const path = join(folder, name);
    writeFileSync(path, text);
    if (executable) chmodSync(path, 0o755);
  }
}

/** One folder after the other: where none can be made, as in /proc, mkdir's own `recursive` tries for ever. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    throw new Error(`--write: cannot make the folder ${folder}: ${(error as Error).message}`);
  }
}

/** As one word of a shell's line, which can be copied. */
function asWord(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    if (code === "ENOTDIR")
      throw new Error(`--write: expected a folder, got a file or one within a file: ${dirname(path)}`);
    throw error;
  }
}
