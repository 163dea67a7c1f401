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
  const all = standIns(sample, points);
  const quantile = quantileOf(sketched && all === points ? sketch : all);
  const outline: Outline = { ...sumsOf(all, quantile), truncatedBelow: sample.lower };
  const size = Math.abs(outline.median) || Math.sqrt(outline.variance) || 1;
  const unit = size > 1e-300 && size < 1e300 ? size : 1;
  const exactRange = all === points ? outline : rangeOf(points.values);
  return { sample, evidence, outline, unit, sketch, sketched, exactRange };
}

/** The evidence of a search: sketched, in another unit. */
export function evidenceInUnit(survey: Survey, unit: number): Evidence {
  const { evidence, sketch } = survey;
  const { weights } = sketch;
  return {
    points: withLogs({ values: unit === 1 ? sketch.values : sketch.values.map((value) => value / unit), weights }),
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
