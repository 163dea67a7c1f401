// The kernels, how each is had and started, and the same cells in its language.
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { lastLines, run } from "../../../kernel/setup/run.mjs";
import { step } from "../../../kernel/setup/step.mjs";
import { cache } from "../cache.mjs";
import { benchmarkPython } from "../environment.mjs";
import { MissingPeer } from "../peer.mjs";

const javaScript = {
  print: 'for (let i = 0; i < 3000; i++) console.log("line", i)',
  busy: "{ const end = Date.now() + 2000; while (Date.now() < end); }",
  declare: (/** @type {number} */ index) => `const value${index} = ${index}; value${index}`,
};

const python = {
  print: 'for i in range(3000): print("line", i)',
  busy: "import time\nend = time.time() + 2\nwhile time.time() < end: pass",
  declare: (/** @type {number} */ index) => `value${index} = ${index}\nvalue${index}`,
};

/** @type {readonly (import("../peer.mjs").Peer & { cells: typeof javaScript & { echo?: string, library?: string } })[]} */
export const kernels = [
  {
    name: "Phasebook",
    prepare: async () => (await import("../../../dist/kernel/launch.js")).kernelCommand(),
    cells: {
      ...javaScript,
      echo: `(globalThis as any)[Symbol.for("Jupyter.host")].onCommOpen("echo", (comm: any) => {
        comm.onMessage = ({ data }: any) => comm.send(data);
      })`,
      library:
        'import { article, simulate } from "phasebook"; simulate(article({ processes: 10 }), { seed: 1, maxEvents: 100 }).events',
    },
  },
  { name: "tslab", prepare: tslab, cells: javaScript, note: "1.0.22" },
  {
    name: "ipykernel",
    prepare: async () => [await benchmarkPython("kernel"), "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    cells: {
      ...python,
      echo: `def opened(comm, _):
    comm.on_msg(lambda message: comm.send(message["content"]["data"]))
get_ipython().kernel.comm_manager.register_target("echo", opened)`,
    },
  },
  {
    name: "Deno",
    prepare: async () => {
      const deno = join(dirname(await benchmarkPython("kernel")), "deno");
      return [deno, "jupyter", "--kernel", "--conn", "{connection_file}"];
    },
    cells: javaScript,
  },
];

/** Stock tslab, with the libraries that it asks for itself. */
async function tslab() {
  const folder = join(cache, "tslab");
  const program = join(folder, "node_modules/tslab/bin/tslab");
  if (!existsSync(program))
    await step("installing tslab for the benchmark", async () => {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, "package.json"), '{ "private": true }');
      const install = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "tslab@1.0.22", "@types/node@20"];
      const { code, output } = await run("npm", install, { cwd: folder });
      if (code !== 0) throw new MissingPeer(`tslab could not be installed: ${lastLines(output, 1).trim()}`);
    });
  return [process.execPath, program, "kernel", "--config-path={connection_file}"];
}
