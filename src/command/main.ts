#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { version } from "../runner/version.js";
import { calibrateCommands } from "./calibrate.js";
import { classifyCommands } from "./classify.js";
import { compareCommands } from "./compare.js";
import { fitCommands } from "./fit.js";
import { helpCommands } from "./help.js";
import { kernelCommands } from "./kernel.js";
import { notebookCommands } from "./notebook.js";
import { readCommands } from "./read.js";
import { simulateCommands } from "./simulate.js";
import { sweepCommands } from "./sweep.js";
import { workerCommands } from "./worker.js";

const program = new Command("phasebook")
  .description("Models the cost of programs that run on every event of a busy machine")
  .version(version)
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "phasebook: ")) })
  .showHelpAfterError("(phasebook help COMMAND says what it takes)");

simulateCommands(program);
classifyCommands(program);
sweepCommands(program);
compareCommands(program);
readCommands(program);
fitCommands(program);
calibrateCommands(program);
notebookCommands(program);
workerCommands(program);
kernelCommands(program);
helpCommands(program);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has said what is wrong; asking for help or the version is no error.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    console.error(`phasebook: ${error instanceof Error ? error.message : String(error)}`);
    if (process.env.PHASEBOOK_DEBUG) console.error(error);
    process.exitCode = 1;
  }
}
