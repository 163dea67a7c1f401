import { requireFunction, requireObject } from "../argument/argument.js";
import { duration } from "../machine/duration.js";
import type { Model } from "../machine/model.js";
import { effectsOf } from "./effects.js";
import { approachOf, type FixedPoint } from "./fixedPoint.js";
import { type MeanField, meanField } from "./meanField.js";
import { loadOf } from "./stabilityBound.js";

/** A parameter of a program and its range: numbers, or durations such as `"10 us"`, in ns. */
export interface BorderAxis {
  readonly name: string;
  readonly from: number | string;
  readonly to: number | string;
  /** `"log"` unless given. */
  readonly scale?: "linear" | "log";
  /** Whether it takes whole numbers only. */
  readonly whole?: boolean;
  /** How many values are looked at first; 12 along x and 8 along y unless given. */
  readonly points?: number;
}

export interface BorderDesign {
  /** Along which crossings are looked for. */
  readonly x: BorderAxis;
  readonly y: BorderAxis;
}

/**
 * What changes at a border: the overhead passes epsilon; the fixed point loses its stability, to a swing (a Hopf bifurcation); the backlog,
 * or the work left of each life, begins to grow.
 */
export type BorderKind = "epsilon" | "hopf" | "explosion";

export interface BorderOptions {
  /** 0.01 unless given. */
  readonly epsilon?: number;
  /** All unless given. */
  readonly kinds?: readonly BorderKind[];
  /** Crossings are found to this part of x; 0.005 unless given. */
  readonly precision?: number;
  readonly seed?: number | string;
}

