import { describe, expect, test } from "vitest";
import { eventRates } from "../../src/capture/eventRates.js";
import { fullLaw } from "../../src/capture/fullLaw.js";
import { gamma } from "../../src/distribution/gamma.js";
import { lognormal } from "../../src/distribution/lognormal.js";
import { stream } from "../../src/random/stream.js";

/** So many of n intervals of 95 % hold the truth, by chance no fewer in one of a thousand times (normal, one-sided). */
const leastOf = (n: number) => 0.95 * n - 3.09 * Math.sqrt(n * 0.95 * 0.05);

describe("intervals hold the truth as often as they say", () => {
  test("shares of a histogram: at the end of a bucket, inside one, and beyond all of them", () => {
    const truth = lognormal(9, 1);
    const draws = stream("coverage of shares");
    const ends = [0, ...Array.from({ length: 18 }, (_, index) => 2 ** (index + 7))];
    const asked = [2 ** 13, 20_000, 2 ** 19];
    const sets = 200;
    const held = asked.map(() => 0);
    for (let set = 0; set < sets; set++) {
      const counts = new Array<number>(ends.length - 1).fill(0);
      for (let value = 0; value < 400; value++) {
        const x = truth.sample(draws);
        counts[ends.findIndex((end) => x <= end) - 1]! += 1;
      }
      const intervals = counts.map((count, index) => [ends[index]!, ends[index + 1]!, count] as const);
      const law = fullLaw({ intervals }, { families: ["lognormal"], components: 1 });
      for (const [index, x] of asked.entries()) {
        const { low, high } = law.above(x);
        if (low <= truth.survival(x) && truth.survival(x) <= high) held[index]! += 1;
      }
    }
    for (const count of held) expect(count).toBeGreaterThanOrEqual(leastOf(sets));
  });

  test("rates and loads of events in bursts, over intervals that are not of one length", () => {
    const inSecond = gamma(0.5, 2000);
    const draws = stream("coverage of rates");
    const sets = 500;
    let [rates, loads] = [0, 0];
    for (let set = 0; set < sets; set++) {
      let [time, count] = [0, 0];
      const at = () => ({
        time: `${time} s`,
        reading: [{ id: 1, name: "p", runCount: count, runTimeNs: 150 * count }],
      });
      const captures = [at()];
      for (const length of [5, 10, 10, 20, 5, 10, 15, 5]) {
        time += length;
        for (let second = 0; second < length; second++) count += Math.round(inSecond.sample(draws));
        captures.push(at());
      }
      const [found] = eventRates(captures).programs;
      if (found!.rateLow <= 1000 && found!.rateHigh >= 1000) rates += 1;
      if (found!.loadLow! <= 150e-6 && found!.loadHigh! >= 150e-6) loads += 1;
    }
    expect(rates).toBeGreaterThanOrEqual(leastOf(sets));
    expect(loads).toBe(rates);
  });
});
