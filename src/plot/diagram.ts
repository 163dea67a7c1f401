import { Graph, layout } from "@dagrejs/dagre";
import { displaySymbol, type MimeBundle } from "../display/mime.js";
import type { Model, Placement, Transition } from "../machine/model.js";
import { type TransitionAt, transitionsOf } from "../machine/names.js";
import { validateModel } from "../machine/validate.js";

/** A picture of a model's states. */
export interface Diagram {
  readonly svg: string;
  [displaySymbol](): MimeBundle;
}

/**
 * The state diagram of a model: a box for each state with what entering it does, an arrow for each event it schedules with
 * the delay and the condition, a dot where entities arrive and a ring where they leave.
 *
 * @throws ModelError for a model that is not valid
 */
export function diagram(model: Model): Diagram {
  const svg = draw(validateModel(model));
  const states = Object.keys(model.states).join(", ");
  return {
    svg,
    [displaySymbol]: () => ({ "image/svg+xml": svg, "text/plain": `Diagram of ${model.name}: ${states}` }),
  };
}

const characterWidth = 6.65;
const lineHeight = 15;
const padding = 10;
const markSize = 16;
const widestShown = 840;
const arrival = "arrival of entities";
const departure = "departure of entities";

interface Node {
  readonly title: string;
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

interface Arrow {
  readonly label: readonly string[];
  readonly width: number;
  readonly height: number;
}

function draw(model: Model): string {
  const transitions = transitionsOf(model);
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 40, ranksep: 30, edgesep: 24, marginx: 8, marginy: 8 });
  for (const state of Object.keys(model.states)) graph.setNode(state, { ...box(state, transitions) });
  graph.setNode(arrival, { ...mark });
  model.arrivals.forEach(({ state, count, at }, index) => {
    const label = at === undefined ? `${count}` : `${count} at ${at}`;
    graph.setEdge(arrival, state, { ...arrow([label]) }, `arrival ${index}`);
  });
  for (const { state, path, transition } of transitions) {
    if (transition.end) {
      graph.setNode(departure, { ...mark });
      graph.setEdge(state, departure, { ...arrow(condition(transition.when)) }, path);
    }
    transition.schedule?.forEach((each, index) => {
      const label = [`after ${each.after}`, ...condition(transition.when), ...condition(each.when)];
      graph.setEdge(state, each.state, { ...arrow(label) }, `${path} ${index}`);
    });
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  // Front ends show an SVG at the size it names: a wide one is drawn smaller, so that it fits a cell.
  const scale = Math.min(1, widestShown / width);
  const edges = graph
    .edges()
    .map((edge: { v: string; w: string; name?: string }) => drawArrow(graph.edge(edge) as unknown as PlacedArrow));
  const nodes = graph.nodes().map((name: string) => drawNode(name, graph.node(name) as unknown as PlacedNode));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width * scale)}" height="${round(height * scale)}" font-family="Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="11" style="background:#fff">
<title>${escapeXml(`State diagram of ${model.name}`)}</title>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#555"/></marker></defs>
${[...edges, ...nodes].join("\n")}
</svg>`;
}

const mark: Node = { title: "", lines: [], width: markSize, height: markSize };

function box(state: string, transitions: readonly TransitionAt[]): Node {
  const own = transitions.filter((each) => each.state === state);
  const lines = own.flatMap(({ transition }, index) => effects(transition, own.length > 1 && index === own.length - 1));
  const longest = Math.max(state.length + 1, ...lines.map((line) => line.length));
  return {
    title: state,
    lines,
    width: longest * characterWidth + 2 * padding,
    height: (1 + lines.length) * lineHeight + 1.5 * padding,
  };
}

function effects({ when, place, draw: draws, define, charge, set, end }: Transition, isLast: boolean): string[] {
  const assignments = (record: Transition["set"], operator: string): string[] =>
    Object.entries(record ?? {}).map(([name, formula]) => `${name} ${operator} ${formula}`);
  const lines = [
    ...(place ? [placement(place)] : []),
    ...(draws?.length ? [`draw ${draws.join(", ")}`] : []),
    ...assignments(define, "="),
    ...assignments(charge, "+="),
    ...assignments(set, "←"),
    ...(end ? ["leave"] : []),
  ];
  if (when === undefined && !isLast) return lines;
  return [when === undefined ? "otherwise:" : `if ${when}:`, ...lines.map((line) => `  ${line}`)];
}

function placement(place: Placement): string {
  if (place.rule === "random") return "on any CPU";
  if (place.rule === "round-robin") return "on the next CPU";
  return place.rule === "affinity" ? `stay unless a CPU has less ${place.by}` : `on the CPU with the least ${place.by}`;
}

function condition(when: Transition["when"]): string[] {
  return when === undefined ? [] : [`if ${when}`];
}

function arrow(label: readonly string[]): Arrow {
  const longest = Math.max(0, ...label.map((line) => line.length));
  return { label, width: longest * characterWidth + 8, height: label.length * lineHeight };
}

type Point = { readonly x: number; readonly y: number };
type PlacedNode = Node & Point;
type PlacedArrow = Arrow & Point & { readonly points: readonly Point[] };

function drawNode(name: string, { title, lines, x, y, width, height }: PlacedNode): string {
  const circle = (radius: number, paint: string) =>
    `<circle cx="${round(x)}" cy="${round(y)}" r="${radius}" ${paint}><title>${name}</title></circle>`;
  if (name === arrival) return circle(6, 'fill="#333"');
  if (name === departure) return circle(7, 'fill="none" stroke="#333"') + circle(4, 'fill="#333"');
  const left = x - width / 2;
  const top = y - height / 2;
  const text = lines.map(
    (line, index) =>
      `<text x="${round(left + padding)}" y="${round(top + padding + (index + 1.75) * lineHeight)}" fill="#444" xml:space="preserve">${escapeXml(line)}</text>`,
  );
  return `<g><rect x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${round(height)}" rx="6" fill="#f4f7fb" stroke="#0072b2"/>
<text x="${round(left + padding)}" y="${round(top + padding + 0.6 * lineHeight)}" font-weight="bold" fill="#111">${escapeXml(title)}</text>
${text.join("\n")}</g>`;
}

function drawArrow({ label, points, x, y, height }: PlacedArrow): string {
  const lines = label.map(
    (line, index) =>
      `<text x="${round(x)}" y="${round(y - height / 2 + (index + 0.75) * lineHeight)}" text-anchor="middle" fill="#a04000" stroke="#fff" stroke-width="3" paint-order="stroke">${escapeXml(line)}</text>`,
  );
  return `<path d="${smooth(points)}" fill="none" stroke="#555" marker-end="url(#arrow)"/>${lines.join("")}`;
}

/** A curve near the points that begins and ends at the first and the last, by quadratic splines between the middles. */
function smooth(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  const curves = rest.slice(0, -1).map((point, index) => {
    const end = index === rest.length - 2 ? rest.at(-1)! : middle(point, rest[index + 1]!);
    return `Q${at(point)} ${at(end)}`;
  });
  return `M${at(first!)} ${curves.length > 0 ? curves.join(" ") : `L${at(rest[0]!)}`}`;
}

function at({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