export interface Border {
  readonly kind: BorderKind;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** Lives of fewer turns are over before there is a steady state to speak of. */
const fewestTurns = 10;
const mostRefinements = 12;

/**
 * The borders between regimes that the mean field of a program has over two of its parameters, each a curve to draw over a phase diagram.
 * In every row y the range of x is looked through for changes of sign, each of which is then narrowed down; crossings next to each other
 * in neighbouring rows make a curve. Where lives have fewer than 10 turns, or the mean field does not apply, there is no curve.
 *
 * @param program makes the model of a point, such as `article`; it is given the two parameters by their names
 * @throws RangeError for a range that is none
 */
export function theoryBorder<Parameters extends object = Record<string, number>>(
  program: (parameters: Parameters) => Model,
  design: BorderDesign,
  options: BorderOptions = {},
): Border[] {
  requireFunction("theoryBorder", "a function that makes a model of parameters", program);
  requireObject("theoryBorder", "a design with axes x and y", design, "x", "y");
  const { x, y } = design;
  const { kinds = ["hopf", "epsilon", "explosion"], precision = 0.005, epsilon = 0.01 } = options;
  const xs = valuesOf(x, "x", 12);
  const known = new Map<string, Pick<MeanField, "fixedPoints" | "settled">>();
  return kinds.flatMap((kind) => {
    const curves: { kind: BorderKind; points: { x: number; y: number }[]; row: number }[] = [];
    valuesOf(y, "y", 8).forEach((ordinate, row) => {
      const value = (abscissa: number): number =>
        reading(kind, program({ [x.name]: abscissa, [y.name]: ordinate } as Parameters), epsilon, known, options.seed);
      crossings(value, xs, x, precision).forEach((crossing) => {
        const point = { x: crossing, y: ordinate };
        const near = curves
          .filter((curve) => curve.row === row - 1)
          .sort((one, other) => distance(one.points, crossing) - distance(other.points, crossing))[0];
        if (near) {
          near.points.push(point);
          near.row = row;
        } else curves.push({ kind, points: [point], row });
      });
    });
    return curves.map(({ points }) => ({ kind, points }));
  });
}

function distance(points: readonly { x: number }[], x: number): number {
  return Math.abs(Math.log(points.at(-1)!.x / x));
}

/** Negative on one side of a border and positive on the other; NaN where there is nothing to say. */
function reading(
  kind: BorderKind,
  model: Model,
  epsilon: number,
  known: Map<string, Pick<MeanField, "fixedPoints" | "settled">>,
  seed: number | string = 1,
): number {
  const isOpen = model.arrivals.some(({ count }) => count === undefined);
  const hasResources = Object.keys(model.resources ?? {}).length > 0;
  if (kind === "explosion" && isOpen && hasResources) return Math.log(loadOf(model));
  const stability = kind === "hopf";
  const dynamics = dynamicsOf(model);
  const found =
    known.get(`with stability ${dynamics}`) ?? known.get(`${stability ? "with" : "without"} stability ${dynamics}`);
  const { fixedPoints, settled } = found ?? meanField(model, { seed, starts: 1, stability });
  if (!found) known.set(`${stability ? "with" : "without"} stability ${dynamics}`, { fixedPoints, settled });
  // The first is the one that Newton's method finds from the beginning of a run.
  const [point] = fixedPoints;
  if (!point) return Number.NaN;
  if (approachWith(point, model) < -1 / fewestTurns) return Number.NaN;
  if (kind === "epsilon") return Math.log(point.overhead / epsilon);
  // Where the overhead swings, its mean is not that of the fixed point.
  if (kind === "explosion") return (settled ?? point).approach;
  // Far beyond the border the roots may have become real ones, and still grow.
  const telling = point.eigenvalues.filter(({ re, im }) => im !== 0 || re > 0);
  return telling.length > 0 ? Math.max(...telling.map(({ re }) => re)) * point.turn : -1;
}

/**
 * The model without what only says how long lives are: all that differ in nothing else have the same fixed points, and a row of a
 * border need not be worked out again.
 */
function dynamicsOf(model: Model): string {
  const entity = Object.keys(model.counters?.entity ?? {});
  const rest = JSON.stringify({ ...model, parameters: {}, counters: { ...model.counters, entity } });
  const parameters = Object.entries(model.parameters ?? {}).filter(([name]) => new RegExp(`\\b${name}\\b`).test(rest));
  return `${JSON.stringify(parameters)} ${rest}`;
}

/** The point's own, but per what a life of this model begins with. */
function approachWith({ drift, turn }: FixedPoint, model: Model): number {
  const effects = effectsOf(model);
  if (model.arrivals.some(({ count }) => count === undefined)) return Number.NaN;
  return approachOf(effects, (clock) => drift[effects.attributes[clock]!]! * turn);
}

function valuesOf({ from, to, scale = "log", whole, points, name }: BorderAxis, axis: string, usual: number): number[] {
  const [low, high] = [duration(from, `${axis}.from`), duration(to, `${axis}.to`)];
  const number = points ?? usual;
  if (!(low < high && (scale === "linear" || low > 0) && Number.isInteger(number) && number >= 2))
    throw new RangeError(
      `${axis}: expected a range of ${name} from less to more${scale === "log" ? ", above 0" : ""}, and 2 points or more, got ${from} to ${to} in ${number}`,
    );
  return Array.from({ length: number }, (_, each) => {
    const share = each / (number - 1);
    const value = scale === "log" ? low * (high / low) ** share : low + (high - low) * share;
    return whole ? Math.round(value) : value;
  });
}

function crossings(value: (x: number) => number, xs: readonly number[], axis: BorderAxis, precision: number): number[] {
  const values = xs.map(value);
  return xs.slice(1).flatMap((high, each) => {
    const [low, below, above] = [xs[each]!, values[each]!, values[each + 1]!];
    return below < 0 !== above < 0 && !Number.isNaN(below + above)
      ? [narrowed(value, low, high, below, above, axis, precision)]
      : [];
  });
}

/** The Illinois method: regula falsi that halves the weight of an end that stays. */
function narrowed(
  value: (x: number) => number,
  from: number,
  to: number,
  atFrom: number,
  atTo: number,
  axis: BorderAxis,
  precision: number,
): number {
  let [low, high, below, above] = [from, to, bounded(atFrom), bounded(atTo)];
  let side = 0;
  for (
    let step = 0;
    step < mostRefinements && high - low > precision * low && !(axis.whole && high - low <= 1);
    step += 1
  ) {
    const exact = low + ((high - low) * below) / (below - above);
    const middle = axis.whole ? Math.min(high - 1, Math.max(low + 1, Math.round(exact))) : exact;
    const there = bounded(value(middle));
    if (there === 0 || Math.min(middle - low, high - middle) < 0.02 * precision * low) return middle;
    if (there < 0 === below < 0) {
      [low, below] = [middle, there];
      if (side === -1) above /= 2;
      side = -1;
    } else {
      [high, above] = [middle, there];
      if (side === 1) below /= 2;
      side = 1;
    }
  }
  return low + ((high - low) * below) / (below - above);
}

function bounded(value: number): number {
  return Number.isNaN(value) ? 0 : Math.min(1e6, Math.max(-1e6, value));
}
