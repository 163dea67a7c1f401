import { percent, percentWithin, time } from "../table/words.js";
import { type Case, estimateOf, type Finding, scaled, undecided } from "./finding.js";
import { type Level, linearised, ratio } from "./level.js";
import { type SwingsFound, swingsOf } from "./swings.js";

/** On which side of epsilon a level is that has settled, and how it swings. */
export function balance({ windows, epsilon, confidence, decision }: Case, { values, warmUp }: Level): Finding {
  const { bookkeeping, work, length } = windows;
  const all = linearised(bookkeeping, work, ratio(bookkeeping.subarray(warmUp), work.subarray(warmUp)));
  const found = swingsOf(all, warmUp, confidence);
  const { swings, period, amplitude, damping, tests } = found;
  const evidence = {
    swings,
    ...(period && { period: scaled(period, length) }),
    ...(amplitude && { amplitude }),
    ...(damping && { damping }),
  };
  const strict = estimateOf(values, decision);
  return { answer: sideOf(), evidence, tests };

  function sideOf(): NonNullable<Finding["answer"]> {
    const around = percentWithin(estimateOf(values, confidence));
    if (strict.high < epsilon) {
      const reason = `the overhead goes to ${around}, below ${percent(epsilon)}`;
      return { regime: "converging", quantity: "overhead", reason };
    }
    if (!(strict.low > epsilon)) {
      const near = `is too near to ${percent(epsilon)} to tell on which side it stays`;
      return undecided("overhead", "border", `the overhead, ${around}, ${near}`);
    }
    // Between a balance and bookkeeping that outweighs the work.
    if (!(strict.high < 1))
      return undecided("work", "border", `the overhead, ${around}, may outweigh the useful work or not`);
    const reason = `the overhead stays around ${around}, ${inWords(found, length)}`;
    return { regime: "oscillating", quantity: "overhead", reason };
  }
}

function inWords({ swings, period, amplitude }: SwingsFound, length: number): string {
  if (swings === "noise" || !period || !amplitude) return "with no swings beyond noise";
  const cycle = time(period.value * length);
  return swings === "damped"
    ? `its swings of ${cycle} dying down`
    : `swinging by ${percent(amplitude.value)} every ${cycle}, for good`;
}
