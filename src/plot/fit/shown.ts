import type { Distribution } from "../../distribution/distribution.js";
import { isSample, type Measurements, type Sample, sampleOf } from "../../fit/data.js";
import type { FitResult } from "../../fit/result.js";
import { timeUnit, type Unit } from "../unit.js";
import { type Seen, seen } from "./seen.js";
import { type Atom, sharesOf } from "./shares.js";

/** How measurements and their fits are drawn. */
export interface FitPanelOptions {
  /** What the values are called; `"value"` unless given. */
  readonly name?: string;
  /** Their unit; unless given they are ns, shown in the unit that fits them, and counts where the law is one of counts. */
  readonly unit?: string;
  /** Of the axes of values; `"log"` where all are positive and lie a factor of 20 or more apart unless given. */
  readonly scale?: "linear" | "log";
  /** How many results are drawn, the best ones; 4 unless given. */
  readonly most?: number;
  readonly title?: string;
  /** px */
  readonly height?: number;
}

/** What all panels are drawn from. */
export interface Shown {
  readonly sample: Sample;
  /** Best first; none where only the data are drawn. */
  readonly laws: readonly ShownLaw[];
  readonly atoms: readonly Atom[];
  /** The atoms that are drawn: not a million, and more of them where the ends are. */
  readonly points: readonly Atom[];
  /** Whether there are buckets and no exact values. */
  readonly buckets: boolean;
  readonly log: boolean;
  readonly range: readonly [low: number, high: number];
  readonly unit: Unit;
  readonly name: string;
}

/** A result with its law as the measurement would see it. */
export interface ShownLaw {
  readonly result: FitResult;
  readonly law: Seen;
}

/** Marks for the data in each panel. */
const marks = 200;

/**
 * Brings measurements and the results fitted to them into the form that panels are drawn from.
 *
 * @param plot its name, for errors
 * @throws RangeError for data of which nothing can be drawn, or a log scale for values that are not positive
 */
export function shownOf(
  plot: string,
  sample: Sample,
  results: readonly FitResult[],
  { name = "value", most = 4, unit, scale }: FitPanelOptions,
): Shown {
  const laws = results
    .filter(({ distribution }) => distribution)
    .slice(0, most)
    .map((result) => ({ result, law: seen(result.distribution as Distribution, sample) }));
  const atoms = sharesOf(sample);
  if (laws.length === 0 && !atoms.some(({ at }) => Number.isFinite(at)))
    throw new RangeError(
      `plot.${plot}: of totals and of values known only from below nothing can be drawn without a fit`,
    );
  const best = laws[0]?.law;
  const { log, range } = rangeOf(plot, atoms, best, scale);
  const middle = best ? best.quantile(0.5) : (atoms.find(({ upTo }) => upTo >= 0.5)?.at ?? range[1]);
  return {
    sample,
    laws,
    atoms,
    points: pointsOf(atoms),
    buckets: sample.intervals.length > 0 && !atoms.some(({ exact }) => exact),
    log,
    range,
    unit: unit ? { name: unit, size: 1 } : best?.kind === "discrete" ? { name: "count", size: 1 } : timeUnit(middle),
    name,
  };
}

/**
 * The measurements, checked.
 *
 * @throws RangeError for what cannot be drawn, with the reason; TypeError for what is not data at all
 */
export function drawnSample(plot: string, data: Measurements): Sample {
  const sample = sampleOf(data);
  if (isSample(sample)) return sample;
  throw new RangeError(`plot.${plot}: ${sample.message}`);
}

/** The values the axes run over, and whether they are so far apart that only a log axis shows all. */
function rangeOf(
  plot: string,
  atoms: readonly Atom[],
  law: Seen | undefined,
  scale: FitPanelOptions["scale"],
): Pick<Shown, "log" | "range"> {
  const finite = atoms.filter(({ at }) => Number.isFinite(at));
  const low = finite[0]?.at ?? law?.quantile(0.001) ?? 0;
  const high = finite.at(-1)?.at ?? law?.quantile(0.999) ?? 1;
  if (scale === "log" && !(low > 0))
    throw new RangeError(`plot.${plot}: a log axis has no place for the value ${low}; use scale: "linear"`);
  const log = scale ? scale === "log" : low > 0 && high / low >= 20;
  const spread = high > low ? high - low : Math.abs(high) || 1;
  return { log, range: log ? [low / 1.1, high * 1.2] : [low - spread / 50, high + spread / 20] };
}

/** Spread over the log odds, so that both ends are there. */
function pointsOf(atoms: readonly Atom[]): Atom[] {
  const finite = atoms.filter(({ at }) => Number.isFinite(at));
  if (finite.length <= marks) return finite;
  const end = Math.log(2 * finite.length);
  const chosen = new Set<Atom>();
  let next = 0;
  for (let index = 0; index <= marks; index++) {
    const upTo = 1 / (1 + Math.exp(end * (1 - (2 * index) / marks)));
    while (next < finite.length - 1 && finite[next]!.upTo < upTo) next += 1;
    chosen.add(finite[next]!);
  }
  return [...chosen];
}

/** The share up to a value that its own share is half counted in: where it was measured exactly, the fair place for it. */
export function shareUpTo({ upTo, share, exact }: Atom): number {
  return exact ? upTo - share / 2 : upTo;
}
