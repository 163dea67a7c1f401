// What attributes can be, and what bounds make of them; as ipywidgets does it, whose words for the cases these are.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromPage, toPage } from "../../src/widget/form.js";
import {
  Button,
  Controller,
  DatePicker,
  FileUpload,
  FloatLogSlider,
  FloatSlider,
  Image,
  IntRangeSlider,
  IntSlider,
  IntsInput,
  Label,
  Layout,
  Stack,
  Tab,
  TagsInput,
  Text,
} from "../../src/widget/models.js";
import type { Widget } from "../../src/widget/widget.js";
import { FakeHost } from "./fakeHost.js";

describe("bounds", () => {
  test("cap and floor a value, here and from the page, which is told", async () => {
    const host = new FakeHost();
    const slider = new IntSlider({ value: 500 });
    expect(slider.value).toBe(100);
    slider.value = -5;
    expect(slider.value).toBe(0);
    host.take();
    await host.receive(slider.id, { method: "update", state: { value: 101 } });
    expect(host.take().map(({ data }) => [data.method, data.state])).toEqual([
      ["echo_update", { value: 101 }],
      ["update", { value: 100 }],
    ]);
  });

  test("move the value with them, in one message", () => {
    const host = new FakeHost();
    const slider = new FloatSlider({ value: 50 });
    host.take();
    slider.max = 20;
    expect(host.take().map(({ data }) => data.state)).toEqual([{ max: 20, value: 20 }]);
    slider.set({ min: 30, max: 40 });
    expect([slider.min, slider.max, slider.value]).toEqual([30, 40, 30]);
  });

  test("are powers of the base on a logarithmic slider", () => {
    const slider = new FloatLogSlider({ base: 2, min: 0, max: 10, value: 5000 });
    expect(slider.value).toBe(1024);
    slider.min = 3;
    slider.value = 1;
    expect(slider.value).toBe(8);
  });

  test("hold both ends of a range", () => {
    const range = new IntRangeSlider({ min: 10, max: 30 });
    expect(range.value).toEqual([15, 25]);
    range.value = [0, 99];
    expect(range.value).toEqual([10, 30]);
    expect(() => range.set({ value: [20, 15] })).toThrow("a range goes from the lower to the upper end, got [20,15]");
  });

  test("hold days", () => {
    const picker = new DatePicker({ value: "2026-11-23", min: "2026-12-01" });
    expect(picker.value).toBe("2026-12-01");
  });

  test.each([
    [() => new IntSlider({ min: 5, max: 1 }), "IntSlider: min must be at most max, got min 5 and max 1"],
    [() => new IntSlider({ value: 1.5 }), "IntSlider.value must be a whole number, got 1.5"],
    [() => new FloatSlider({ value: Number.NaN }), "FloatSlider.value must be a finite number, got NaN"],
    [() => new Text({ value: 5 as never }), "Text.value must be text, got 5"],
    [() => new Button({ button_style: "red" as never }), 'Button.button_style must be one of "primary", "success"'],
    [() => new Button({ layout: { width: 5 as never } }), "Layout.width must be text or null, got 5"],
    [() => new DatePicker({ value: "2026-13-01" }), 'DatePicker.value must be a day such as "2026-11-23" or null'],
    [() => new DatePicker({ step: 0.5 }), 'DatePicker.step must be a whole number or "any", got 0.5'],
    [() => new Tab([], { selected_index: 0 }), "Tab: there are 0 pages"],
    [() => new TagsInput({ value: ["a"], allowed_tags: ["b"] }), "TagsInput: the allowed tags are b, got a"],
    [() => new IntsInput({ value: [7], max: 5 }), "IntsInput: tags are from -∞ to 5, got 7"],
  ])("%#: what is wrong is named", (make, message) => {
    expect(make).toThrow(message);
  });

  test("a page that has gone is left", () => {
    const stack = new Stack([new Label("a"), new Label("b")], { selected_index: 1 });
    stack.children = [new Label("c")];
    expect(stack.selected_index).toBe(0);
    expect(new Tab([new Label("a")]).selected_index).toBe(0);
  });
});

