import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Ended, environment, phasebook, run } from "../setup/parts.js";

/** A prefix with the kernel in it, installed as JupyterHub's administrators do, and the programs of the environment that see no other one. */
export class Jupyter {
  readonly folder: string;
  readonly kernels: string;
  readonly env: NodeJS.ProcessEnv;

  /** @param folder where the prefix and a home without any settings are made */
  constructor(folder: string) {
    this.folder = folder;
    const home = join(folder, "home");
    mkdirSync(home);
    this.kernels = join(folder, "prefix", "share/jupyter/kernels");
    const { JUPYTER_PREFER_ENV_PATH, ...others } = process.env;
    this.env = {
      ...others,
      HOME: home,
      JUPYTER_CONFIG_DIR: join(home, "config"),
      JUPYTER_PATH: join(folder, "prefix", "share/jupyter"),
      PATH: `${environment}:${process.env.PATH}`,
    };
  }

  async install(): Promise<this> {
    const { code, stderr } = await phasebook(["kernel", "install", "--prefix", join(this.folder, "prefix")]);
    if (code !== 0) throw new Error(stderr);
    return this;
  }

  run(program: string, ...arguments_: string[]): Promise<Ended> {
    return run(join(environment!, program), arguments_, { cwd: this.folder, env: this.env });
  }
}

/** A notebook of code cells, one of them perhaps tagged `parameters`. */
export function notebookOf(...sources: (string | { parameters: string })[]): string {
  const cells = sources.map((source, index) => ({
    cell_type: "code",
    id: `cell-${index}`,
    metadata: typeof source === "string" ? {} : { tags: ["parameters"] },
    execution_count: null,
    outputs: [],
    source: typeof source === "string" ? source : source.parameters,
  }));
  const kernelspec = { name: "phasebook", display_name: "TypeScript (Phasebook)", language: "typescript" };
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells });
}
