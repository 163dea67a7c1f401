import type { FitData } from "../../fit/data.js";
import { duration } from "../../machine/duration.js";

/** Data of which nothing up to a threshold was recorded; what is not above it is left out. */
export function truncatedBelow(data: FitData, threshold: number | string | undefined, unit = "ns"): FitData {
  if (threshold === undefined) return data;
  const lower =
    typeof threshold === "number" || Number.isFinite(Number(threshold))
      ? Number(threshold)
      : duration(threshold, "truncateBelow") / duration(`1 ${unit}`, "unit");
  const { exact, weights, intervals, truncation } = data;
  const kept = exact && Array.from(exact, (_, index) => index).filter((index) => exact[index]! > lower);
  return {
    ...data,
    ...(exact && kept && { exact: Float64Array.from(kept, (index) => exact[index]!) }),
    ...(weights && kept && { weights: kept.map((index) => weights[index]!) }),
    ...(intervals && { intervals: Array.from(intervals).filter(([, high]) => high > lower) }),
    truncation: { ...truncation, lower },
  };
}
