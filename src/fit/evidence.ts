import { displaySymbol, type MimeBundle } from "../display/mime.js";
import { pictureMarkup } from "../display/pictureMarkup.js";
import type { Distribution } from "../distribution/distribution.js";
import { type Row, Table } from "../table/table.js";
import type { Sample } from "./data.js";
import { fitText } from "./fitText.js";
import type { FitResult } from "./result.js";

/** By the fitted law, so that a result that is copied to add tests to it still knows what it was fitted to. */
const samples = new WeakMap<Distribution, Sample>();

/** Draws results; the room of plots, which is above this one, puts it here as soon as it is there. */
export const drawing: { of?: (results: readonly FitResult[]) => Promise<MimeBundle> } = {};

/** The measurements that a result was fitted to; none for one that came from elsewhere, as out of a file. */
export function evidenceOf({ distribution }: FitResult): Sample | undefined {
  return distribution && samples.get(distribution);
}

/** Notes what results were fitted to, and lets them show themselves. */
export function withEvidence(results: readonly FitResult[], sample: Sample): FitResult[] {
  for (const { distribution } of results) if (distribution) samples.set(distribution, sample);
  return withDisplay(results);
}

/** Results, each of which, and all together, show themselves as a table and a figure: what a function returns that copies them. */
export function withDisplay(results: readonly FitResult[]): FitResult[] {
  const each = results.map((result) => {
    const own = { ...result };
    return shown(own, [own]);
  });
  return shown(each, each);
}

/** Not enumerable: neither a copy nor a comparison has anything to do with it. */
function shown<Value extends object>(value: Value, results: readonly FitResult[]): Value {
  return Object.defineProperty(value, displaySymbol, { value: () => bundleOf(results) });
}

async function bundleOf(results: readonly FitResult[]): Promise<MimeBundle> {
  const table = fitTable(results)[displaySymbol]();
  const words = fitText(results);
  if (!drawing.of || !results.some(evidenceOf)) return { ...table, "text/plain": words };
  const { "text/plain": text, ...figure } = await drawing.of(results);
  return {
    "text/plain": `${words}\n${text}`,
    "text/html": `${String(table["text/html"])}${pictureMarkup(figure["image/svg+xml"], "the fits")}`,
  };
}

/** A row for each result. */
function fitTable(results: readonly FitResult[]): Table {
  return new Table(results.map(rowOf));
}

function rowOf({ family, status, k, logLikelihood, aic, summary, warnings }: FitResult): Row {
  const number = (value: number) => (Number.isFinite(value) ? value : null);
  return {
    family,
    status,
    k,
    "log-likelihood": number(logLikelihood),
    AIC: number(aic),
    estimate: summary,
    warnings: warnings.map(({ code }) => code).join(", "),
  };
}
