// Every model of ipywidgets, held to the same laws. What a model is and its defaults are read from the schema that ipywidgets publishes, as
// it is, not as the library has refined it.
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { displaySymbol } from "../../src/display/mime.js";
import { FakeHost } from "../widget/fakeHost.js";
import { specimens } from "./widgets.js";

interface Published {
  model: { name: string; module: string; version: string };
  view: { name: string | null; module: string; version: string };
  attributes: { name: string; type: unknown; default: unknown }[];
}

const published = createRequire(import.meta.url)(
  "@jupyter-widgets/schema/jupyterwidgetmodels.latest.json",
) as Published[];

test("there is a specimen of every model", () => {
  const described = published.map(({ model }) => model.name).filter((name) => name !== "DOMWidgetModel");
  expect(specimens.map(({ model }) => model).sort()).toEqual(described.sort());
});

describe.each(specimens.map((specimen) => [specimen.model, specimen] as const))("%s", (model, specimen) => {
  const schema = published.find((each) => each.model.name === model)!;
  const { make, own = {}, change, wrong } = specimen;

  test("opens with the schema's model and all of its state", () => {
    const host = new FakeHost();
    const widget = make();
    const opened = host.take().find(({ id }) => id === widget.id)!;
    const state = opened.data.state!;
    expect(opened).toMatchObject({ type: "open", target: "jupyter.widget", metadata: { version: "2.1.0" } });
    expect(state).toMatchObject({
      _model_name: schema.model.name,
      _model_module: schema.model.module,
      _model_module_version: schema.model.version,
      _view_name: schema.view.name,
    });
    for (const { name, type, default: standard } of schema.attributes) {
      const [holder, value] = [state, state[name]];
      if (name === "source" || name === "target")
        expect(value).toEqual([expect.stringMatching(/^IPY_MODEL_/), "value"]);
      else if (type === "reference") expect(value, name).toMatch(/^IPY_MODEL_/);
      else if (type === "bytes") {
        expect(holder).not.toHaveProperty(name);
        expect(opened.data.buffer_paths).toEqual([[name]]);
        expect(opened.buffers).toEqual([own[name]]);
      } else expect(value, name).toEqual(own[name] ?? standard);
    }
    expect(Object.keys(state).filter((name) => !schema.attributes.some((each) => each.name === name))).toEqual([]);
  });

  test("takes a change of the page, echoes it and tells observers", async () => {
    const host = new FakeHost();
    const widget = make();
    const seen: unknown[] = [];
    widget.observe(change.attribute, (value) => void seen.push(value));
    host.take();
    await host.receive(widget.id, { method: "update", state: { [change.attribute]: change.wire }, buffer_paths: [] });
    expect(host.take().map(({ id, data }) => [id, data.method, data.state])).toEqual([
      [widget.id, "echo_update", { [change.attribute]: change.wire }],
    ]);
    expect(widget.get(change.attribute)).toEqual(change.value);
    expect(seen).toEqual([change.value]);
  });

  test("sends a change of its own in the form in which the page would", () => {
    const host = new FakeHost();
    const widget = make();
    host.take();
    widget.set({ [change.attribute]: change.value });
    widget.set({ [change.attribute]: structuredClone(change.value) });
    expect(host.take().map(({ data }) => data)).toEqual([
      { method: "update", state: { [change.attribute]: change.wire }, buffer_paths: [] },
    ]);
  });

  test("refuses a wrong value by its name, here and from the page, which is told what holds", async () => {
    const host = new FakeHost();
    const widget = make();
    const before = widget.get(change.attribute);
    host.take();
    expect(() => widget.set({ [change.attribute]: wrong })).toThrow(
      new RegExp(model.replace(/Model$/, "").slice(0, 4)),
    );
    expect(host.take()).toEqual([]);
    // Of what is not as it travels, the page would send another form: only what has none is sent here.
    if (typeof change.wire === "object" && change.wire !== null && !Array.isArray(change.wire)) return;
    const sent = host.receive(widget.id, { method: "update", state: { [change.attribute]: wrong }, buffer_paths: [] });
    await expect(sent).rejects.toThrow();
    expect(widget.get(change.attribute)).toEqual(before);
    expect(host.take().map(({ data }) => [data.method, Object.keys(data.state!)])).toEqual([
      ["update", [change.attribute]],
    ]);
  });

  test("outside Jupyter it holds its state and is text", async () => {
    const widget = make();
    widget.set({ [change.attribute]: change.value });
    expect(widget.get(change.attribute)).toEqual(change.value);
    const bundle = (await widget[displaySymbol]()) as Record<string, unknown>;
    expect(Object.keys(bundle)).toEqual(["text/plain"]);
    expect(bundle["text/plain"]).not.toMatch(/undefined|\[object/);
  });

  test("its attributes are its properties", () => {
    const widget = make() as unknown as Record<string, unknown>;
    for (const { name } of schema.attributes) if (!name.startsWith("_")) expect(widget, name).toHaveProperty(name);
  });
});
