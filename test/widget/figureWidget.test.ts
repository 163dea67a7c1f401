import { describe, expect, test, vi } from "vitest";
import { display } from "../../src/display/display.js";
import type { DisplayOptions } from "../../src/display/host.js";
import { displaySymbol, type MimeBundle, mimeBundle } from "../../src/display/mime.js";
import { Figure, plotlyMimeType } from "../../src/plot/figure.js";
import { phaseDiagram } from "../../src/plot/phaseDiagram.js";
import type { FigurePoint } from "../../src/widget/figureWidget/point.js";
import { figureWidget } from "../../src/widget/figureWidget.js";
import { interact } from "../../src/widget/interact.js";
import type { NotebookOutput } from "../../src/widget/output.js";
import { slider } from "../../src/widget/slider.js";
import { FakeHost, type Sent } from "./fakeHost.js";

const viewType = "application/vnd.phasebook.figure-view+json";
const squares = () =>
  new Figure({
    data: [{ type: "scatter", name: "squares", x: [1, 2, 3], y: [1, 4, 9] }],
    layout: { title: { text: "squares" } },
  });

interface Told {
  changes: { at: (string | number)[]; value?: unknown; append?: unknown; most?: number }[];
  buffer_paths: (string | number)[][];
}

/** The model of the figure among what was opened. */
function modelIn(sent: readonly Sent[]): Sent {
  return sent.find(({ type, data }) => type === "open" && data.state?._model_name === "FigureModel")!;
}

/** What a page is told of the figure. */
function toldIn(sent: readonly Sent[], id: string): Told[] {
  return sent.filter((each) => each.id === id).map(({ data }) => (data as { content: unknown }).content as Told);
}

/** A chart that a page follows. */
async function followed(figure: Figure) {
  const host = new FakeHost();
  const chart = figureWidget(figure);
  const { id } = modelIn(host.take());
  await host.receive(id, { method: "custom", content: { event: "ready" } });
  const [whole] = toldIn(host.take(), id);
  return { host, chart, id, whole };
}

