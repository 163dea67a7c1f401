import { describe, expect, test } from "vitest";
import { displaySymbol } from "../../src/display/mime.js";
import { HTML, IntSlider, VBox } from "../../src/widget/models.js";
import { modelSchema } from "../../src/widget/schema.js";
import { Widget } from "../../src/widget/widget.js";
import { FakeHost } from "./fakeHost.js";

describe("a widget in Jupyter", () => {
  test("opens the models it refers to before itself", () => {
    const host = new FakeHost();
    const slider = new IntSlider({ value: 3, max: 7, layout: { width: "20em" } });
    const box = new VBox([slider]);
    const opened = host.take();
    expect(opened.map(({ data }) => data.state?._model_name)).toEqual([
      "LayoutModel",
      "SliderStyleModel",
      "IntSliderModel",
      "LayoutModel",
      "VBoxModel",
    ]);
    const [layout, style, model] = opened;
    expect(layout?.data.state).toMatchObject({ width: "20em", height: null, _view_module: "@jupyter-widgets/base" });
    expect(style?.data.state).toMatchObject({ _view_name: "StyleView", _view_module: "@jupyter-widgets/base" });
    expect(model?.data.state).toMatchObject({
      value: 3,
      min: 0,
      max: 7,
      layout: `IPY_MODEL_${layout?.id}`,
      style: `IPY_MODEL_${style?.id}`,
    });
    expect(opened.at(-1)?.data.state?.children).toEqual([`IPY_MODEL_${slider.id}`]);
    expect(opened.every(({ target, metadata }) => target === "jupyter.widget" && metadata?.version === "2.1.0")).toBe(
      true,
    );
    expect(box[displaySymbol]()).toMatchObject({
      "application/vnd.jupyter.widget-view+json": { version_major: 2, version_minor: 0, model_id: box.id },
      "text/plain": "IntSlider(3)",
    });
  });

  test("echoes a change of the page before observers answer it, and the page waits for them", async () => {
    const host = new FakeHost();
    const slider = new IntSlider();
    const label = new HTML("");
    const seen: number[][] = [];
    slider.observe("value", async (value, previous) => {
      await Promise.resolve();
      seen.push([value, previous]);
      label.set({ value: `${value}` });
    });
    host.take();
    await host.receive(slider.id, { method: "update", state: { value: 5 }, buffer_paths: [] });
    expect(host.take().map(({ id, data }) => [id, data.method, data.state])).toEqual([
      [slider.id, "echo_update", { value: 5 }],
      [label.id, "update", { value: "5" }],
    ]);
    expect(slider.value).toBe(5);
    expect(seen).toEqual([[5, 0]]);
  });

  test("sends its own changes, and only changes", () => {
    const host = new FakeHost();
    const slider = new IntSlider();
    host.take();
    slider.set({ value: 4, max: 100 });
    slider.value = 4;
    expect(host.take().map(({ data }) => data)).toEqual([{ method: "update", state: { value: 4 }, buffer_paths: [] }]);
  });

  test("gives its state when asked", async () => {
    const host = new FakeHost();
    const slider = new IntSlider({ value: 2 });
    host.take();
    await host.receive(slider.id, { method: "request_state" });
    const [answer] = host.take();
    expect(answer?.data.method).toBe("update");
    expect(Object.keys(answer?.data.state ?? {}).sort()).toEqual([...modelSchema("IntSliderModel").keys()].sort());
  });

  test("a page that is loaded again gets every widget that is alive", async () => {
    const host = new FakeHost();
    const slider = new IntSlider({ value: 2 });
    const gone = new IntSlider();
    gone.close();
    host.take();
    const comm = host.open("jupyter.widget.control");
    await host.receive(comm.id, { method: "request_states" });
    const [answer] = host.take();
    expect(answer?.data.method).toBe("update_states");
    expect(answer?.metadata).toEqual({ version: "1.0.0" });
    expect(answer?.data.states).not.toHaveProperty(gone.id);
    expect(answer?.data.states?.[slider.id]).toMatchObject({
      model_name: "IntSliderModel",
      model_module: "@jupyter-widgets/controls",
      model_module_version: "2.0.0",
      state: { value: 2 },
    });
  });

  test("binary values travel beside the state", async () => {
    const host = new FakeHost();
    const image = new Widget<{ value: Uint8Array }>("ImageModel", { value: Uint8Array.of(1, 2, 3) });
    const opened = host.take().at(-1);
    expect(opened?.data.buffer_paths).toEqual([["value"]]);
    expect(opened?.data.state).not.toHaveProperty("value");
    expect(opened?.buffers).toEqual([Uint8Array.of(1, 2, 3)]);
    await host.receive(image.id, { method: "update", state: {}, buffer_paths: [["value"]] }, [Uint8Array.of(9)]);
    expect(image.get("value")).toEqual(Uint8Array.of(9));
  });

  test("an observer that fails is not lost, and does not keep others from being called", async () => {
    const host = new FakeHost();
    const slider = new IntSlider();
    let called = 0;
    slider.observe("value", () => {
      throw new Error("broken observer");
    });
    slider.observe("value", () => {
      called += 1;
    });
    await expect(host.receive(slider.id, { method: "update", state: { value: 1 } })).rejects.toThrow("broken observer");
    expect(called).toBe(1);
  });

  test("an observer can be taken away again", async () => {
    const host = new FakeHost();
    const slider = new IntSlider();
    let called = 0;
    const end = slider.observe("value", () => {
      called += 1;
    });
    end();
    await host.receive(slider.id, { method: "update", state: { value: 1 } });
    expect(called).toBe(0);
  });
});

describe("a widget outside Jupyter", () => {
  test("holds its state and is shown as text", () => {
    const slider = new IntSlider({ value: 3, description: "processes" });
    slider.value = 4;
    expect(slider[displaySymbol]()).toEqual({ "text/plain": "IntSlider(processes: 4)" });
  });

  test("an attribute that the model does not have is named", () => {
    expect(() => new IntSlider({ maximum: 3 } as object)).toThrow(
      /IntSliderModel has no attribute "maximum"; its attributes are .*max/,
    );
  });
});
