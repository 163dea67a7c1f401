import { isFurniture } from "./furniture.js";
import { type Bucket, type Histogram, HistogramsReading, noteOnSeveral } from "./kind/histograms.js";
import type { Lines } from "./lines.js";
import { isComment, type Sample, sampleIn } from "./prometheus.js";
import type { Reader } from "./reader.js";
import { timeUnitIn } from "./unit.js";

/** A histogram as it comes in: counts up to and with each end. */
interface Series {
  readonly metric: string;
  ends: { readonly end: number; readonly count: number }[];
  sum: number | null;
}

/**
 * Histograms in Prometheus' text format, as ebpf_exporter has them: counts up to each end `le`, since the exporter began, so that of several
 * scrapes the last holds all. The first bucket begins at 0 where its end is positive, as in Prometheus' histogram_quantile. Sources: Prometheus'
 * exposition formats; README and histogram.go of ebpf_exporter, which has a sum of 0 where its program keeps none.
 */
export const prometheusHistograms: Reader<HistogramsReading> = {
  tools: ["prometheus-histograms"],
  kinds: ["histograms"],
  recognises: (head) => (head.some((line) => endOf(sampleIn(line)) !== undefined) ? 0.8 : 0),
  read(lines) {
    const all = new Map<string, Series>();
    let [others, scrapes] = [0, 0];
    for (const line of lines) {
      if (isComment(line)) continue;
      const sample = sampleIn(line);
      const end = endOf(sample);
      if (!sample) {
        if (!isFurniture(line, lines)) lines.skip("is no sample of Prometheus' text format");
      } else if (end !== undefined) {
        const series = seriesOf(sample, "_bucket", all);
        const last = series.ends.at(-1);
        if (last && series.ends.some((each) => each.end === end)) {
          scrapes += 1;
          series.ends = [];
          series.sum = null;
        } else if (last && (end < last.end || sample.value < last.count)) {
          lines.skip("has an end or a count below that of the bucket before");
          continue;
        }
        series.ends.push({ end, count: sample.value });
      } else if (sample.metric.endsWith("_sum")) seriesOf(sample, "_sum", all).sum = sample.value;
      else if (!sample.metric.endsWith("_count")) others += 1;
    }
    if (others > 0) lines.note(`${others} samples of other metrics were not read`);
    if (scrapes > 0)
      lines.note(`${scrapes} earlier scrapes of histograms are left out: the last holds their counts too`);
    const histograms = [...all].filter(([, { ends }]) => ends.length > 0).map((each) => histogramOf(each, lines));
    noteOnSeveral(lines, histograms);
    return new HistogramsReading(lines, histograms);
  },
};

/** The end of a bucket; undefined for a sample that is none. */
function endOf(sample: Sample | undefined): number | undefined {
  const text = sample?.metric.endsWith("_bucket") ? sample.labels.get("le") : undefined;
  const end = text === "+Inf" ? Infinity : Number(text);
  return text === undefined || text === "" || Number.isNaN(end) ? undefined : end;
}

/** The histogram that a sample belongs to, by its name and all labels but `le`. */
function seriesOf({ metric, labels }: Sample, suffix: string, all: Map<string, Series>): Series {
  const name = metric.slice(0, -suffix.length);
  const own = [...labels].filter(([label]) => label !== "le").map(([label, value]) => `${label}=${value}`);
  const key = own.length > 0 ? `${name}{${own.join(",")}}` : name;
  const series = all.get(key) ?? { metric: name, ends: [], sum: null };
  all.set(key, series);
  return series;
}

function histogramOf([section, { metric, ends, sum }]: [string, Series], lines: Lines): Histogram {
  if (ends.at(-1)!.end !== Infinity) lines.note(`${section} has no bucket up to +Inf: it is cut off`);
  const buckets = ends.map(({ end, count }, index): Bucket => {
    const before = ends[index - 1];
    const low = before?.end ?? (end > 0 ? 0 : null);
    return [low, end === Infinity ? null : end, count - (before?.count ?? 0)];
  });
  const count = ends.at(-1)!.count;
  const histogram = { section, time: null, unit: timeUnitIn(metric) ?? null, count, buckets };
  if (!sum || count === 0) return histogram;
  const least = total(buckets, ([low]) => low ?? -Infinity);
  const most = total(buckets, ([, high]) => high ?? Infinity);
  if (sum >= least && sum <= most) return { ...histogram, mean: sum / count, total: sum };
  lines.note(
    `${section} has a sum of ${sum}, but its buckets only go from ${least} to ${most}: it is left out. ` +
      "A program that rounds log2 down counts values under half the end that they have",
  );
  return histogram;
}

/** The sum of all values, if each were where `at` says in its bucket. */
function total(buckets: readonly Bucket[], at: (bucket: Bucket) => number): number {
  return buckets.reduce((sum, bucket) => (bucket[2] === 0 ? sum : sum + at(bucket) * bucket[2]), 0);
}