describe("a figure widget that a page follows", () => {
  test("is an ordinary figure in the notebook, with its model beside it", async () => {
    const { chart, id } = await followed(squares());
    const bundle = await chart[displaySymbol]();
    expect(bundle[plotlyMimeType]).toEqual(squares().toJSON());
    expect(bundle["image/svg+xml"]).toContain("<svg");
    expect(bundle[viewType]).toEqual({ model_id: id });
    expect(bundle).not.toHaveProperty(["application/vnd.jupyter.widget-view+json"]);
  });

  test("sends a page that comes the whole figure, and one that is loaded again its model", async () => {
    const { host, chart, id, whole } = await followed(squares());
    expect(whole?.changes).toEqual([{ at: [], value: squares().toJSON() }]);
    chart.extend({ x: [[4]], y: [[16]] });
    host.take();
    const comm = host.open("jupyter.widget.control");
    await host.receive(comm.id, { method: "request_states" });
    expect(host.take()[0]?.data.states?.[id]).toMatchObject({ model_name: "FigureModel", model_module: "phasebook" });
    await host.receive(id, { method: "custom", content: { event: "ready" } });
    expect(toldIn(host.take(), id)[0]?.changes[0]?.value).toMatchObject({ data: [{ y: [1, 4, 9, 16] }] });
  });

  test("changes by what is new, and its output in a box stays as it is", async () => {
    const { host, chart, id } = await followed(squares());
    const outputs = chart.outputs;
    chart.extend({ x: [Float32Array.of(4, 5)], y: [[16, 25]] }, 0, 4);
    chart.restyle({ "marker.color": ["red"], name: "more" });
    chart.relayout({ "title.text": "five", "xaxis.range": [0, 6] });
    expect(toldIn(host.take(), id).flatMap(({ changes }) => changes)).toEqual([
      { at: ["data", 0, "x"], append: [4, 5], most: 4 },
      { at: ["data", 0, "y"], append: [16, 25], most: 4 },
      { at: ["data", 0, "marker", "color"], value: "red" },
      { at: ["data", 0, "name"], value: "more" },
      { at: ["layout", "title", "text"], value: "five" },
      { at: ["layout", "xaxis", "autorange"], value: false },
      { at: ["layout", "xaxis", "range"], value: [0, 6] },
    ]);
    expect(chart.outputs).toBe(outputs);
    expect(chart.figure.data).toEqual([
      { type: "scatter", name: "more", x: [2, 3, 4, 5], y: [4, 9, 16, 25], marker: { color: "red" } },
    ]);
    expect(chart.figure.layout).toMatchObject({ title: { text: "five" }, xaxis: { range: [0, 6] } });
    chart.restyle({ marker: null });
    expect(chart.figure.data[0]).not.toHaveProperty("marker");
  });

  test("what it was made from stays as it was", () => {
    const figure = squares();
    const chart = figureWidget(figure);
    chart.extend({ x: [[4]], y: [[16]] });
    chart.relayout({ "title.text": "four" });
    expect(figure.toJSON()).toEqual(squares().toJSON());
  });

  test("sends many numbers as bytes, with NaN for gaps", async () => {
    const { host, chart, id } = await followed(squares());
    const y = Float64Array.from({ length: 1000 }, (_, index) => (index === 7 ? Number.NaN : Math.sqrt(index)));
    chart.update({ data: [{ type: "scatter", y }] });
    const [sent] = host.take();
    const [told] = toldIn([sent!], id);
    expect(told?.buffer_paths).toEqual([["changes", 0, "value", "data", 0, "y", "bdata"]]);
    expect(told?.changes[0]?.value).toMatchObject({ data: [{ y: { dtype: "f8" } }] });
    const bytes = Uint8Array.from(sent!.buffers![0]!);
    expect(new Float64Array(bytes.buffer)).toEqual(y);
    expect(JSON.stringify(sent!.data).length).toBeLessThan(5000);
  });

  test("calls back with the points of clicks and selections, and what is in view", async () => {
    const { host, chart, id } = await followed(
      new Figure({
        data: [
          { x: [1, 2], y: [3, null], ids: ["a", "b"], customdata: [{ processes: 10 }, { processes: 20 }] },
          {
            type: "heatmap",
            x: [1, 2],
            y: [5, 6],
            z: [
              [1, 2],
              [3, 4],
            ],
          },
          { type: "histogram", x: [1, 1, 2] },
        ],
      }),
    );
    const clicked: FigurePoint[] = [];
    const selected: number[][] = [];
    chart.onClick((point) => void clicked.push(point));
    const end = chart.onSelect(
      (points) => void selected.push(points.map(({ trace, index }) => 10 * trace + Number(index))),
    );
    const say = (content: object, buffers: Uint8Array[] = []) =>
      host.receive(id, { method: "custom", content }, buffers);
    await say({ event: "click", trace: 0, index: 1, x: 2, y: null });
    await say({ event: "click", trace: 1, index: [1, 0] });
    await say({ event: "click", trace: 2, x: 1, y: 2 });
    expect(clicked).toMatchObject([
      { trace: 0, index: 1, x: 2, y: null, customdata: { processes: 20 }, id: "b" },
      { trace: 1, index: [1, 0], x: 1, y: 6, z: 3 },
      { trace: 2, index: undefined, x: 1, y: 2, customdata: undefined },
    ]);
    // The bytes of a message may begin anywhere.
    const bytes = new Uint8Array(9);
    new DataView(bytes.buffer).setInt32(1, 1, true);
    await say({ event: "select", traces: [0, 2] }, [bytes.subarray(1, 5), new Uint8Array(4)]);
    end();
    await say({ event: "select", traces: [] });
    expect(selected).toEqual([[1, 20]]);
    expect(chart.ranges).toEqual({});
    await say({ event: "zoom", ranges: { xaxis: [0, 1], yaxis: [2, 3] } });
    expect(chart.ranges).toEqual({ xaxis: [0, 1], yaxis: [2, 3] });
  });

  test("a click on a point of a phase diagram gives its parameters, and the cell that runs it", async () => {
    const rows = [100, 200].flatMap((processes) =>
      [1e6, 2e6].map((lifetime) => ({
        processes,
        lifetime,
        replication: 0,
        regime: processes * lifetime < 2e8 ? "converging" : "exploding",
      })),
    );
    const { host, chart, id } = await followed(
      phaseDiagram(rows, { x: "processes", y: "lifetime", program: "article" }),
    );
    const trace = chart.figure.data.findIndex(({ name, mode }) => name === "exploding" && mode === "markers");
    let point: FigurePoint | undefined;
    chart.onClick((clicked) => {
      point = clicked;
    });
    const index = rows.filter(({ regime }) => regime === "exploding").findIndex(({ processes }) => processes === 200);
    await host.receive(id, { method: "custom", content: { event: "click", trace, index } });
    expect(point?.customdata).toEqual({ processes: 200, lifetime: 1e6 });
    expect(point?.id).toBe('article({ processes: 200, lifetime: "1 ms" })');
  });

  test("interact changes its chart, and the output stays as it is", async () => {
    const host = new FakeHost();
    const power = slider(1, 100, { value: 1 });
    const shown = interact({ power }, (values) =>
      values.power === 50 ? "no figure" : new Figure({ data: [{ y: [0, values.power] }] }),
    );
    const { id } = modelIn(host.take());
    await host.receive(id, { method: "custom", content: { event: "ready" } });
    const { outputs } = shown.output;
    expect((outputs[0] as NotebookOutput & { data: object }).data).toHaveProperty([viewType, "model_id"], id);
    host.take();
    const move = async (value: number) => {
      await host.receive(power.id, { method: "update", state: { value } });
      await vi.waitFor(() => expect(shown.values.power).toBe(value));
      return host.take();
    };
    expect(toldIn(await move(9), id)[0]?.changes[0]?.value).toMatchObject({ data: [{ y: [0, 9] }] });
    expect(shown.output.outputs).toBe(outputs);
    await move(50);
    await vi.waitFor(() => expect(shown.output.text).toBe("no figure"));
    await move(60);
    expect(shown.output.outputs).toEqual(outputs);
  });
});

