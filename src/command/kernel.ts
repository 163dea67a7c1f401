import type { Command } from "commander";
import { type Examination, examine } from "../../kernel/install/doctor.js";
import { type Changed, install, uninstall } from "../../kernel/install/install.js";
import { defaultName } from "../../kernel/install/kernelspec.js";
import { dataFolder, type Place } from "../../kernel/install/place.js";

interface PlaceOptions {
  user?: true;
  sysPrefix?: true;
  prefix?: string;
}

interface NamedOptions extends PlaceOptions {
  name: string;
  json?: true;
}

interface InstallOptions extends NamedOptions {
  displayName?: string;
}

interface DoctorOptions extends PlaceOptions {
  json?: true;
}

/** `phasebook kernel install | uninstall | doctor`. */
export function kernelCommands(program: Command): void {
  const kernel = program.command("kernel").description("make Jupyter know the TypeScript kernel, and look after it");

  withPlace(kernel.command("install"))
    .description("install the kernel and the lab extension that draws its figures")
    .option("--name <name>", "the kernel's name", defaultName)
    .option("--display-name <text>", "what Jupyter's menus call it; made of the name unless given")
    .option("--json", "say what was written as JSON")
    .action(async (options: InstallOptions, command: Command) => {
      const changed = await install(placeOf(options, command), options.name, options.displayName);
      report(changed, options, "installed", "");
    });

  withPlace(kernel.command("uninstall"))
    .description("remove what install has written there")
    .option("--name <name>", "the kernel's name", defaultName)
    .option("--json", "say what was removed as JSON")
    .action(async (options: NamedOptions, command: Command) => {
      const place = placeOf(options, command);
      const changed = await uninstall(place, options.name);
      report(changed, options, "removed", `no kernel "${options.name}" is installed in ${dataFolder(place)}`);
    });

  withPlace(kernel.command("doctor"))
    .description("say what is installed where, what is broken, and how to mend it")
    .option("--json", "say it as JSON")
    .action(async (options: DoctorOptions, command: Command) => {
      const given = options.user || options.sysPrefix || options.prefix !== undefined;
      const examination = await examine(given ? dataFolder(placeOf(options, command)) : undefined);
      console.log(options.json ? JSON.stringify(examination, null, 2) : inWords(examination));
      if (examination.findings.some(({ state }) => state === "broken")) process.exitCode = 1;
    });
}

function withPlace(command: Command): Command {
  return command
    .option("--user", "for this user; so unless a place is given")
    .option("--sys-prefix", "into the Python environment that is active or first on PATH")
    .option("--prefix <dir>", "below this folder, in share/jupyter");
}

function placeOf({ user, sysPrefix, prefix }: PlaceOptions, command: Command): Place {
  const given = [user && "--user", sysPrefix && "--sys-prefix", prefix !== undefined && "--prefix"].filter(Boolean);
  if (given.length > 1) command.error(`error: ${given.join(" and ")} name different places: give one of them`);
  if (prefix !== undefined) return { prefix };
  return sysPrefix ? { sysPrefix } : { user: true };
}

function report(changed: Changed, { json }: NamedOptions, deed: string, nothing: string): void {
  if (json) {
    console.log(JSON.stringify(changed, null, 2));
    return;
  }
  if (changed.kernelspec) console.log(`${deed} the kernel: ${changed.kernelspec}`);
  if (changed.labExtension) console.log(`${deed} the lab extension: ${changed.labExtension}`);
  if (!changed.kernelspec && !changed.labExtension) console.log(nothing);
}

function inWords({ version, findings, dataFolders }: Examination): string {
  const marks = { good: "ok    ", note: "note  ", broken: "BROKEN" };
  return [
    `Phasebook ${version}; Jupyter's data folders: ${dataFolders.join(", ")}`,
    ...findings.map(({ state, what, mend }) => `${marks[state]} ${what}${mend ? `\n       mend it: ${mend}` : ""}`),
  ].join("\n");
}
