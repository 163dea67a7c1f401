import { gammaTail } from "../distribution/special/gammaTail.js";
import { studentT } from "../distribution/studentT.js";
import { effectiveSampleSize } from "../measure/effectiveSampleSize.js";
import { meanInterval } from "../measure/interval.js";
import { meanOf } from "../measure/moments.js";
import type { Estimate, Swings, Test } from "./evidence.js";
import { type Line, lineThrough } from "./line.js";
import { earlyRhythmOf, periodOf, type Rhythm, rhythmOf } from "./rhythm.js";

/** What a series does around its level. Lengths are in windows. */
export interface SwingsFound {
  readonly swings: Swings;
  readonly period?: Estimate;
  readonly amplitude?: Estimate;
  /** Factor from one cycle to the next. */
  readonly damping?: Estimate;
  readonly tests: readonly Test[];
}

const significance = 0.001;
/** Ringing has to pass more than one test: four cycles and more, each clear, that fall along a line. */
const candidate = 0.05;
const falling = 0.01;
/** Fewer amplitudes than these do not tell how many are independent. */
const leastTold = 12;
/** Of noise that rings by itself one series in a thousand looks steady at ten times this. */
const steady = 1e-4;
const leastBlocks = 4;
/** The variance of the logarithm of the amplitude of Gaussian noise, which has Rayleigh's law. */
const logRayleigh = Math.PI ** 2 / 24;
/** The ringing counts as long as it is so many times the noise that is left when it is over. */
const aboveNoise = 2.5;
/** The least share of a block's variance that its cycle explains, where it rings. */
const leastShare = 0.5;

/**
 * Whether a series swings by noise, in cycles that die down, or in cycles that go on.
 *
 * A rhythm is a peak of the spectrum that noise of the same size and memory would not have, see {@link rhythmOf}. Its amplitude is
 * then fitted to blocks of a cycle or two.
 *
 * Noise with a rhythm (a system that rings after each of many small pushes) has a peak as well, but Gaussian noise of whatever
 * spectrum has an amplitude of Rayleigh's law, whose logarithm has variance π²/24. Cycles are *sustained* where those of the judged
 * part vary by less (χ², with as many degrees of freedom as amplitudes are independent) and do not die down. They are *damped*
 * where the logarithm of the amplitude falls along a line (Student), over all of the series or from its begin until the
 * cycles are lost in the noise of the last third.
 *
 * @param all values from the begin of the series
 * @param warmUp those before the judged part
 */
export function swingsOf(all: Float64Array, warmUp: number, confidence: number): SwingsFound {
  const tests: Test[] = [];
  const judged = all.subarray(warmUp);
  const late = rhythmOf(judged);
  let fading: Cycle | undefined;
  if (late) {
    tests.push({ name: "spectral peak against AR(1) noise", of: "swings", statistic: late.peak, pValue: late.pValue });
    const lasts = late.pValue < significance ? lasting(judged, late, confidence, tests) : undefined;
    if (lasts?.swings === "sustained") return { ...lasts, tests };
    fading = lasts;
  }
  const early = earlyRhythmOf(all);
  const damped = early && early.pValue < candidate ? dyingDown(all, early, confidence, tests) : undefined;
  return { ...(damped ?? fading ?? { swings: "noise" }), tests };
}

type Cycle = Omit<SwingsFound, "tests">;

interface Block {
  readonly amplitude: number;
  /** Of the variance within the block that the cycle explains. */
  readonly share: number;
}

/** The amplitude of the cycle in blocks of so many periods. */
function blocksOf(values: Float64Array, period: number, cycles: number): { blocks: Block[]; length: number } {
  const length = Math.max(Math.round(cycles * period), 8);
  const count = Math.floor(values.length / length);
  const blocks = Array.from({ length: count }, (_, block) =>
    fitCycle(values.subarray(block * length, (block + 1) * length), (2 * Math.PI) / period),
  );
  return { blocks, length };
}

/** Least squares of m + a cos ωi + b sin ωi, by its normal equations. */
function fitCycle(values: Float64Array, frequency: number): Block {
  const n = values.length;
  const mean = meanOf(values);
  let [c1, s1, cc, ss, cs, yc, ys, yy] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let index = 0; index < n; index += 1) {
    const c = Math.cos(frequency * index);
    const s = Math.sin(frequency * index);
    const y = values[index]! - mean;
    c1 += c;
    s1 += s;
    cc += c * c;
    ss += s * s;
    cs += c * s;
    yc += y * c;
    ys += y * s;
    yy += y * y;
  }
  const [vc, vs, v] = [cc - (c1 * c1) / n, ss - (s1 * s1) / n, cs - (c1 * s1) / n];
  const determinant = vc * vs - v * v;
  // Two values a cycle leave nothing to tell a sine from a cosine by.
  if (!(determinant > 1e-6 * n * n)) return { amplitude: Math.sqrt((2 * yy) / n), share: yy > 0 ? 1 : 0 };
  const a = (yc * vs - ys * v) / determinant;
  const b = (ys * vc - yc * v) / determinant;
  return { amplitude: Math.hypot(a, b), share: yy > 0 ? (a * yc + b * ys) / yy : 0 };
}