describe("a figure widget that no page follows", () => {
  test("is shown again in its box and where it was displayed, at a pace, and the cell waits for the last", async () => {
    const shown: { options: DisplayOptions; bundle: Promise<MimeBundle> }[] = [];
    const host = new FakeHost();
    host.display = async (value?: unknown, options: DisplayOptions = {}) => {
      shown.push({ options, bundle: mimeBundle(value) });
    };
    const chart = figureWidget(squares());
    await display(chart);
    const { id } = modelIn(host.take());
    for (let x = 4; x < 20; x++) chart.extend({ x: [[x]], y: [[x * x]] });
    // The kernel reads the name of the first output off the chart.
    expect(chart.displayId).toBe(chart.id);
    expect(shown.map(({ options }) => options)).toEqual([{}, { displayId: chart.id, update: true }]);
    const last = await shown[1]?.bundle;
    expect(last?.[plotlyMimeType]).toEqual(chart.figure.toJSON());
    expect(last?.["image/svg+xml"]).toContain("<svg");
    expect(chart.figure.data[0]?.x).toHaveLength(19);
    const sent = host.take();
    expect(toldIn(sent, id)).toEqual([]);
    expect(sent.filter((each) => each.id === chart.id)).toHaveLength(1);
    const [output] = chart.outputs as (NotebookOutput & { data: Record<string, unknown> })[];
    expect(output?.data[plotlyMimeType]).toEqual(chart.figure.toJSON());
    chart.extend({ x: [[20]], y: [[400]] });
    expect(shown).toHaveLength(3);
  });

  test("outside Jupyter is the figure", async () => {
    const chart = figureWidget({ data: [{ y: [1, 2] }], layout: { title: { text: "two" } } });
    chart.extend({ y: [[3]] });
    expect(Object.keys(await chart[displaySymbol]())).toEqual([plotlyMimeType, "text/plain", "image/svg+xml"]);
    expect(chart.text).toBe("two (1 trace; 3 points)");
  });
});

describe("a mistake is named", () => {
  const chart = figureWidget({
    data: [
      { x: [1], y: [1] },
      { y: [1], ids: ["a"] },
    ],
  });
  test.each([
    [
      "a trace that is not there",
      () => chart.restyle({ name: "x" }, [2]),
      "restyle: there is no trace 2; the figure has 2",
    ],
    [
      "a list for every trace",
      () => chart.extend({ y: [[1]] }, [0, 0]),
      'extend: "y" needs a list of new items for each of 2',
    ],
    [
      "no list to extend",
      () => chart.extend({ z: [[1]] }, 0),
      'extend: trace 0 has no list "z" that could be extended',
    ],
    ["points without their ids", () => chart.extend({ y: [[1]] }, 1), "extend: the points of trace 1 have ids"],
    ["no path", () => chart.relayout({ "xaxis..range": 1 }), '"xaxis..range" is no path of an attribute'],
    ["half a point", () => chart.extend({ y: [[1]] }, 0, 1.5), "extend: maxPoints is 1.5, not a whole number"],
    ["no JSON", () => chart.restyle({ name: () => 1 }, 0), "name: a figure is made of JSON values"],
    ["one list of two", () => chart.extend({ y: [[1]], z: [[1]] }, 0), 'extend: trace 0 has no list "z"'],
  ])("%s", (_, mistake, message) => {
    const before = JSON.stringify(chart.figure);
    expect(mistake).toThrow(message);
    expect(JSON.stringify(chart.figure)).toBe(before);
  });
});
