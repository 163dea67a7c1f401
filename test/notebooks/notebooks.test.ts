// The notebooks are documentation with claims: they have to run everywhere, and what is saved in them has to be what they print.
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, type TestContext } from "vitest";
import type { Notebook } from "../../kernel/notebook/notebook.js";
import { environment, phasebook, root, run } from "../setup/parts.js";
import { scratchFolder } from "../setup/temporaryFolder.js";

const names = readdirSync(join(root, "notebooks")).filter((name) => name.endsWith(".ipynb"));

const read = (file: string): Notebook => JSON.parse(readFileSync(file, "utf8")) as Notebook;

const outputsOf = (notebook: Notebook) => notebook.cells.flatMap(({ outputs = [] }) => outputs);

/** What the outputs say in words, without the random names of widgets. */
const wordsOf = (notebook: Notebook): string[] =>
  outputsOf(notebook)
    .map(({ data, text }) => text ?? (data as Record<string, unknown> | undefined)?.["text/plain"])
    .map((lines) => (Array.isArray(lines) ? lines.join("") : String(lines)).replace(/phasebook-\w+/g, "phasebook-…"));

/** Charts that are no widget's: nbconvert shows those by its widgets. */
const chartsOf = (notebook: Notebook): number =>
  outputsOf(notebook)
    .map(({ data }) => (data ?? {}) as object)
    .filter((data) => "application/vnd.plotly.v1+json" in data && !("application/vnd.jupyter.widget-view+json" in data))
    .length;

const jupyter = join(environment ?? "", "jupyter");

/** A folder of its own with the notebook and the data it reads. */
function copied(name: string, { onTestFinished }: TestContext): string {
  const { folder, remove } = scratchFolder();
  // Of tests side by side each has to say for itself when its folder may go.
  onTestFinished(remove);
  cpSync(join(root, "notebooks", name), join(folder, name));
  cpSync(join(root, "notebooks", "data"), join(folder, "data"), { recursive: true });
  return folder;
}

// Side by side: one after the other the whole suite would wait for this file.
describe.concurrent.each(names)("%s", (name) => {
  const saved = read(join(root, "notebooks", name));

  it("has one cell of parameters, plain scalars, and ends with its claim asserted", () => {
    const parameters = saved.cells.filter(({ metadata }) => metadata.tags?.includes("parameters"));
    expect(parameters).toHaveLength(1);
    expect([parameters[0]!.source].flat().join("")).toMatch(/^(const \w+ = ("[^"]*"|-?[\d.e_]+|true|false);\n?)+$/);
    const last = saved.cells.filter(({ cell_type }) => cell_type === "code").at(-1)!;
    expect([last.source].flat().join("")).toContain("throw new Error(");
  });

  it("was saved with its outputs, none of them an error", () => {
    expect(saved.cells.filter(({ cell_type }) => cell_type === "code").every((cell) => cell.execution_count)).toBe(
      true,
    );
    expect(outputsOf(saved).filter((output) => output.output_type === "error")).toEqual([]);
    expect(chartsOf(saved)).toBeGreaterThan(0);
  });

  // The client is Jupyter's where it is set up, which saves widgets in its own way, else ours, with which the notebooks were saved.
  it("prints again what is saved in it", { timeout: 300_000 }, async (context) => {
    const folder = copied(name, context);
    const file = join(folder, name);
    const { code, stderr } = await (environment
      ? run(jupyter, ["nbconvert", "--to", "notebook", "--execute", "--inplace", name], { cwd: folder })
      : phasebook(["notebook", "run", file, "-o", file]));
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.not.stringContaining("failed") });
    const executed = read(file);
    expect(outputsOf(executed).filter((output) => output.output_type === "error")).toEqual([]);
    expect(wordsOf(executed)).toEqual(wordsOf(saved));
    expect(chartsOf(executed)).toBe(chartsOf(saved));
  });

  it.skipIf(!environment)("shows its charts in nbconvert's page", { timeout: 120_000 }, async (context) => {
    const folder = copied(name, context);
    expect(await run(jupyter, ["nbconvert", "--to", "html", name], { cwd: folder })).toMatchObject({ code: 0 });
    const page = readFileSync(join(folder, name.replace(/ipynb$/, "html")), "utf8");
    const pictures = page.match(/<svg[^>]*class="main-svg"|<div[^>]*class="[^"]*jp-RenderedSVG/g) ?? [];
    expect(pictures.length).toBeGreaterThanOrEqual(chartsOf(saved));
  });
});
