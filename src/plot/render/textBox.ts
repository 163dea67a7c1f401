import { textWidth } from "./textSize.js";

/** A rectangle in px. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const lineHeight = 1.2;
/** The part of the font size above the baseline. */
const ascent = 0.93;

/** The box of the text in an element in its own coordinates, which jsdom, as it lays nothing out, cannot know. */
export function ownBox(element: Element): Box {
  return boxOf(element, element);
}

/** The same box where it stands on the page, moved and turned as the element and what it stands in are. */
export function boxOnPage(element: Element): Box {
  return boxOf(element, null);
}

function boxOf(element: Element, frame: Element | null): Box {
  const corners = textLines(element).flatMap((line) => {
    const { x, y, width, height } = lineBox(line);
    const place = placeOf(line, frame);
    return [place(x, y), place(x + width, y), place(x, y + height), place(x + width, y + height)];
  });
  if (corners.length === 0) {
    const [x, y] = placeOf(element, frame)(0, 0);
    return { x, y, width: 0, height: 0 };
  }
  const x = Math.min(...corners.map((corner) => corner[0]));
  const y = Math.min(...corners.map((corner) => corner[1]));
  const right = Math.max(...corners.map((corner) => corner[0]));
  const bottom = Math.max(...corners.map((corner) => corner[1]));
  return { x, y, width: right - x, height: bottom - y };
}

/** The elements that hold one line of text each: the text, or its lines where Plotly has broken it. */
function textLines(element: Element): Element[] {
  if (element.localName === "tspan") return [element];
  const texts = element.localName === "text" ? [element] : [...element.querySelectorAll("text")];
  return texts.flatMap((text) => {
    const lines = [...text.querySelectorAll("tspan.line")];
    return lines.length > 0 ? lines : [text];
  });
}

function lineBox(line: Element): Box {
  const size = Number.parseFloat(inherited(line, "font-size")) || 12;
  const width = textWidth(line.textContent ?? "", size, /bold|[6-9]00/.test(inherited(line, "font-weight")));
  const anchor = inherited(line, "text-anchor");
  const x = numberOf(line, "x") - (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
  const y = numberOf(line, "y") + numberOf(line, "dy") * size;
  return { x, y: y - ascent * size, width, height: lineHeight * size };
}

type Point = readonly [x: number, y: number];

/** Where a point of an element's content comes to lie in the coordinates of `frame`, or of the page. */
function placeOf(element: Element, frame: Element | null): (x: number, y: number) => Point {
  const steps: ((point: Point) => Point)[] = [];
  for (let at: Element | null = element; at && at !== frame; at = at.parentElement)
    steps.push(...transformsOf(at.getAttribute("transform") ?? ""));
  return (x, y) => steps.reduce((point, step) => step(point), [x, y] as Point);
}

/** The steps of a transform attribute in the order in which they act on a point, the last written first. */
function transformsOf(attribute: string): ((point: Point) => Point)[] {
  const steps = [...attribute.matchAll(/(translate|rotate|scale)\(([^)]*)\)/g)].map(([, kind, list]) => {
    const [a = 0, b, c] = (list ?? "").split(/[\s,]+/).map((text) => Number.parseFloat(text) || 0);
    if (kind === "translate") return ([x, y]: Point): Point => [x + a, y + (b ?? 0)];
    if (kind === "scale") return ([x, y]: Point): Point => [x * a, y * (b ?? a)];
    return turn((a * Math.PI) / 180, b ?? 0, c ?? 0);
  });
  return steps.reverse();
}

function turn(angle: number, centreX: number, centreY: number): (point: Point) => Point {
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  return ([x, y]) => [
    centreX + (x - centreX) * cosine - (y - centreY) * sine,
    centreY + (x - centreX) * sine + (y - centreY) * cosine,
  ];
}

/** The nearest value of a style, whether set as style or as attribute. */
function inherited(element: Element, name: string): string {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const value = (at as SVGElement).style?.getPropertyValue(name) || at.getAttribute(name);
    if (value) return value;
  }
  return "";
}

function numberOf(element: Element, name: string): number {
  return Number.parseFloat(element.getAttribute(name) ?? "") || 0;
}
