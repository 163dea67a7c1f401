import { Graph, layout } from "@dagrejs/dagre";
import { escapeMarkup } from "../display/escapeMarkup.js";
import { displaySymbol, type MimeBundle } from "../display/mime.js";
import type { Model } from "../machine/model.js";
import { type TransitionAt, transitionsOf } from "../machine/names.js";
import { validateModel } from "../machine/validate.js";
import { besideLoop, type Link, type Point, round, routes } from "./diagramRoutes.js";
import { arrivalOf, claimOf, conditionsOf, effectsOf, scheduleOf, serviceOf, wrap } from "./diagramWords.js";

/** A picture of a model's states. */
export interface Diagram {
  readonly svg: string;
  [displaySymbol](): MimeBundle;
}

/**
 * The state diagram of a model: a box for each state with what entering it does, an arrow for each event it schedules with
 * the delay and the condition, a dot where entities arrive and a ring where they leave. Resources have square boxes; to them
 * lead arrows from where they are asked for, dashed ones from where they are given back, and from them to the state that
 * follows.
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
const smallestScale = 0.7;
const margin = 8;
/** Characters in a line of a box and of an arrow; longer formulas are broken. */
const boxLine = 64;
const arrowLine = 34;

type Kind = "state" | "resource" | "arrival" | "departure";

interface Node {
  readonly kind: Kind;
  readonly title: string;
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

interface Arrow {
  readonly label: readonly string[];
  readonly isDashed: boolean;
  readonly width: number;
  readonly height: number;
}

const arrival = "arrival of entities";
const departure = "departure of entities";
/** Keys of the boxes: a state and a resource may have the same name. */
const stateKey = (name: string): string => `state ${name}`;
const resourceKey = (name: string): string => `resource ${name}`;

function draw(model: Model): string {
  const graph = graphOf(model);
  layout(graph);
  const { width: laidOut = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  const nodes = new Map<string, PlacedNode>(
    graph.nodes().map((name: string) => [name, graph.node(name) as unknown as PlacedNode]),
  );
  const arrows: PlacedArrow[] = graph.edges().map((edge: { v: string; w: string; name?: string }): PlacedArrow => {
    const { v: from, w: to } = edge;
    const placed = { ...(graph.edge(edge) as unknown as PlacedArrow), from, to };
    return from === to ? besideLoop(placed, nodes.get(from)!) : placed;
  });
  const paths = routes(arrows, nodes);
  // The layout makes room for boxes and words, and lets an arrow without words pass outside.
  const passed = arrows.flatMap(({ points }) => points.map(({ x }) => x));
  const left = Math.min(0, ...passed.map((x) => x - margin));
  const width = Math.max(laidOut, ...passed.map((x) => x + margin)) - left;
  // Front ends show an SVG at the size it names: a wide one is drawn smaller, to fit a cell, while it can be read.
  const scale = Math.min(1, Math.max(smallestScale, widestShown / width));
  // Words come last, so that no line crosses them.
  return `<svg xmlns="http://www.w3.org/2000/svg" class="phasebook-diagram" viewBox="${round(left)} 0 ${round(width)} ${round(height)}" width="${round(width * scale)}" height="${round(height * scale)}" font-family="Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="11" style="background:#fff">
<title>${escapeMarkup(`State diagram of ${model.name}`)}</title>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#555"/></marker></defs>
${[...arrows.map((each, index) => drawArrow(each, paths[index]!)), ...[...nodes.values()].map(drawNode), ...arrows.map(drawLabel)].join("\n")}
</svg>`;
}

function graphOf(model: Model): Graph {
  const transitions = transitionsOf(model);
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 40, ranksep: 44, edgesep: 24, marginx: margin, marginy: margin });
  for (const name of Object.keys(model.states)) {
    const own = transitions.filter(({ state }) => state === name).map(({ transition }) => transition);
    graph.setNode(stateKey(name), { ...box("state", name, effectsOf(own)) });
  }
  for (const [name, resource] of Object.entries(model.resources ?? {}))
    graph.setNode(resourceKey(name), { ...box("resource", name, serviceOf(resource)) });
  graph.setNode(arrival, { ...mark("arrival") });
  model.arrivals.forEach((each, index) => {
    graph.setEdge(arrival, stateKey(each.state), { ...arrow(arrivalOf(each)) }, `arrival ${index}`);
  });
  for (const each of transitions) addTransition(graph, each);
  return graph;
}

