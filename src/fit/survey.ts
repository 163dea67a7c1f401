import type { Outline } from "../distribution/estimation.js";
import type { Sample } from "./data.js";
import { evenly } from "./evenly.js";
import { lazily } from "./lazily.js";
import { type Evidence, evidenceOf, type Points, withLogs } from "./likelihood.js";
import { sketchOf } from "./sketch.js";
import { outlineInUnit, outlineOfPoints, quantileOf, standIns } from "./sums.js";

/** What all families ask of a sample, worked out once. */
export interface Survey {
  readonly sample: Sample;
  /** All of it, exactly. */
  readonly evidence: Evidence;
  /** Whether there are more points than are used as they are. */
  readonly many: boolean;
  readonly outline: Outline;
  /** A positive number about the size of the values: the unit in which a search measures them. */
  readonly unit: number;
  /** Fewer points that stand for the exact ones, or the exact ones where those are few. */
  readonly sketch: Points;
  /** Fewer still, to come near a maximum with, where that is worth while. */
  readonly coarse: Points | undefined;
  /** The exact points with equal ones counted together: what a law of whole numbers needs. */
  readonly counted: () => Points;
  /** The median of the exact points, and the mean distance from it, both exactly. */
  readonly centre: () => { readonly median: number; readonly meanDistance: number };
  /** Whether `sketch` is not the exact points. */
  readonly sketched: boolean;
  /** The least and the greatest exact value. */
  readonly exactRange: { readonly minimum: number; readonly maximum: number };
}

/** As many points are used as they are. */
const few = 3000;
/** So many say where the quartiles are, near enough to start from. */
const enough = 1000;

/** Surveys a sample: each part when it is first asked for, since one family asks for little. */
export function surveyOf(sample: Sample): Survey {
  const evidence = evidenceOf(sample);
  const { points } = evidence;
  const many = points.values.length > few;
  const sketch = lazily(() => (many ? sketchOf(points) : points));
  const coarse = lazily(() => (sketch().values.length > 400 ? sketchOf(sketch(), 3) : sketch()));
  const all = standIns(sample, points);
  const quantile = lazily(() =>
    quantileOf(
      all !== points
        ? all
        : points.weights || !many
          ? sketch()
          : { values: evenly(points.values, enough), weights: undefined },
    ),
  );
  const outline = outlineOfPoints(all, (p) => quantile()(p), sample.lower);
  const size = Math.abs(outline.median) || Math.sqrt(outline.variance) || 1;
  const exactRange = lazily(() => (all === points ? outline : rangeOf(points.values)));
  const counted = lazily(() => countedTogether(points));
  return {
    sample,
    evidence,
    many,
    outline,
    unit: size > 1e-300 && size < 1e300 ? size : 1,
    counted,
    centre: lazily(() => centreOf(points)),
    get sketch() {
      return sketch();
    },
    get coarse() {
      return coarse() === sketch() ? undefined : coarse();
    },
    get sketched() {
      return sketch() !== points;
    },
    get exactRange() {
      return exactRange();
    },
  };
}

/** The survey with nothing in the place of the exact points. */
export function unsketched(survey: Survey): Survey {
  return { ...survey, sketch: survey.evidence.points, coarse: undefined, sketched: false, many: false };
}

/** The evidence of a search in another unit, with points in the place of the exact ones. */
export function evidenceInUnit(survey: Survey, unit: number, points: Points = survey.sketch): Evidence {
  const { evidence } = survey;
  const { values, weights } = points;
  return {
    points: withLogs({ values: unit === 1 ? values : values.map((value) => value / unit), weights }),
    intervals: evidence.intervals.map(([low, high, count]) => [low / unit, high / unit, count]),
    aggregates: evidence.aggregates.map(([count, total]) => [count, total / unit]),
    lower: evidence.lower / unit,
    upper: evidence.upper / unit,
    size: evidence.size,
  };
}

/** The outline of a survey in another unit. */
export function outlineOf(survey: Survey, unit: number): Outline {
  return unit === 1 ? survey.outline : outlineInUnit(survey.outline, unit);
}

function rangeOf(values: Float64Array): { minimum: number; maximum: number } {
  let minimum = Infinity;
  let maximum = -Infinity;
  for (const value of values) {
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  return { minimum, maximum };
}

function countedTogether({ values, weights }: Points): Points {
  const counts = new Map<number, number>();
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    counts.set(value, (counts.get(value) ?? 0) + (weights ? weights[index]! : 1));
  }
  return { values: Float64Array.from(counts.keys()), weights: Float64Array.from(counts.values()) };
}

function centreOf(points: Points): { median: number; meanDistance: number } {
  const { values, weights } = points;
  const median = quantileOf(points)(0.5);
  let total = 0;
  let distance = 0;
  for (let index = 0; index < values.length; index++) {
    const weight = weights ? weights[index]! : 1;
    total += weight;
    distance += weight * Math.abs(values[index]! - median);
  }
  return { median, meanDistance: distance / total };
}
