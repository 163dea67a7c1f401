import type { Command } from "commander";

/** `phasebook help COMMAND…`, also of a command below another one; commander's own help knows the first alone. */
export function helpCommands(program: Command): void {
  program.helpCommand(false);
  program
    .command("help")
    .description("say what a command takes, such as help kernel install")
    .argument("[command...]", "its name, and those above it")
    .action((names: readonly string[]) => named(program, names).outputHelp());
}

function named(program: Command, names: readonly string[]): Command {
  return names.reduce(
    (command, name) =>
      command.commands.find((below) => below.name() === name) ??
      program.error(`error: unknown command '${names.join(" ")}'`),
    program,
  );
}
