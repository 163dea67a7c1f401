import type { Outline } from "../distribution/estimation.js";
import type { Sample } from "./data.js";
import { type Evidence, evidenceOf, type Points, withLogs } from "./likelihood.js";
import { sketchOf } from "./sketch.js";
import { outlineInUnit, quantileOf, standIns, sumsOf } from "./sums.js";

/** What all families ask of a sample, worked out once. */
export interface Survey {
  readonly sample: Sample;
  /** All of it, exactly. */
  readonly evidence: Evidence;
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

/** Surveys a sample. */
export function surveyOf(sample: Sample): Survey {
  const evidence = evidenceOf(sample);
  const points = evidence.points;
  const sketch = points.values.length > few ? sketchOf(points) : points;
  const sketched = sketch !== points;
  const coarse = sketch.values.length > 400 ? sketchOf(sketch, 3) : sketch;
  const all = standIns(sample, points);
  const quantile = quantileOf(sketched && all === points ? sketch : all);
  const outline: Outline = { ...withQuartiles(sumsOf(all, quantile)), truncatedBelow: sample.lower };
  const size = Math.abs(outline.median) || Math.sqrt(outline.variance) || 1;
  const unit = size > 1e-300 && size < 1e300 ? size : 1;
  const exactRange = all === points ? outline : rangeOf(points.values);
  let ties: Points | undefined;
  const counted = (): Points => {
    ties ??= countedTogether(points);
    return ties;
  };
  return {
    sample,
    counted,
    centre: () => centreOf(points),
    evidence,
    outline,
    unit,
    sketch,
    coarse: coarse === sketch ? undefined : coarse,
    sketched,
    exactRange,
  };
}

/** The survey with nothing in the place of the exact points. */
export function unsketched(survey: Survey): Survey {
  return { ...survey, sketch: survey.evidence.points, coarse: undefined, sketched: false };
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

/** Where half of all values are in one bucket or tied, the quartiles of a normal or lognormal law of the same variance. */
function withQuartiles<Sums extends Omit<Outline, "truncatedBelow">>(sums: Sums): Sums {
  const { lowerQuartile, upperQuartile, median, variance, varianceLog } = sums;
  if (lowerQuartile < upperQuartile) return sums;
  const factor = Math.exp(0.67 * Math.sqrt(varianceLog));
  const away = 0.67 * Math.sqrt(variance);
  return Number.isNaN(factor)
    ? { ...sums, lowerQuartile: median - away, upperQuartile: median + away }
    : { ...sums, lowerQuartile: median / factor, upperQuartile: median * factor };
}
