/** A sample of Prometheus' text format. */
export interface Sample {
  readonly metric: string;
  readonly labels: ReadonlyMap<string, string>;
  /** Infinity where it says `+Inf`. */
  readonly value: number;
}

/** A name, labels, a value, a time perhaps; in OpenMetrics an example after it, `# {trace_id="…"} 0.67`. */
const form = /^([a-zA-Z_:][\w:]*)(?:\{(.*?)\})?\s+(\S+)(?:\s+-?[\d.]+)?(?:\s+# \{.*\} .*)?\s*$/;
const label = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"\s*(?:,\s*|$)/gy;

/** Lines that say what metrics are, and where they end. */
export const isComment = (line: string) => /^# (?:HELP|TYPE|UNIT|EOF)\b/.test(line);

/** The sample of a line; undefined where it is none. Sources: Prometheus' exposition formats; OpenMetrics 1.0. */
export function sampleIn(line: string): Sample | undefined {
  const [, metric, labelText = "", text = ""] = form.exec(line) ?? [];
  const labels = labelsOf(labelText);
  const value = text === "+Inf" ? Infinity : Number(text);
  return metric === undefined || !labels || text === "" || Number.isNaN(value) ? undefined : { metric, labels, value };
}

/** The labels of a sample; undefined where they are not written as they should be. */
function labelsOf(text: string): Map<string, string> | undefined {
  const labels = new Map<string, string>();
  let end = 0;
  for (const { 0: part, 1: name, 2: value } of text.matchAll(new RegExp(label))) {
    labels.set(
      name!,
      value!.replace(/\\(.)/g, (_, character: string) => (character === "n" ? "\n" : character)),
    );
    end += part.length;
  }
  return end === text.length ? labels : undefined;
}
