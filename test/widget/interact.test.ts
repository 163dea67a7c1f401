import { describe, expect, expectTypeOf, test, vi } from "vitest";
import { displaySymbol } from "../../src/display/mime.js";
import { Figure, plotlyMimeType } from "../../src/plot/figure.js";
import { interact } from "../../src/widget/interact.js";
import type { NotebookOutput } from "../../src/widget/output.js";
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
    await shown[displaySymbol]();
    expect(bundle().data["image/svg+xml"]).toContain("<svg");
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

  test("a parameter that no control fits is named", () => {
    expect(() => interact({ processes: {} as number }, () => 0)).toThrow(/no control fits the parameter "processes"/);
    expect(() => interact({ processes: Number.NaN }, () => 0)).toThrow(/"processes" is NaN/);
  });
});
