// Programs that run cells in kernels, without a page: each as its users start it, in a folder with a space and an umlaut in its name.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Notebook, sourceOf } from "../../kernel/notebook/notebook.js";
import { type Ended, environment, phasebook } from "../setup/parts.js";
import { scratchFolder } from "../setup/temporaryFolder.js";
import { Jupyter, notebookOf } from "./jupyter.js";

const succeeded = ({ code, stderr }: Ended): void => expect(code, stderr).toBe(0);

/** papermill keeps the parameters in the metadata too, and writes NaN there, which is no JSON. */
function read(file: string): Notebook {
  return JSON.parse(readFileSync(file, "utf8").replace(/(?<=^\s*|": )-?(?:NaN|Infinity)(?=,?$)/gm, "null")) as Notebook;
}

describe.skipIf(!environment)("clients without a page", { timeout: 120_000 }, () => {
  const { folder, remove } = scratchFolder();
  const jupyter = new Jupyter(folder);
  const at = (name: string) => join(folder, name);

  beforeAll(() => jupyter.install());
  afterAll(remove);

  test("jupyter_kernel_test: every test passes, but for pagers", async () => {
    const { code, stderr } = await jupyter.run("python", fileURLToPath(new URL("kernelTests.py", import.meta.url)));
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stderr.match(/skipped '.*'/g)).toEqual([expect.stringContaining("payloads deprecated")]);
    expect(stderr.match(/\.\.\. ok$/gm)).toHaveLength(12);
  });

  test("papermill and phasebook notebook run set parameters alike", async () => {
    const names = ["text", "count", "unknown", "list", "record", "large"];
    const declared = names.map((name) => `const ${name}: any = "unset"; // ${name} is said`).join("\n");
    writeFileSync(at("parameters.ipynb"), notebookOf({ parameters: declared }, `[${names.join(", ")}]`));
    const [list, record] = ['[1, -2.5e-7, NaN, -Infinity, [null, true], "NaN"]', '{"ä b": {"__proto__": {"c": 1}}}'];
    const yaml = [".nan", ".inf", ".inf"].reduce(
      (text, word, index) => text.replace(["NaN", "Infinity", "Infinity"][index]!, word),
      list,
    );
    const values = {
      text: `say "\\u0041" 🎈\u2028\`\${x}\``,
      count: "1e3",
      unknown: "-Infinity",
      large: "9007199254740993",
    };
    const plain = (flag: string) =>
      Object.entries(values).flatMap(([name, value]) =>
        flag === "-p" ? ["-p", name, value] : ["-p", `${name}=${value}`],
      );

    const milled = await jupyter.run(
      "papermill",
      "parameters.ipynb",
      "milled.ipynb",
      ...plain("-p"),
      ...["-y", `{list: ${yaml}, record: ${record}}`],
    );
    succeeded(milled);
    const ran = await phasebook(
      [
        ...["notebook", "run", "parameters.ipynb", "-o", "ran.ipynb", ...plain("")],
        ...["-p", `list=${list}`, "-p", `record=${record}`],
      ],
      { cwd: folder },
    );
    succeeded(ran);
    const [expected, other] = ["milled.ipynb", "ran.ipynb"].map((name) => {
      const [output] = read(at(name)).cells.at(-1)!.outputs as { data?: Record<string, string[]> }[];
      return output?.data?.["text/plain"]?.join("");
    });
    expect(other).toEqual(expected);
    expect(expected).toBe(
      [
        "[",
        `  'say "\\\\u0041" 🎈\u2028\`\${x}\`',`,
        "  1000,",
        "  -Infinity,",
        "  [ 1, -2.5e-7, NaN, -Infinity, [ null, true ], 'NaN' ],",
        "  { 'ä b': { ['__proto__']: { c: 1 } } },",
        "  9007199254740993n",
        "]",
      ].join("\n"),
    );
    const help = await jupyter.run("papermill", "--help-notebook", "parameters.ipynb");
    expect(help.stdout).toMatch(/large: any \(default "unset"\)\s+large is said/);
  });

  test("nbclient saves a chart as later cells have left it, shown as the last expression of its cell", async () => {
    const cells = [
      'const { figureWidget } = await import("phasebook");\nconst chart = figureWidget({ data: [{ y: [1, 2] }] });\nchart',
    ];
    writeFileSync(at("chart.ipynb"), notebookOf(...cells, "chart.extend({ y: [[3, 4]] });"));
    succeeded(await jupyter.run("jupyter-execute", "chart.ipynb", "--output", "charted"));
    const [output] = read(at("charted.ipynb")).cells[0]!.outputs as Record<string, Record<string, never>>[];
    expect(output).toMatchObject({ output_type: "execute_result" });
    expect(output).not.toHaveProperty("transient");
    expect(output!.data!["application/vnd.plotly.v1+json"]).toMatchObject({ data: [{ y: [1, 2, 3, 4] }] });
  });

  test("jupytext: a script of cells and back, and run", async () => {
    const sources = ["const rate: number = 0.1;\n// a comment", "rate * 2", `/* é🎈 */ \`\${rate}\``];
    writeFileSync(at("pair.ipynb"), notebookOf(...sources));
    succeeded(await jupyter.run("jupytext", "--to", "ts:percent", "--test-strict", "pair.ipynb"));
    succeeded(await jupyter.run("jupytext", "--to", "ts:percent", "pair.ipynb"));
    expect(readFileSync(at("pair.ts"), "utf8")).toContain("\n// %%\nconst rate: number = 0.1;\n");
    succeeded(await jupyter.run("jupytext", "--to", "ipynb", "--execute", "pair.ts", "-o", "back.ipynb"));
    expect(read(at("back.ipynb")).cells.map(sourceOf)).toEqual(sources);
    const outputs = read(at("back.ipynb")).cells.flatMap((cell) => cell.outputs as { data: Record<string, unknown> }[]);
    expect(outputs.map(({ data }) => data["text/plain"])).toEqual([["0.2"], ["'0.1'"]]);
  });

  test("jupyter console: results, errors, questions, and the end", async () => {
    const console_ = spawn(join(environment!, "jupyter"), ["console", "--simple-prompt", "--kernel", "phasebook"], {
      cwd: folder,
      env: jupyter.env,
    });
    console_.stdin.end("const a = [6, 7]\na[0] * a[1]\nthrow new RangeError('no')\ninput('name? ') + '!'\nAda 🎈\n");
    let text = "";
    for (const stream of [console_.stdout, console_.stderr]) stream.on("data", (chunk) => (text += chunk));
    await new Promise((resolve) => console_.on("close", resolve));
    const said = stripVTControlCharacters(text);
    expect(said).toContain("Out[2]: 42");
    expect(said).toMatch(/RangeError: no\n> 1 \| throw new RangeError/);
    expect(said).toMatch(/name\? [\s\S]*Out\[4\]: 'Ada 🎈!'/);
  });
});
