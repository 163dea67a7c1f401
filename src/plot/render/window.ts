import { createRequire } from "node:module";
import { TextDecoder, TextEncoder } from "node:util";
import type { DOMWindow, JSDOM } from "jsdom";
import { boxOnPage, ownBox } from "./textBox.js";

/** A jsdom window that has what Plotly asks a browser for and jsdom lacks. */
export function plotlyWindow(): DOMWindow {
  // Slow to load, so only where a picture is drawn.
  const { JSDOM: Dom } = createRequire(import.meta.url)("jsdom") as { JSDOM: typeof JSDOM };
  const { window } = new Dom("<!doctype html><body></body>", { runScripts: "outside-only", pretendToBeVisual: true });
  Object.assign(window, {
    TextDecoder,
    TextEncoder,
    Worker: class {},
    ResizeObserver: class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
    matchMedia: () => ({ matches: false, addEventListener() {}, removeEventListener() {}, addListener() {} }),
  });
  Object.assign(window.URL, { createObjectURL: () => "" });
  Object.assign(window.HTMLCanvasElement.prototype, { getContext: () => null });
  Object.assign(window.SVGElement.prototype, {
    getBBox(this: SVGElement) {
      return ownBox(this);
    },
    getComputedTextLength(this: SVGElement) {
      return ownBox(this).width;
    },
  });
  // Plotly measures titles, ticks and legends by their rectangle on the screen.
  window.Element.prototype.getBoundingClientRect = function (this: Element): DOMRect {
    const { x, y, width, height } = boxOnPage(this);
    const rectangle = { x, y, width, height, left: x, top: y, right: x + width, bottom: y + height };
    return { ...rectangle, toJSON: () => rectangle };
  };
  return window;
}
