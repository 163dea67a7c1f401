import type { Sample } from "../data.js";
import { byAic, type FitResult, type FitWarning } from "../result.js";
import { akaikeWeights } from "./akaikeWeights.js";
import { dataWarnings } from "./dataWarnings.js";
import { fewPoints } from "./fewPoints.js";
import { heavyTail } from "./heavyTail.js";

/**
 * Puts fits to the same data in order, best first by AIC, each with its distance to the best, its Akaike weight, what there is to be
 * warned of, and a summary that says why it stands where it does. Fits without an estimate come last.
 */
export function ranking(results: readonly FitResult[], sample: Sample): FitResult[] {
  const sorted = results.toSorted(byAic);
  const weights = akaikeWeights(sorted.map(({ aic }) => aic));
  const compared = sorted.filter(({ aic }) => Number.isFinite(aic));
  const ofData = dataWarnings(sample);
  return sorted.map((result, place) => {
    const { distribution } = result;
    if (!distribution) return result;
    const warnings = [
      ...result.warnings,
      distribution.kind === "continuous" ? ofData.ties : undefined,
      result.method.startsWith("mixture") ? undefined : ofData.bimodal,
      heavyTail(distribution),
      fewPoints(result.n, result.k),
    ].filter((warning): warning is FitWarning => warning !== undefined);
    return {
      ...result,
      warnings,
      deltaAic: Math.max(0, result.aic - sorted[0]!.aic),
      akaikeWeight: weights[place]!,
      summary: `${result.summary}${reason(compared, place, weights)}${inBrief(warnings)}`,
    };
  });
}

/** Why a fit stands where it does. */
function reason(compared: readonly FitResult[], place: number, weights: readonly number[]): string {
  const result = compared[place];
  if (!result || compared.length < 2) return "";
  const share = percent(weights[place]!);
  if (place > 0) {
    const behind = result.aic - compared[0]!.aic;
    return `; AIC ${behind.toFixed(1)} above that of ${compared[0]!.family}: ${share} of the evidence`;
  }
  const next = compared[1]!;
  const ahead = next.aic - result.aic;
  const verdict =
    ahead < 2
      ? `hardly told apart from ${next.family}`
      : ahead < 10
        ? `better supported than ${next.family}`
        : `far ahead of ${next.family}`;
  return `; the least AIC of ${compared.length} families, ${ahead.toFixed(1)} below the next, with ${share} of the evidence: ${verdict}`;
}

function percent(share: number): string {
  if (share > 0.9995) return "nearly all";
  return share < 0.001 ? "less than 0.1 %" : `${Number((100 * share).toPrecision(3))} %`;
}

/** The warnings by their codes; their messages are beside the summary. */
function inBrief(warnings: readonly FitWarning[]): string {
  return warnings.length > 0 ? `. Note: ${warnings.map(({ code }) => code).join(", ")}` : "";
}
