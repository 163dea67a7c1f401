import { requireArray } from "../argument/argument.js";
import { meanInterval } from "../measure/interval.js";
import { percent, percentWithin } from "../table/words.js";
import { type Classification, classification, type Judged, votes } from "./classification.js";
import type { Doubt, Estimate, Evidence, Regime, Swings } from "./evidence.js";
import { type Verdict, verdictOf } from "./verdict.js";

/**
 * The regime of replications of one model, from their classifications alone.
 *
 * It is that of {@link verdictOf}: what more than half say if none contradicts; else, where each has settled at a level, what the interval of
 * their mean says; else undecided, and of replications that are of different regimes the reason says how many of each. Every
 * estimate becomes the mean over the replications that have it, with Student's interval; tests are those of the runs and are not
 * repeated.
 *
 * @throws RangeError for none, or for some of different epsilon or confidence
 */
export function combineRegimes(classifications: readonly Judged[]): Classification {
  requireArray("combineRegimes", "a list of classifications", classifications);
  const [first] = classifications;
  if (!first) throw new RangeError("combineRegimes: expected at least one classification, got none");
  if (classifications.length === 1) return classification(first.regime, first.reason, first.evidence);
  const { epsilon, confidence } = first.evidence;
  for (const { evidence } of classifications)
    if (evidence.epsilon !== epsilon || evidence.confidence !== confidence)
      throw new RangeError("combineRegimes: expected classifications of one epsilon and one confidence");
  const regimes: Partial<Record<Regime, number>> = {};
  for (const { regime } of classifications) regimes[regime] = (regimes[regime] ?? 0) + 1;
  const verdict = verdictOf(
    classifications.map(({ regime, evidence: { level, doubt } }) => ({ regime, level: level?.value, doubt })),
    epsilon,
    confidence,
  );
  const regime = verdict.regime as Regime;
  const reason = inWords(verdict, classifications, epsilon, confidence);
  const doubt = doubtOf(verdict, classifications);
  const leading = classifications.filter((each) => each.regime === regime);
  const evidence = combined(leading.length > 0 ? leading : classifications, confidence);
  const swings = common(leading.map((each) => each.evidence.swings));
  const counts = `of ${votes(classifications.length, regimes).replace(":", " replications,")}`;
  const { swings: _, doubt: __, ...rest } = evidence;
  return classification(regime, `${reason} (${counts}).`, {
    ...rest,
    ...(doubt && { doubt }),
    ...(swings && { swings }),
    tests: [],
    replications: classifications.length,
    regimes,
  });
}

/** Where most do not say, the doubt of the first that does not. */
function doubtOf(verdict: Verdict, all: readonly Judged[]): Doubt | undefined {
  if (verdict.by === "majority") return undefined;
  if (verdict.by === "levels" || verdict.doubt) return verdict.doubt;
  return all.find(({ regime }) => regime === "undecided")!.evidence.doubt;
}

/** Why, in words. */
function inWords(verdict: Verdict, all: readonly Judged[], epsilon: number, confidence: number): string {
  if (verdict.by === "majority") return sentence(all.find(({ regime }) => regime === verdict.regime)!, all, confidence);
  if (verdict.by === "levels") {
    const around = percentWithin(estimateOf(verdict.levels, confidence));
    if (verdict.regime === "converging")
      return `over replications the overhead goes to ${around}, below ${percent(epsilon)}`;
    if (verdict.regime === "exploding")
      return `over replications bookkeeping outweighs the useful work, ${around} of it`;
    if (verdict.regime === "oscillating") return `over replications the overhead stays around ${around}`;
    return `over replications the overhead, ${around}, is too near to ${percent(verdict.near)} to tell on which side it stays`;
  }
  if (verdict.doubt === "disagreement") return "replications are of different regimes";
  const undecided = all.find(({ regime }) => regime === "undecided")!;
  return `most replications do not say; the first: ${undecided.reason.replace(/\.$/, "")}`;
}

function sentence(example: Judged, all: readonly Judged[], confidence: number): string {
  const of = all.filter(({ regime }) => regime === example.regime);
  const levels = of.flatMap(({ evidence: { level } }) => (level ? [level.value] : []));
  const around = levels.length > 0 ? percentWithin(estimateOf(levels, confidence)) : "";
  if (example.regime === "converging")
    return `the overhead goes to ${around}, below ${percent(example.evidence.epsilon)}`;
  if (example.regime === "oscillating") return `the overhead stays around ${around}`;
  return example.evidence.quantity === "work"
    ? `bookkeeping outweighs the useful work, ${around} of it`
    : `the ${example.evidence.quantity} grows without bound`;
}

const estimates = ["level", "backlog", "growthRate", "doublingTime", "period", "amplitude", "damping"] as const;

/** The first evidence, with every estimate and number that others have too averaged over them. */
function combined(all: readonly Judged[], confidence: number): Evidence {
  const [first] = all;
  const means = Object.fromEntries(
    estimates.flatMap((name): [string, Estimate][] => {
      const values = all.flatMap(({ evidence }) => (evidence[name] ? [evidence[name].value] : []));
      if (values.length === 0) return [];
      return [
        [
          name,
          values.length === 1
            ? (first!.evidence[name] ?? all.find(({ evidence }) => evidence[name])!.evidence[name]!)
            : estimateOf(values, confidence),
        ],
      ];
    }),
  );
  return { ...first!.evidence, ...means };
}

function estimateOf(values: readonly number[], confidence: number): Estimate {
  const { mean, low, high } = meanInterval(values, confidence);
  return values.length > 1 ? { value: mean, low, high } : { value: mean, low: mean, high: mean };
}

/** What most of them say. */
function common(all: readonly (Swings | undefined)[]): Swings | undefined {
  const counts = new Map<Swings, number>();
  for (const each of all) if (each) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}