function lasting(values: Float64Array, rhythm: Rhythm, confidence: number, tests: Test[]): Cycle | undefined {
  const { blocks, length } = blocksOf(values, rhythm.period, values.length / rhythm.period < 24 ? 1 : 2);
  if (blocks.length < leastBlocks) return undefined;
  const amplitudes = blocks.map(({ amplitude }) => amplitude);
  // Nothing at all moves in some block, so nothing goes on.
  if (amplitudes.includes(0)) return undefined;
  const logarithms = Float64Array.from(amplitudes, Math.log);
  const line = lineThrough(logarithms);
  const independent = independentOf(line);
  const freedom = Math.max(independent - 2, 1);
  const variance = line.squares / (blocks.length - 2);
  const statistic = (variance * freedom) / logRayleigh;
  const pValue = gammaTail(freedom / 2, statistic / 2, false, false);
  tests.push({ name: "steadiness of the amplitude (chi-square)", of: "swings", statistic, pValue });
  if (!(pValue < steady)) return undefined;
  const decay = decayOf(line, independent, length / rhythm.period, confidence);
  tests.push({ name: "decay of the amplitude (Student)", of: "swings", statistic: decay.t, pValue: decay.pValue });
  const falls = decay.pValue < significance && line.slope < 0 && line.slope * blocks.length < -Math.LN2 / 2;
  const { mean, low, high } = meanInterval(amplitudes, confidence);
  return {
    swings: falls ? "damped" : "sustained",
    period: periodOf(rhythm),
    amplitude: falls ? atBegin(line, confidence) : { value: mean, low, high },
    damping: decay.factor,
  };
}

function dyingDown(values: Float64Array, rhythm: Rhythm, confidence: number, tests: Test[]): Cycle | undefined {
  const { blocks, length } = blocksOf(values, rhythm.period, 1);
  const rest = blocks.slice(Math.ceil((2 * blocks.length) / 3)).map(({ amplitude }) => amplitude);
  const floor = rest.sort((one, other) => one - other)[rest.length >> 1] ?? 0;
  const rings = ({ amplitude, share }: Block) => amplitude > aboveNoise * floor && share > leastShare;
  // Before it rings the system may be in disorder.
  const begin = Math.max(blocks.findIndex(rings), 0);
  const end = blocks.findIndex((block, index) => index > begin && !rings(block));
  const ringing = blocks.slice(begin, end < 0 ? undefined : end);
  if (ringing.length < leastBlocks) return undefined;
  const line = lineThrough(Float64Array.from(ringing, ({ amplitude }) => Math.log(amplitude)));
  const independent = independentOf(line);
  const decay = decayOf(line, independent, length / rhythm.period, confidence);
  tests.push({ name: "decay of the ringing (Student)", of: "swings", statistic: decay.t, pValue: decay.pValue });
  if (!(decay.pValue < falling && line.slope * ringing.length < -Math.LN2)) return undefined;
  return {
    swings: "damped",
    period: periodOf(rhythm),
    amplitude: atBegin(line, confidence),
    damping: decay.factor,
  };
}

/** The amplitude where a line of logarithms begins, within what a single one may differ from the line. */
function atBegin({ intercept, squares, residuals }: Line, confidence: number): Estimate {
  const freedom = residuals.length - 2;
  const factor = Math.exp(studentQuantile(confidence, freedom) * Math.sqrt(squares / freedom));
  const value = Math.exp(intercept);
  return { value, low: value / factor, high: value * factor };
}

/** How many independent values the residuals of a line are worth. */
function independentOf({ residuals, squares }: Line): number {
  const n = residuals.length;
  return n >= leastTold && squares > 0 ? Math.min(effectiveSampleSize(residuals), n) : n;
}

interface Decay {
  readonly t: number;
  readonly pValue: number;
  readonly factor: Estimate;
}

/** @param cycles of the rhythm in a block */
function decayOf(line: Line, independent: number, cycles: number, confidence: number): Decay {
  const freedom = Math.max(independent - 2, 1);
  const standardError = Math.sqrt(line.squares / (freedom * line.spread));
  const t = line.slope / standardError;
  const width = standardError * studentQuantile(confidence, freedom);
  const factor = (slope: number) => Math.exp(slope / cycles);
  return {
    t,
    pValue: 2 * studentT(freedom, 0, 1).survival(Math.abs(t)),
    factor: { value: factor(line.slope), low: factor(line.slope - width), high: factor(line.slope + width) },
  };
}

function studentQuantile(confidence: number, freedom: number): number {
  return studentT(Math.max(freedom, 1), 0, 1).upperQuantile((1 - confidence) / 2);
}