describe("what travels in a form of its own", () => {
  const time = fc.date({
    min: new Date("0001-01-01T00:00:00Z"),
    max: new Date("9999-12-31T23:59:59Z"),
    noInvalidDate: true,
  });

  test("comes back as it went", () => {
    fc.assert(
      fc.property(time, (date) => {
        const iso = date.toISOString().slice(0, -1);
        const plain = iso.replace(/\.000$/, "");
        for (const [type, value] of [
          ["Datetime", date],
          ["NaiveDatetime", plain],
          ["Date", iso.slice(0, 10)],
          ["Time", plain.slice(11)],
        ] as const)
          expect(fromPage({ type }, toPage({ type }, value))).toEqual(value);
      }),
    );
  });

  test("bytes go and come as buffers", async () => {
    const host = new FakeHost();
    const image = new Image(Uint8Array.of(1, 2));
    expect(host.take().at(-1)?.buffers).toEqual([Uint8Array.of(1, 2)]);
    image.value = Uint8Array.of(1, 2);
    expect(host.take()).toEqual([]);
    image.value = Uint8Array.of(3);
    expect(host.take()).toMatchObject([
      { data: { buffer_paths: [["value"]], state: {} }, buffers: [Uint8Array.of(3)] },
    ]);
    expect(new Image("https://example.org/a.png").format).toBe("url");
  });

  test("files come with their contents and are not echoed", async () => {
    const host = new FakeHost();
    const upload = new FileUpload();
    const file = { name: "a.csv", type: "text/csv", size: 3, last_modified: 1_763_908_205_000 };
    host.take();
    const state = { value: [file], error: "" };
    await host.receive(upload.id, { method: "update", state, buffer_paths: [["value", 0, "content"]] }, [
      Buffer.from("1,2"),
    ]);
    expect(host.take().map(({ data }) => data.state)).toEqual([{ error: "" }]);
    expect(upload.value).toEqual([
      { ...file, last_modified: new Date(1_763_908_205_000), content: Buffer.from("1,2") },
    ]);
  });

  test("a model that the page makes is a widget here", async () => {
    const host = new FakeHost();
    const controller = new Controller();
    const state = { _model_name: "ControllerButtonModel", value: 0.5, pressed: true };
    const comm = host.open("jupyter.widget", { state, buffer_paths: [] });
    await host.receive(controller.id, { method: "update", state: { buttons: [`IPY_MODEL_${comm.id}`] } });
    const [button] = controller.buttons;
    expect([button?.get("value"), button?.get("pressed")]).toEqual([0.5, true]);
    await host.receive(comm.id, { method: "update", state: { pressed: false } });
    expect(button?.get("pressed")).toBe(false);
  });

  test("a layout is shared, or made of attributes", () => {
    const host = new FakeHost();
    const wide = new Layout({ width: "30em" });
    const [one, other] = [new Button({ layout: wide }), new Button({ layout: wide })];
    expect(one.layout).toBe(other.layout);
    host.take();
    one.layout.width = "10em";
    one.set({ layout: { height: "3em" } });
    expect(
      host
        .take()
        .map(({ id, type, data }) => [id, type, data.state?.width ?? data.state?.height ?? data.state?.layout]),
    ).toEqual([
      [wide.id, "message", "10em"],
      [one.layout.id, "open", "3em"],
      [one.id, "message", `IPY_MODEL_${one.layout.id}`],
    ]);
    expect((other.layout as unknown as Widget).id).toBe(wide.id);
  });

  test("classes of CSS", () => {
    const label = new Label("x").addClass("a").addClass("b").addClass("a").removeClass("b") as unknown as Widget;
    expect(label.get("_dom_classes")).toEqual(["a"]);
  });
});

test("a click calls back until it is told to end", async () => {
  const host = new FakeHost();
  const button = new Button({ description: "Go" });
  let clicks = 0;
  const end = button.onClick(() => {
    clicks += 1;
  });
  await host.receive(button.id, { method: "custom", content: { event: "click" } });
  await button.click();
  end();
  await host.receive(button.id, { method: "custom", content: { event: "click" } });
  expect([clicks, button.text]).toEqual([2, "[Go]"]);
});
