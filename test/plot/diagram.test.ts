import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { displaySymbol } from "../../src/display/mime.js";
import type { Model } from "../../src/machine/model.js";
import { diagram } from "../../src/plot/diagram.js";
import { article } from "../../src/program/article.js";
import { scheduler } from "../../src/program/scheduler.js";

const elements = (svg: string) => new JSDOM(svg, { contentType: "image/svg+xml" }).window.document;

describe("diagram", () => {
  const model = article();
  const { svg } = diagram(model);
  const texts = [...elements(svg).querySelectorAll("text")].map((each) => each.textContent);

  it("has a box with the name of every state, and what entering it does", () => {
    expect(elements(svg).querySelectorAll("rect")).toHaveLength(Object.keys(model.states).length);
    for (const state of Object.keys(model.states)) expect(texts).toContain(state);
    expect(texts).toContain("records ← max(0, records - 1)");
    expect(texts).toContain("bpf += record + report");
  });

  it("has an arrow for every event that is scheduled, every arrival and every end", () => {
    // 3 from start, 3 from enqueued, 1 from running, 1 from dequeued; 1 arrival; 1 end.
    expect(elements(svg).querySelectorAll("path[marker-end]")).toHaveLength(10);
    expect(texts).toContain("after waited + reporting");
    expect(texts).toContain("if clock == 0");
  });

  it("keeps every box within the picture", () => {
    const [, , width, height] = elements(svg).documentElement.getAttribute("viewBox")!.split(" ").map(Number);
    for (const box of elements(svg).querySelectorAll("rect")) {
      const [x, y, w, h] = ["x", "y", "width", "height"].map((name) => Number(box.getAttribute(name)));
      expect(Math.min(x!, y!)).toBeGreaterThanOrEqual(0);
      expect(x! + w!).toBeLessThanOrEqual(width!);
      expect(y! + h!).toBeLessThanOrEqual(height!);
    }
  });

  it("escapes what a model says", () => {
    const tricky: Model = {
      name: 'a <b> & "c"',
      accounts: { x: 0 },
      arrivals: [{ state: "only", count: 1 }],
      states: { only: { when: "time < 3", charge: { x: 1 } } },
    };
    expect(elements(diagram(tricky).svg).querySelector("title")!.textContent).toBe('State diagram of a <b> & "c"');
  });

  it("is shown as a picture, with a line of text", () => {
    expect(diagram(model)[displaySymbol]()).toEqual({
      "image/svg+xml": svg,
      "text/plain": "Diagram of article: start, enqueued, record, report, running, dequeued",
    });
  });

  it("refuses what is no model", () => {
    expect(() => diagram({} as Model)).toThrow("states");
  });
});