function addTransition(graph: Graph, { state, path, transition }: TransitionAt): void {
  const from = stateKey(state);
  const conditions = conditionsOf(transition);
  if (transition.end) {
    graph.setNode(departure, { ...mark("departure") });
    graph.setEdge(from, departure, { ...arrow(conditions) }, path);
  }
  transition.schedule?.forEach((each, index) => {
    const [delay, ...rest] = scheduleOf(each);
    graph.setEdge(from, stateKey(each.state), { ...arrow([delay!, ...conditions, ...rest]) }, `${path} ${index}`);
  });
  // Where the alternatives of a state give the same resource back, or lead to the same state by it, one arrow says so.
  for (const name of transition.release ?? [])
    graph.setEdge(from, resourceKey(name), { ...arrow(["release"], true) }, `${state} release`);
  const claim = transition.use ?? transition.seize;
  if (!claim) return;
  const resource = resourceKey(claim.resource);
  graph.setEdge(from, resource, { ...arrow([...claimOf(claim), ...conditions]) }, path);
  const label = transition.use ? "when served" : "when it has it";
  graph.setEdge(resource, stateKey(claim.enter), { ...arrow([label]) }, label);
}

function mark(kind: Kind): Node {
  return { kind, title: "", lines: [], width: markSize, height: markSize };
}

function box(kind: Kind, title: string, text: readonly string[]): Node {
  const lines = wrap(text, boxLine);
  const longest = Math.max(title.length + 1, ...lines.map((line) => line.length));
  return {
    kind,
    title,
    lines,
    width: longest * characterWidth + 2 * padding,
    height: (1 + lines.length) * lineHeight + 1.5 * padding,
  };
}

function arrow(text: readonly string[], isDashed = false): Arrow {
  const label = wrap(text, arrowLine);
  const longest = Math.max(0, ...label.map((line) => line.length));
  return { label, isDashed, width: longest * characterWidth + 8, height: label.length * lineHeight };
}

type PlacedNode = Node & Point;
type PlacedArrow = Arrow & Link;

const paints: Readonly<Record<Kind, string>> = {
  state: 'rx="6" fill="#f4f7fb" stroke="#0072b2"',
  resource: 'fill="#fdf3e7" stroke="#d55e00" stroke-width="1.5"',
  arrival: 'fill="#333"',
  departure: 'fill="none" stroke="#333"',
};

function drawNode({ kind, title, lines, x, y, width, height }: PlacedNode): string {
  const circle = (radius: number, paint: string) =>
    `<circle cx="${round(x)}" cy="${round(y)}" r="${radius}" ${paint}><title>${kind} of entities</title></circle>`;
  if (kind === "arrival") return circle(6, paints.arrival);
  if (kind === "departure") return circle(7, paints.departure) + circle(4, paints.arrival);
  const left = x - width / 2;
  const top = y - height / 2;
  const text = lines.map(
    (line, index) =>
      `<text x="${round(left + padding)}" y="${round(top + padding + (index + 1.75) * lineHeight)}" fill="#444" xml:space="preserve">${escapeMarkup(line)}</text>`,
  );
  return `<g><rect x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${round(height)}" ${paints[kind]}/>
<text x="${round(left + padding)}" y="${round(top + padding + 0.6 * lineHeight)}" font-weight="bold" fill="#111">${escapeMarkup(title)}</text>
${text.join("\n")}</g>`;
}

function drawArrow({ isDashed }: Arrow, path: string): string {
  return `<path d="${path}" fill="none" stroke="#555"${isDashed ? ' stroke-dasharray="5 3"' : ""} marker-end="url(#arrow)"/>`;
}

function drawLabel({ label, x, y, width, height }: PlacedArrow): string {
  // From the side of the line, so that words stay beside it in a font of another width.
  const lines = label.map(
    (line, index) =>
      `<text x="${round(x - width / 2)}" y="${round(y - height / 2 + (index + 0.75) * lineHeight)}" fill="#a04000" stroke="#fff" stroke-width="3" paint-order="stroke">${escapeMarkup(line.trim())}</text>`,
  );
  return lines.join("");
}
