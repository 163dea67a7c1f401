import { readFileSync } from "node:fs";
import type { Command } from "commander";
import type { Model } from "../machine/model.js";
import { builtInPrograms } from "./builtInPrograms.js";

/**
 * Makes `command` one that works on a model: of a file, as `phasebook simulate FILE`, or of a built-in program with its
 * parameters as flags, as `phasebook simulate article --processes 2000`.
 *
 * @param declare gives a command the flags that are not the model's: how it is run, and what becomes of it
 * @param act what is done with the model and the values of those flags
 */
export function modelCommand<Flags>(
  command: Command,
  declare: (command: Command) => Command,
  act: (model: Model, flags: Flags) => Promise<void>,
): void {
  declare(
    command.argument(
      "<model>",
      "a file with a model as JSON, or the name of a built-in model (see the commands below)",
    ),
  ).action(async (file: string, flags: Flags) => act(readModel(file), flags));
  for (const { name, description, flags, model } of builtInPrograms) {
    const program = declare(command.command(name)).description(description);
    for (const flag of flags)
      if (flag.parse) program.option(flag.flags, flag.description, flag.parse);
      else program.option(flag.flags, flag.description);
    program.action(async (_: unknown, called: Command) => {
      const values = called.optsWithGlobals();
      await act(model(values), values as Flags);
    });
  }
}

/** @throws Error that names the file where there is none, or where it is not JSON */
export function readModel(file: string): Model {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file" : (error as Error).message;
    const names = builtInPrograms.map(({ name }) => name).join(", ");
    throw new Error(`${file}: ${reason}; a model is a JSON file or a built-in name: ${names}`);
  }
  try {
    return JSON.parse(text) as Model;
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`);
  }
}