describe("the diagram of a model with resources", () => {
  const model: Model = {
    name: "many parts",
    accounts: {},
    cpus: 4,
    counters: { global: { load: 0 } },
    latencies: ["response"],
    resources: {
      lock: { discipline: "priority" },
      disk: { capacity: 2, discipline: "processor-sharing" },
      cpuTime: { per: "cpu", slice: "4 ms" },
    },
    draws: { work: { distribution: { family: "exponential", parameters: { rate: 1e-6 } } } },
    arrivals: [
      { state: "start", every: "work", batch: 3, until: "1 s" },
      { state: "start", count: 20, at: "3 ms" },
      { state: "start", rate: "2000/s" },
    ],
    states: {
      start: {
        place: { rule: "affinity", by: "load", margin: 2 },
        draw: ["work"],
        use: { resource: "cpuTime", for: "work", enter: "ran" },
      },
      ran: [
        { probability: 0.3, seize: { resource: "lock", enter: "locked", priority: 1 } },
        { probability: 0.5, use: { resource: "disk", for: 2000, enter: "start" } },
        { when: "load > 9", schedule: [{ state: "ran", after: 5 }] },
        { end: true },
      ],
      locked: {
        schedule: [
          { state: "unlock", after: 500, when: "load > 3", priority: 2 },
          { state: "unlock", after: 100, when: "load <= 3" },
        ],
      },
      unlock: { release: ["lock"], record: { response: "time - born" }, schedule: [{ state: "start", after: 0 }] },
    },
  };
  const { svg } = diagram(model);
  const texts = [...elements(svg).querySelectorAll("text")].map((each) => each.textContent);

  it("has a box of its own kind for each resource, and how it serves", () => {
    const boxes = [...elements(svg).querySelectorAll("rect")];
    expect(boxes).toHaveLength(7);
    expect(boxes.filter((box) => !box.hasAttribute("rx"))).toHaveLength(3);
    for (const line of ["capacity 1 on each CPU", "slices of 4 ms", "shared by all", "lowest priority number first"])
      expect(texts).toContain(line);
  });

  it("has arrows to it and from it: 3 claims, 3 turns and a release beside 3 arrivals, 4 events and an end", () => {
    expect(elements(svg).querySelectorAll("path[marker-end]")).toHaveLength(15);
    expect(elements(svg).querySelectorAll("path[stroke-dasharray]")).toHaveLength(1);
    const labels = ["use for work", "use for 2000", "seize", "release", "when it has it", "when served"];
    for (const label of [...labels, "p = 0.3", "p = 0.5", "priority 1", "at once"]) expect(texts).toContain(label);
  });

  it("says how entities come, where they go and what is recorded", () => {
    const lines = ["every work", "in batches of 3", "until 1 s", "20 at 3 ms", "rate 2000/s, Poisson"];
    for (const line of [...lines, "stay unless a CPU has less load, by more than 2", "record response time - born"])
      expect(texts).toContain(line);
  });

  const examples: [string, Model][] = [
    ["many parts", model],
    ["article", article()],
    ["scheduler", scheduler({ arrivals: { rate: "2000/s" }, lifetime: "exp:5 ms", program: {} })],
    ["closed scheduler", scheduler({ processes: 4, burst: "exp:5 ms", sleep: "exp:5 ms", queue: "shared" })],
  ];

  it.each(examples)("keeps boxes, lines and words apart: %s", (_, each) => {
    const page = elements(diagram(each).svg);
    const [, , width, height] = page.documentElement.getAttribute("viewBox")!.split(" ").map(Number);
    const boxes = [...page.querySelectorAll("rect")].map(boxOf);
    const words = [...page.querySelectorAll("text[fill='#a04000']")].map(wordsOf);
    const all = [...boxes, ...words];
    for (const [index, box] of all.entries()) {
      expect(box.left >= 0 && box.top >= 0 && box.right <= width! && box.bottom <= height!).toBe(true);
      for (const other of all.slice(index + 1)) expect(overlap(box, other) ? [box, other] : []).toEqual([]);
    }
    for (const path of page.querySelectorAll("path[marker-end]"))
      for (const box of all)
        expect(alongPath(path).some((point) => isInside(point, box)) ? [path, box] : []).toEqual([]);
  });
});

interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function boxOf(element: Element): Area {
  const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(element.getAttribute(name)));
  return { left: x!, top: y!, right: x! + width!, bottom: y! + height! };
}

/** Where a line of words beside an arrow stands, in a monospace font of 11 px. */
function wordsOf(element: Element): Area {
  const [x, y] = ["x", "y"].map((name) => Number(element.getAttribute(name)));
  return { left: x!, top: y! - 9, right: x! + 6.62 * element.textContent.length, bottom: y! + 3 };
}

function overlap(first: Area, second: Area): boolean {
  const isApart = first.right <= second.left || second.right <= first.left;
  return !isApart && first.top < second.bottom && second.top < first.bottom;
}

function isInside({ x, y }: { x: number; y: number }, { left, top, right, bottom }: Area): boolean {
  return x > left + 1 && x < right - 1 && y > top + 1 && y < bottom - 1;
}

/** Points along the polygon through all points of a path: a curve stays within it. */
function alongPath(path: Element): { x: number; y: number }[] {
  const numbers = path
    .getAttribute("d")!
    .match(/-?[\d.]+/g)!
    .map(Number);
  const corners = numbers.flatMap((x, index) => (index % 2 === 0 ? [{ x, y: numbers[index + 1]! }] : []));
  return corners.slice(1).flatMap((end, index) => {
    const start = corners[index]!;
    return Array.from({ length: 101 }, (_, step) => ({
      x: start.x + ((end.x - start.x) * step) / 100,
      y: start.y + ((end.y - start.y) * step) / 100,
    }));
  });
}
