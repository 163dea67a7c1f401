import { expect, test } from "vitest";
import { dlink, jsdlink, jslink, link } from "../../src/widget/link.js";
import { IntSlider, IntText, Label, Play } from "../../src/widget/models.js";
import { FakeHost } from "./fakeHost.js";

test("link keeps two attributes the same, whichever changes, until it is ended", async () => {
  const host = new FakeHost();
  const [slider, text] = [new IntSlider({ value: 3 }), new IntText()];
  const end = link([slider, "value"], [text, "value"]);
  expect(text.value).toBe(3);
  await host.receive(text.id, { method: "update", state: { value: 8 } });
  expect(slider.value).toBe(8);
  slider.value = 9;
  expect(text.value).toBe(9);
  // More than the slider can be: it stays at its bound, and the text is what was typed, or the two would never rest.
  text.value = 400;
  await Promise.resolve();
  expect(slider.value).toBe(100);
  end();
  slider.value = 1;
  expect(text.value).not.toBe(1);
});

test("dlink goes one way, with what it makes of the value", () => {
  const [slider, label] = [new IntSlider({ value: 3 }), new Label("")];
  dlink([slider, "value"], [label, "value"], (value) => `${value} processes`);
  slider.value = 4;
  expect(label.value).toBe("4 processes");
  label.value = "none";
  expect(slider.value).toBe(4);
});

test("jslink and jsdlink are models that the page follows by itself", () => {
  const host = new FakeHost();
  const [play, slider] = [new Play(), new IntSlider()];
  host.take();
  const both = jslink([play, "value"], [slider, "value"]);
  const one = jsdlink([play, "max"], [slider, "max"]);
  expect(host.take().map(({ data }) => [data.state?._model_name, data.state?.source, data.state?.target])).toEqual([
    ["LinkModel", [`IPY_MODEL_${play.id}`, "value"], [`IPY_MODEL_${slider.id}`, "value"]],
    ["DirectionalLinkModel", [`IPY_MODEL_${play.id}`, "max"], [`IPY_MODEL_${slider.id}`, "max"]],
  ]);
  both.close();
  one.close();
  expect(host.take().map(({ type }) => type)).toEqual(["close", "close"]);
});

test("an end that is none is named", () => {
  const slider = new IntSlider();
  expect(() => link([slider, "values"], [slider, "value"])).toThrow('IntSliderModel has no attribute "values"');
  expect(() => jslink([slider, "value"], ["slider", "value"] as never)).toThrow(
    'a link goes from [widget, "attribute"]',
  );
});
