import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { displaySymbol } from "../../src/display/mime.js";
import type { Model } from "../../src/machine/model.js";
import { diagram } from "../../src/plot/diagram.js";
import { article } from "../../src/program/article.js";

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
