import { describe, expect, expectTypeOf, test, vi } from "vitest";
import { displaySymbol } from "../../src/display/mime.js";
import { Figure, plotlyMimeType } from "../../src/plot/figure.js";
import type { Control } from "../../src/widget/control.js";
import { interact } from "../../src/widget/interact.js";
import { Button, Dropdown } from "../../src/widget/models.js";
import type { NotebookOutput } from "../../src/widget/output.js";
import { controlFor, type Parameter } from "../../src/widget/parameter.js";
import { slider } from "../../src/widget/slider.js";
import { FakeHost } from "./fakeHost.js";

const turn = () => new Promise((resolve) => setImmediate(resolve));

function textOf(outputs: readonly NotebookOutput[]): string {
  return outputs
    .map((output) => {
      if (output.output_type === "error") return output.evalue;
      return output.output_type === "stream" ? output.text : String(output.data["text/plain"]);
    })
    .join("\n");
}

describe("interact", () => {
  test("calls with the values at first and on every change, and shows what comes back", async () => {
    const host = new FakeHost();
    const processes = slider(1, 10, { value: 2 });
    const shown = interact({ processes, map: ["hash", "task-storage"], traced: true }, (values) => {
      expectTypeOf(values).toEqualTypeOf<{ processes: number; map: "hash" | "task-storage"; traced: boolean }>();
      return `${values.processes} ${values.map} ${values.traced}`;
    });
    await turn();
    expect(textOf(shown.output.get("outputs"))).toBe("2 hash true");
    await host.receive(processes.id, { method: "update", state: { value: 7 } });
    await turn();
    expect(textOf(shown.output.get("outputs"))).toBe("7 hash true");
    expect(await shown[displaySymbol]()).toHaveProperty(
      ["application/vnd.jupyter.widget-view+json", "model_id"],
      shown.id,
    );
  });

  test("controls carry the names of their parameters", () => {
    const shown = interact({ processes: slider(1, 10), wait: slider(1, 2, { label: "longest wait" }) }, () => 0);
    const described = shown.get("children").map((child) => child.text);
    expect(described[0]).toBe("IntSlider(processes: 6)");
    expect(described[1]).toContain("longest wait");
  });

  test("of the changes during a call only the last counts, and the page does not wait for the call", async () => {
    const host = new FakeHost();
    const processes = slider(1, 100, { value: 1 });
    const begun: number[] = [];
    const ends: ((text: string) => void)[] = [];
    const shown = interact({ processes }, (values) => {
      begun.push(values.processes);
      return new Promise<string>((resolve) => ends.push(resolve));
    });
    for (const value of [10, 20, 30]) await host.receive(processes.id, { method: "update", state: { value } });
    expect(begun).toEqual([1]);
    ends[0]?.("first");
    await turn();
    // It took no signal, so its result is as good as any.
    expect(textOf(shown.output.get("outputs"))).toBe("first");
    expect(begun).toEqual([1, 30]);
    ends[1]?.("last");
    await turn();
    expect(textOf(shown.output.get("outputs"))).toBe("last");
  });

  test("a call that took the signal is not shown once it is overtaken", async () => {
    const host = new FakeHost();
    const processes = slider(1, 100, { value: 1 });
    const reasons: unknown[] = [];
    const shown = interact({ processes }, (values, signal) =>
      values.processes === 50
        ? "done"
        : new Promise<string>((resolve, reject) => {
            signal.addEventListener("abort", () => {
              reasons.push(signal.reason);
              if (values.processes === 1) resolve("half a result");
              else reject(signal.reason);
            });
          }),
    );
    await host.receive(processes.id, { method: "update", state: { value: 2 } });
    await turn();
    expect(textOf(shown.output.get("outputs"))).toBe("");
    await host.receive(processes.id, { method: "update", state: { value: 50 } });
    await turn();
    expect(reasons).toHaveLength(2);
    expect(textOf(shown.output.get("outputs"))).toBe("done");
  });

  test.each([
    [
      "throws",
      (text: string): unknown => {
        throw new RangeError(text);
      },
    ],
    [
      "rejects",
      async (text: string): Promise<unknown> => {
        throw new RangeError(text);
      },
    ],
  ])("an error is shown, and the next change recovers: %s", async (_, fail) => {
    const host = new FakeHost();
    const processes = slider(1, 100, { value: 1 });
    const shown = interact({ processes }, (values) => (values.processes < 5 ? fail("too few") : "enough"));
    await turn();
    expect(shown.output.get("outputs")).toMatchObject([
      { output_type: "error", ename: "RangeError", evalue: "too few" },
    ]);
    await host.receive(processes.id, { method: "update", state: { value: 9 } });
    await turn();
    expect(textOf(shown.output.get("outputs"))).toBe("enough");
  });

  test("a figure gets its picture at first, and none while it is dragged", async () => {
    const host = new FakeHost();
    const processes = slider(1, 100, { value: 1 });
    const shown = interact(
      { processes },
      (values) => new Figure({ data: [{ type: "scatter", x: [0, 1], y: [0, values.processes] }] }),
    );
    const bundle = () => shown.output.get("outputs")[0] as NotebookOutput & { data: Record<string, unknown> };
    expect(bundle().data).toHaveProperty([plotlyMimeType]);
    expect(bundle().data).not.toHaveProperty(["image/svg+xml"]);
    const displayed = await shown[displaySymbol]();
    expect(bundle().data["image/svg+xml"]).toContain("<svg");
    // Readers without widgets, and pages that do not trust the notebook, have the figure itself.
    expect(Object.keys(displayed).sort()).toEqual([
      ...["application/vnd.jupyter.widget-view+json", plotlyMimeType, "image/svg+xml", "text/plain"],
    ]);
    expect(displayed["image/svg+xml"]).toBe(bundle().data["image/svg+xml"]);
    expect(displayed["text/plain"]).toMatch(/^processes = 1\n/);
    await host.receive(processes.id, { method: "update", state: { value: 9 } });
    expect(bundle().data).not.toHaveProperty(["image/svg+xml"]);
    expect(shown.output.part("layout")?.get("min_height")).toBe("420px");
  });

  test("a slow call says so", async () => {
    vi.useFakeTimers();
    try {
      const host = new FakeHost();
      let end = (_: string) => {};
      interact(
        { processes: slider(1, 9) },
        () =>
          new Promise<string>((resolve) => {
            end = resolve;
          }),
      );
      host.take();
      await vi.advanceTimersByTimeAsync(250);
      expect(host.take().map(({ data }) => data.state)).toEqual([{ visibility: "visible" }]);
      end("done");
      await vi.advanceTimersByTimeAsync(0);
      expect(host.take().map(({ data }) => data.state)).toContainEqual({ visibility: "hidden" });
    } finally {
      vi.useRealTimers();
    }
  });

  test("outside Jupyter it is shown as text", async () => {
    const shown = interact({ processes: 4, cost: [0, 1, 0.5], name: "runqslower" }, ({ processes }) => processes * 2);
    expect(await shown[displaySymbol]()).toEqual({ "text/plain": "processes = 4, cost = 0.5, name = runqslower\n8" });
  });

  test.each([
    [4, "IntSlider", { min: -4, max: 12, value: 4 }],
    [-2.5, "FloatSlider", { min: -7.5, max: 2.5, value: -2.5 }],
    [0, "FloatSlider", { min: 0, max: 1, value: 0 }],
    [[1, 9], "IntSlider", { min: 1, max: 9, value: 5 }],
    [[0, 1, 0.25], "FloatSlider", { min: 0, max: 1, step: 0.25 }],
    [true, "Checkbox", { value: true }],
    ["runqslower", "Text", { value: "runqslower" }],
    [["hash", "bloom"], "Dropdown", { value: "hash" }],
    [[1, 2, 4, 8], "Dropdown", { value: 1 }],
    [{ small: 16, large: 1024 }, "Dropdown", { value: 16 }],
  ] as [Parameter, string, object][])("the control for %j is as in ipywidgets: %s", (parameter, kind, attributes) => {
    const control = controlFor("x", parameter);
    expect(control.constructor.name).toBe(kind);
    expect(control).toMatchObject(attributes);
  });

  test("values have the types of their parameters", () => {
    const parameters = {
      size: { small: 16, large: 1024 },
      name: ["a", "b"],
      one: [1, 2, 4, 8],
      map: new Dropdown([["x", 1n]]),
    };
    const shown = interact(parameters, (values) => {
      expectTypeOf(values).toEqualTypeOf<{ size: number; name: string; one: number; map: bigint }>();
      return `${values.size} ${values.name} ${values.one} ${values.map}`;
    });
    expect(shown.result).toBe("16 a 1 1");
    expectTypeOf(shown.controls.map).toEqualTypeOf<Control<bigint>>();
    shown.controls.size.description = "slots";
    expect(shown.values).toEqual({ size: 16, name: "a", one: 1, map: 1n });
  });

  test("manual: nothing is done before the click, and then for the newest values", async () => {
    const host = new FakeHost();
    const processes = slider(1, 100, { value: 1 });
    const shown = interact({ processes }, (values) => values.processes, { manual: true });
    await shown[displaySymbol]();
    await host.receive(processes.id, { method: "update", state: { value: 7 } });
    expect(textOf(shown.output.outputs)).toBe("");
    const button = shown.get("children").find((child) => child instanceof Button)!;
    await host.receive(button.id, { method: "custom", content: { event: "click" } });
    await turn();
    expect(textOf(shown.output.outputs)).toBe("7");
  });

  test("a figure gets its picture again when the slider has been left alone", async () => {
    const host = new FakeHost();
    const processes = slider(1, 100, { value: 1 });
    const shown = interact(
      { processes },
      (values) => new Figure({ data: [{ type: "scatter", x: [0, 1], y: [0, values.processes] }] }),
    );
    await shown[displaySymbol]();
    await host.receive(processes.id, { method: "update", state: { value: 9 } });
    const picture = () => (shown.output.outputs[0] as { data: Record<string, string> }).data["image/svg+xml"];
    expect(picture()).toBeUndefined();
    await vi.waitFor(() => expect(picture()).toContain("<svg"), { timeout: 15_000, interval: 100 });
  });

  test("a parameter that no control fits is named", () => {
    expect(() => interact({ processes: {} }, () => 0)).toThrow(/no control fits the parameter "processes"/);
    expect(() => interact({ processes: Number.NaN }, () => 0)).toThrow(/"processes" is NaN/);
  });
});
