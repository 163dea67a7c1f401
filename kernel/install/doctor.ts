import { stat } from "node:fs/promises";
import { delimiter } from "node:path";
import { kernelCommand } from "../launch.js";
import { defaultName, type InstalledKernelspec, kernelspecsIn } from "./kernelspec.js";
import { type InstalledLabExtension, readLabExtension } from "./labExtension.js";
import { packageVersion } from "./package.js";
import { ask, userDataFolder } from "./place.js";

/** One thing that was looked at. */
export interface Finding {
  state: "good" | "note" | "broken";
  what: string;
  /** The command or deed that mends it. */
  mend?: string;
}

/** What is installed where, and what is wrong with it. */
export interface Examination {
  version: string;
  node: string;
  jupyter: string | undefined;
  dataFolders: string[];
  kernelspecs: (InstalledKernelspec & { data: string })[];
  labExtensions: InstalledLabExtension[];
  findings: Finding[];
}

/** Looks at every data folder that Jupyter searches, and at one that is asked about. */
export async function examine(asked?: string): Promise<Examination> {
  const packages = ask("jupyter", ["--version"]);
  const dataFolders = [...new Set([...(asked === undefined ? [] : [asked]), ...jupyterDataFolders()])];
  const examination: Examination = {
    version: packageVersion(),
    node: process.version,
    jupyter: packages?.split("\n")[0],
    dataFolders,
    kernelspecs: [],
    labExtensions: [],
    findings: [nodeFinding(), ...jupyterFindings(packages)],
  };
  const { kernelspecs, findings } = examination;
  for (const data of dataFolders)
    await examineData(data, examination).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EACCES") throw error;
      const mend = `give this user the right to read it: chmod -R a+rX ${inShell(data)}`;
      findings.push({ state: "broken", what: `${error.path} may not be read`, mend });
    });
  if (asked !== undefined && kernelspecs.every(({ data }) => data !== asked))
    findings.push({ state: "broken", what: `no kernel of Phasebook is in ${asked}`, mend: installCommand(asked) });
  else if (kernelspecs.length === 0)
    findings.push({
      state: "broken",
      what: "no kernel of Phasebook is installed where Jupyter looks",
      mend: "phasebook kernel install --user",
    });
  return examination;
}

/** Jupyter's own answer where there is a jupyter, else the folder it would use for this user. */
function jupyterDataFolders(): string[] {
  const answer = ask("jupyter", ["--paths", "--json"]);
  if (answer === undefined)
    return [...(process.env.JUPYTER_PATH ?? "").split(delimiter).filter(Boolean), userDataFolder()];
  return (JSON.parse(answer) as { data: string[] }).data;
}

async function examineData(
  data: string,
  { findings, kernelspecs, labExtensions, version }: Examination,
): Promise<void> {
  const found = await kernelspecsIn(data);
  for (const kernelspec of found) {
    kernelspecs.push({ ...kernelspec, data });
    findings.push(await kernelspecFinding(kernelspec, version));
  }
  const extension = await readLabExtension(data);
  if (extension) labExtensions.push(extension);
  if (extension || found.length > 0)
    findings.push(labExtensionFinding(data, extension, version, found[0]?.name ?? defaultName));
}

function nodeFinding(): Finding {
  return isNewEnough(process.version)
    ? { state: "good", what: `Node ${process.version}` }
    : { state: "broken", what: `Node ${process.version} is too old`, mend: "install Node 20.19 or newer" };
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  return major > 20 || (major === 20 && minor >= 19);
}

/** What the environment of Jupyter has, of what figures and widgets need there. */
function jupyterFindings(packages: string | undefined): Finding[] {
  if (packages === undefined)
    return [
      {
        state: "note",
        what: "no jupyter is on PATH",
        mend: "activate the environment that has JupyterLab 4, or pip install jupyterlab",
      },
    ];
  const needed = [
    { name: "jupyterlab", least: 4, without: "figures are drawn by JupyterLab 4 and Notebook 7 only" },
    { name: "ipywidgets", least: 8, without: "sliders and other widgets are not shown" },
  ];
  const lacking = needed.flatMap(({ name, least, without }): Finding[] => {
    const installed = new RegExp(`^${name} *: *(.*)$`, "m").exec(packages)?.[1] ?? "not installed";
    if (Number.parseInt(installed, 10) >= least) return [];
    const mend = `pip install "${name}>=${least}" in that environment`;
    return [{ state: "note", what: `${name} is ${installed} beside the jupyter on PATH: ${without}`, mend }];
  });
  return [{ state: "good", what: "jupyter is on PATH" }, ...lacking];
}

async function kernelspecFinding({ name, folder, spec }: InstalledKernelspec, version: string): Promise<Finding> {
  const mend = `${installCommand(folder)} --name ${name}`;
  const broken = (what: string): Finding => ({ state: "broken", what: `kernel "${name}" in ${folder} ${what}`, mend });
  if (!spec) return broken("has a kernel.json that is no JSON");
  const node = spec.argv[0] ?? "";
  const main = spec.argv.find((argument) => argument.endsWith("main.js")) ?? "";
  if (!(await isFile(node))) return broken(`names a Node that is gone: ${node}`);
  if (!(await isFile(main))) return broken(`names a main file that is gone: ${main}`);
  const nodeVersion = ask(node, ["--version"]);
  if (nodeVersion === undefined) return broken(`names a Node that does not run: ${node}`);
  if (!isNewEnough(nodeVersion)) return broken(`names a Node that is too old: ${node} is ${nodeVersion}`);
  const installed = spec.metadata.phasebook?.version ?? "unknown";
  if (installed !== version) return broken(`was installed by version ${installed}, and this is ${version}`);
  const lacking = kernelCommand(node).filter((part) => !part.endsWith("main.js") && !spec.argv.includes(part));
  if (lacking.length > 0) return broken(`lacks ${lacking.join(" ")} in its command line`);
  if (spec.interrupt_mode !== "message") return broken(`has the interrupt_mode ${spec.interrupt_mode}, not message`);
  return { state: "good", what: `kernel "${name}" in ${folder}: ${main} by Node ${nodeVersion}` };
}

function labExtensionFinding(
  data: string,
  extension: InstalledLabExtension | undefined,
  version: string,
  name: string,
): Finding {
  const mend = `${installCommand(data)} --name ${name}`;
  if (!extension)
    return { state: "broken", what: `the lab extension is missing in ${data}: figures are not drawn`, mend };
  const { folder, wrong, version: installed } = extension;
  const broken = (what: string): Finding => ({ state: "broken", what: `the lab extension in ${folder} ${what}`, mend });
  if (installed !== version) return broken(`is version ${installed}, and this is ${version}`);
  if (wrong.length > 0) return broken(`lacks ${wrong.join(", ")}, or has another one`);
  return { state: "good", what: `lab extension ${installed} in ${folder}` };
}

/** The command that installs into the data folder that this folder is, or lies in, again. */
function installCommand(folder: string): string {
  if (folder.startsWith(userDataFolder())) return "phasebook kernel install --user";
  const prefix = folder.replace(/[\\/]share[\\/]jupyter(?:[\\/].*)?$/, "");
  return `phasebook kernel install --prefix ${inShell(prefix)}`;
}

function inShell(path: string): string {
  return /\s/.test(path) ? JSON.stringify(path) : path;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
