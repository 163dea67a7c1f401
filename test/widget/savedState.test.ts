// What is left of widgets in a notebook that was run without a page: their state, with bytes and the chart's picture, and nbconvert's page of it.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { WidgetState } from "../../kernel/notebook/widgetState.js";
import type { Message } from "../../kernel/protocol/message.js";
import { environment, phasebook, run } from "../setup/parts.js";
import { temporaryFolder } from "../setup/temporaryFolder.js";

interface Saved {
  model_name: string;
  state: Record<string, unknown> & { outputs?: { data: Record<string, string> }[] };
  buffers?: { encoding: string; path: unknown[]; data: string }[];
}

const stateType = "application/vnd.jupyter.widget-state+json";

const sources = [
  `import { Figure, Image, interact, slider } from "phasebook";
interact({ slope: slider(1, 9, { value: 3 }) }, ({ slope }) =>
  new Figure({ data: [{ type: "scatter", x: [0, 1], y: [0, slope] }], layout: { title: { text: "slope " + slope } } }))`,
  "new Image(Uint8Array.of(1, 2, 3))",
];

test("a notebook keeps the state of its widgets, and nbconvert's page has it", { timeout: 120_000 }, async () => {
  const folder = temporaryFolder();
  const file = join(folder, "widgets.ipynb");
  const code = { cell_type: "code", execution_count: null, metadata: {}, outputs: [] };
  const cells = sources.map((source, index) => ({ ...code, id: `cell-${index}`, source }));
  await writeFile(file, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }));
  expect(await phasebook(["notebook", "run", file, "-o", file])).toMatchObject({ code: 0 });
  const { metadata } = JSON.parse(await readFile(file, "utf8"));
  const models = Object.values<Saved>(metadata.widgets[stateType].state);
  const output = models.find((model) => model.model_name === "OutputModel")!;
  expect(output.state.outputs?.[0]?.data["image/svg+xml"]).toMatch(/^<svg[\s\S]*slope 3/);
  expect(models.find((model) => model.model_name === "ImageModel")?.buffers).toEqual([
    { encoding: "base64", path: ["value"], data: "AQID" },
  ]);
  expect(models.find((model) => model.model_name === "IntSliderModel")?.state.value).toBe(3);
  if (!environment) return;
  const converted = await run(join(environment, "jupyter"), ["nbconvert", "--to", "html", file], { cwd: folder });
  expect(converted).toMatchObject({ code: 0 });
  const page = await readFile(file.replace(".ipynb", ".html"), "utf8");
  expect(page).toContain(`<script type="${stateType}">`);
  expect(page.match(/<script type="application\/vnd\.jupyter\.widget-view\+json">/g)).toHaveLength(2);
});

describe("the state that is followed", () => {
  const message = (type: string, data: object, buffers: Uint8Array[] = []): Message =>
    ({ header: { msg_type: type }, content: { comm_id: "a", target_name: "jupyter.widget", data }, buffers }) as never;
  const only = (state: WidgetState) =>
    Object.values((state.toMetadata()![stateType] as { state: Record<string, Saved> }).state)[0]!;

  test("a buffer goes when its attribute has another value", () => {
    const state = new WidgetState();
    state.receive(message("comm_open", { state: { format: "png" }, buffer_paths: [["value"]] }, [Uint8Array.of(1)]));
    expect(only(state).buffers).toHaveLength(1);
    state.receive(
      message("comm_msg", { method: "update", state: {}, buffer_paths: [["value"]] }, [Uint8Array.of(255)]),
    );
    expect(only(state).buffers).toEqual([{ encoding: "base64", path: ["value"], data: "/w==" }]);
    state.receive(message("comm_msg", { method: "update", state: { value: null }, buffer_paths: [] }));
    expect(only(state)).not.toHaveProperty("buffers");
    state.receive(message("comm_close", {}));
    expect(state.toMetadata()).toBeUndefined();
  });
});
