import { autocorrelation } from "../measure/autocorrelation.js";
import { meanOf } from "../measure/moments.js";
import type { Estimate } from "./evidence.js";
import { lineThrough } from "./line.js";
import { periodogram } from "./spectrum.js";

/** Fewer cycles than these do not make a rhythm. */
const leastCycles = 5;
const beginnings = [1, 1 / 2, 1 / 4, 1 / 8, 1 / 16];
const leastEarly = 32;

/** A cycle that a series may have, in windows. */
export interface Rhythm {
  /** In windows. */
  readonly period: number;
  /** Half of the distance to the next frequency, as a share of this one. */
  readonly resolution: number;
  /** How many times the noise. */
  readonly peak: number;
  readonly pValue: number;
}

/**
 * The highest peak of the periodogram over the spectrum of AR(1) noise of the same size and the same correlation of neighbours, with the
 * probability P = 1 - (1 - e^(-z))^m that such noise has one as high at any of m frequencies (M. Schulz and M. Mudelsee, "REDFIT:
 * estimating red-noise spectra", Computers & Geosciences 28, 2002). Nothing for a constant.
 */
export function rhythmOf(values: Float64Array): Rhythm | undefined {
  const { residuals, squares } = lineThrough(values);
  const n = values.length;
  // What a sum of squares leaves of a constant is rounding.
  if (!(squares > n * (1e-12 * Math.abs(meanOf(values))) ** 2)) return undefined;
  const power = periodogram(residuals);
  const size = 2 * power.length;
  const memory = autocorrelation(residuals, 1)[1]!;
  const variance = squares / n;
  const noise = (k: number) =>
    (variance * (1 - memory ** 2)) / (1 - 2 * memory * Math.cos((2 * Math.PI * k) / size) + memory ** 2);
  let [best, peak] = [0, 0];
  for (let index = 0; index < power.length; index += 1) {
    const k = index + 1;
    const height = power[index]! / noise(k);
    if (height > peak && k / size >= leastCycles / n) [best, peak] = [k, height];
  }
  // The zeros that fill up to a power of 2 put frequencies between the independent ones, which raises the highest a little.
  const pValue = -Math.expm1(size * 0.5 * Math.log1p(-Math.exp(-peak)));
  const bend = between(power, best - 1);
  const frequency = (best + bend) / size;
  return { period: 1 / frequency, resolution: 0.5 / (n * frequency), peak, pValue };
}

/** The clearest rhythm of the whole or of its begin: what dies down early is lost in the whole. */
export function earlyRhythmOf(values: Float64Array): Rhythm | undefined {
  const parts = beginnings.map((share) => Math.floor(share * values.length)).filter((count) => count >= leastEarly);
  const rhythms = parts.flatMap((count) => rhythmOf(values.subarray(0, count)) ?? []);
  const clearest = rhythms.sort((one, other) => one.pValue - other.pValue || other.peak - one.peak)[0];
  return clearest && { ...clearest, pValue: Math.min(1, clearest.pValue * parts.length) };
}

/** Where between its neighbours a peak is, by the parabola through the three logarithms. */
function between(power: Float64Array, index: number): number {
  if (index <= 0 || index >= power.length - 1) return 0;
  const [left, middle, right] = [index - 1, index, index + 1].map((place) => Math.log(power[place]!));
  const bend = left! - 2 * middle! + right!;
  return bend < 0 ? Math.max(-0.5, Math.min(0.5, (0.5 * (left! - right!)) / bend)) : 0;
}

/** Within half of the distance to the next frequency. */
export function periodOf({ period, resolution }: Rhythm): Estimate {
  return { value: period, low: period / (1 + resolution), high: period / (1 - resolution) };
}
