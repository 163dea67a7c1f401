import { aligned } from "../table/aligned.js";
import { wrapped } from "../table/wrapped.js";
import { type FitResult, parametersInWords } from "./result.js";

const usualWidth = 80;
const leastWidth = 60;
/** Of estimates, which take the rest of a line. */
const leastEstimate = 20;

/**
 * Results in words for a page of so many characters a line: the best in a sentence, a line for each with its distance to the best, the
 * p-values that there are and its estimate, and what there is to be warned of, each warning once.
 */
export function fitText(results: readonly FitResult[], width = usualWidth): string {
  const page = Math.max(leastWidth, width);
  const [best] = results;
  if (!best) return "no family was fitted";
  return [...wrapped(best.summary, page), "", ...linesOf(results, page), ...notesOf(results, page)].join("\n");
}

function linesOf(results: readonly FitResult[], page: number): string[] {
  const tests = [...new Set(results.flatMap(({ tests }) => Object.keys(tests)))].filter((name) =>
    results.some(({ tests }) => Number.isFinite(tests[name]?.pValue)),
  );
  const columns = aligned([
    ["family", "ΔAIC", ...tests.map((name) => `p of ${name}`)],
    ...results.map(({ family, deltaAic, tests: done }) => [
      family,
      deltaAic === undefined ? "" : deltaAic.toFixed(1),
      ...tests.map((name) =>
        Number.isFinite(done[name]?.pValue) ? String(Number(done[name]!.pValue.toPrecision(2))) : "",
      ),
    ]),
  ]);
  const left = columns[0]!.length + 2;
  const estimates = ["estimate", ...results.map(estimateOf)];
  return columns.flatMap((line, row) =>
    wrapped(estimates[row]!, Math.max(leastEstimate, page - left)).map(
      (part, index) => `${index === 0 ? line : " ".repeat(line.length)}  ${part}`,
    ),
  );
}

/** Where there is none, why. */
function estimateOf({ parameters, standardErrors, status, warnings }: FitResult): string {
  if (parameters) return parametersInWords(parameters, standardErrors);
  return `${status}: ${warnings.find(({ code }) => code === status)?.message ?? "no estimate"}`;
}

function notesOf(results: readonly FitResult[], page: number): string[] {
  const estimated = results.filter(({ parameters }) => parameters);
  const families = new Map<string, string[]>();
  for (const { family, warnings } of estimated)
    for (const { code, message } of warnings) {
      const note = `${code}: ${message}`;
      families.set(note, [...(families.get(note) ?? []), family]);
    }
  const notes = [...families].flatMap(([note, of]) => {
    const whose = of.length === estimated.length ? "" : `${of.join(", ")}: `;
    return wrapped(`${whose}${note}`, page - 2).map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
  });
  return notes.length > 0 ? ["", ...notes] : [];
}
