import { describe, expect, expectTypeOf, test } from "vitest";
import { Dropdown, RadioButtons, SelectionRangeSlider, SelectMultiple } from "../../src/widget/models.js";
import { FakeHost } from "./fakeHost.js";

describe("one of the choices", () => {
  test("are pairs, an object or values", () => {
    const pairs = new Dropdown([
      ["one", 1],
      ["two", 2],
    ]);
    expectTypeOf(pairs.value).toEqualTypeOf<number>();
    expect([pairs.value, pairs.text]).toEqual([1, "Dropdown(one)"]);
    const object = new Dropdown(
      { hash: "hash map", task: "task storage" },
      { value: "task storage", description: "map" },
    );
    expect([object.value, object.index, object.text]).toEqual(["task storage", 1, "Dropdown(map: task)"]);
    expect(new Dropdown([2, 4, 8], { value: 4 }).get("_options_labels")).toEqual(["2", "4", "8"]);
  });

  test("is chosen by its value, which can be anything", () => {
    const host = new FakeHost();
    const [off, on] = [{ cost: 0 }, { cost: 9 }];
    const dropdown = new Dropdown({ off, on });
    host.take();
    dropdown.value = on;
    expect(host.take().map(({ data }) => data.state)).toEqual([{ index: 1 }]);
    expect(dropdown.value).toBe(on);
    expect(() => {
      dropdown.value = { cost: 9 };
    }).toThrow("is none of the choices off, on");
  });

  test("can be none, where null is given", () => {
    const none = new RadioButtons<string | null>(["a", "b"], { value: null });
    expect([none.value, none.index, none.text]).toEqual([null, null, "RadioButtons()"]);
  });

  test("can be replaced: it is chosen anew, and who listens hears of it", async () => {
    const host = new FakeHost();
    const dropdown = new Dropdown(["a", "b"], { value: "a" });
    const seen: string[] = [];
    dropdown.onChange((value) => void seen.push(value));
    host.take();
    dropdown.options = ["x", "y"];
    await host.receive(dropdown.id, { method: "update", state: { index: 1 } });
    expect(seen).toEqual(["x", "y"]);
    expect(host.take()[0]?.data.state).toEqual({ _options_labels: ["x", "y"] });
  });

  test("an index of the page that is none is refused", async () => {
    const host = new FakeHost();
    const dropdown = new Dropdown(["a", "b"]);
    host.take();
    const sent = host.receive(dropdown.id, { method: "update", state: { index: 2 } });
    await expect(sent).rejects.toThrow("Dropdown: there are 2 choices, so an index is from 0 to 1, got 2");
    expect(host.take().map(({ data }) => [data.method, data.state])).toEqual([["update", { index: 0 }]]);
  });

  test("no choices are refused", () => {
    expect(() => new Dropdown([])).toThrow("DropdownModel: expected at least one choice");
    expect(() => new Dropdown(["a"], { value: "b" })).toThrow("b is none of the choices a");
  });
});

test("several of the choices", async () => {
  const host = new FakeHost();
  const several = new SelectMultiple(["a", "b", "c"]);
  expect(several.value).toEqual([]);
  several.value = ["c", "a"];
  expect(several.index).toEqual([2, 0]);
  await host.receive(several.id, { method: "update", state: { index: [1] } });
  expect([several.value, several.text]).toEqual([["b"], "SelectMultiple(b)"]);
});

test("from one of the choices to another", () => {
  const range = new SelectionRangeSlider(["a", "b", "c"], { value: ["b", "c"] });
  expect([range.value, range.index]).toEqual([
    ["b", "c"],
    [1, 2],
  ]);
});
