import { describe, expect, test } from "vitest";
import { fullLaw } from "../../src/capture/fullLaw.js";
import { mimeBundle } from "../../src/display/mime.js";
import { read } from "../../src/reader/read.js";
import { hasSharedData, sharedData } from "../sharedData.js";
import { reference, samplePath } from "./sample.js";

const codes = (found: { readonly warnings: readonly { readonly code: string }[] }) =>
  found.warnings.map(({ code }) => code);
const alone = { families: ["lognormal"], components: 1 };
const { buckets } = reference.histogram as { buckets: [number, number, number][] };
const { values } = reference.refined as { values: number[] };

/** A law found by SciPy's search, to the digits that such a search has. */
function expectLaw(found: ReturnType<typeof fullLaw>, expected: Record<"mu" | "sigma", number>): void {
  const { mu, sigma } = found.distribution.parameters as { mu: number; sigma: number };
  expect(mu).toBeCloseTo(expected.mu, 5);
  expect(sigma).toBeCloseTo(expected.sigma, 5);
}

describe("a histogram alone", () => {
  const law = fullLaw({ intervals: buckets }, alone);

  test("has the law of greatest likelihood, and its shares far out with their interval", () => {
    expectLaw(law, reference.histogram);
    const { share, low, high, basis } = law.above(200_000);
    expect(basis).toBe("law");
    expect(share / reference.histogram.share).toBeCloseTo(1, 3);
    expect(low / reference.histogram.low).toBeCloseTo(1, 2);
    expect(high / reference.histogram.high).toBeCloseTo(1, 2);
  });

  test("shares at the ends of buckets are counted, whatever the family", () => {
    // 75 of 585 are above 16 µs: Clopper and Pearson's interval by SciPy, binomtest(75, 585).proportion_ci(0.95, "exact").
    const expected = { share: 75 / 585, low: 0.1021926, high: 0.1580382, basis: "counted" };
    for (const family of ["lognormal", "exponential"]) {
      const { share, low, high, basis } = fullLaw({ intervals: buckets }, { families: [family], components: 1 }).above(
        "16 us",
      );
      expect(basis).toBe(expected.basis);
      expect(share).toBe(expected.share);
      expect(low).toBeCloseTo(expected.low, 6);
      expect(high).toBeCloseTo(expected.high, 6);
    }
  });

  test("inside a bucket the interval reaches from none of it to all of it", () => {
    const [all, inside, none] = ["16 us", "20 us", "32 us"].map((x) => law.above(x));
    expect(inside!.basis).toBe("within-bucket");
    expect([inside!.low, inside!.high]).toEqual([none!.low, all!.high]);
    const { distribution: d } = law;
    const part = (d.cdf(32_000) - d.cdf(20_000)) / (d.cdf(32_000) - d.cdf(16_000));
    expect(inside!.share).toBeCloseTo((15 + 60 * part) / 585, 12);
  });

  test("of those above a value alone", () => {
    expect(law.above("32 us", { given: "16 us" })).toMatchObject({ share: 15 / 75, basis: "counted" });
    expect(() => law.above("32 us", { given: "20 us" })).toThrow(
      /20000 ns lies inside the bucket from 16000 to 32000 ns/,
    );
    expect(() => law.above("8 us", { given: "16 us" })).toThrow(/all is above 8000 ns/);
  });

  test("beyond all counts, that none was seen bounds what a heavy law says", () => {
    const law = fullLaw(
      { intervals: [[10, 11, 1000]] as [number, number, number][], exact: [30] },
      { families: ["exponential"], components: 1 },
    );
    // 1 - 0.025^(1/1001)
    expect(law.above(31).high).toBeCloseTo(0.0036784, 7);
  });
});

describe("a law that ends", () => {
  const uniform = { families: ["uniform"], components: 1 };
  const exact = Array.from({ length: 100 }, (_, index) => index + 0.5);

  test("does not say that there is nothing beyond: none of 100 was seen", () => {
    // 1 - 0.025^(1/100)
    expect(fullLaw({ exact }, uniform).above(200)).toMatchObject({
      share: 0,
      low: 0,
      high: expect.closeTo(0.0362167, 7),
      basis: "law",
    });
  });
});

describe("single values above a threshold", () => {
  const cut = { exact: values, truncation: { lower: 16_000 } };

  test("beside a histogram take the place of as many counts", () => {
    const law = fullLaw([{ intervals: buckets }, cut], alone);
    expectLaw(law, reference.refined);
    expect(law.size).toBeCloseTo(585, 9);
    expect(law.above(16_000)).toMatchObject({ share: expect.closeTo(75 / 585, 12), basis: "counted" });
    expect(codes(law)).not.toContain("weighed-tail");
  });

  test("more of them than the histogram counted weigh as many as it did", () => {
    const many = {
      exact: Array.from({ length: 150 }, (_, index) => 16_100 + 200 * index),
      truncation: { lower: 16_000 },
    };
    const law = fullLaw([{ intervals: buckets }, many], alone);
    expect(codes(law)).toContain("weighed-tail");
    expect(law.size).toBeCloseTo(585, 9);
    // 70 of the 150 are above 32 µs, and they are half a wait each.
    expect(law.above(32_000).share).toBeCloseTo(70 / 2 / 585, 12);
  });

  test("with the number of all have its law and shares of all", () => {
    const law = fullLaw(cut, { ...alone, total: 600 });
    expectLaw(law, reference.ofTotal);
    expect(law.above(20_000)).toMatchObject({ share: 8 / 600, basis: "counted" });
    const far = law.above(100_000);
    expect(far.share / reference.ofTotal.share).toBeCloseTo(1, 3);
    expect(far.low / reference.ofTotal.low).toBeCloseTo(1, 2);
    expect(far.high / reference.ofTotal.high).toBeCloseTo(1, 2);
  });

  test("alone tell of those recorded, and of all only what a family says", () => {
    const law = fullLaw(cut);
    expect(codes(law)).toContain("truncated-only");
    expect(law.above(20_000).basis).toBe("law");
    expect(law.above(20_000, { given: 16_000 })).toMatchObject({ share: 8 / 12, basis: "counted" });
  });

  test("a threshold inside a bucket moves to its end", () => {
    const law = fullLaw([{ intervals: buckets }, { exact: values, truncation: { lower: 10_000 } }], alone);
    expect(codes(law)).toContain("threshold-inside-bucket");
    expectLaw(law, reference.refined);
  });

  test("without a count of the histogram above it add nothing", () => {
    const law = fullLaw([{ intervals: buckets }, { exact: [70_000], truncation: { lower: 64_000 } }], alone);
    expect(codes(law)).toContain("no-tail");
    expectLaw(law, reference.histogram);
  });
});

test("what does not go together is refused by name", () => {
  const cut = (lower: number) => ({ exact: [2 * lower], truncation: { lower } });
  expect(() => fullLaw([cut(1000), cut(2000)])).toThrow("above one threshold go together, got 1000 and 2000 ns");
  expect(() => fullLaw(cut(1000), { total: 0 })).toThrow("expected at least the 1 that were recorded");
  expect(() => fullLaw({ intervals: buckets }, { total: 9 })).toThrow("a histogram counts all by itself");
  expect(() => fullLaw([-1, 2, 3])).toThrow("expected values from 0 on, such as times, got -1");
  expect(() => fullLaw({ intervals: [] })).toThrow("there are no values to fit");
  expect(() => fullLaw({ intervals: buckets }, { components: 0 })).toThrow(
    "components: expected a whole number from 1, got 0",
  );
  expect(() => fullLaw({ intervals: buckets }, { confidence: 95 })).toThrow("confidence");
});

describe("readings of runqlat and runqslower", () => {
  const [histogram, slow] = ["runqlat.txt", "runqslower.txt"].map((name) => read(samplePath(name)));

  test("together: two modes, so a mixture, and shares in ms", () => {
    const law = fullLaw([histogram!, slow!]);
    expect(law.distribution.family).toBe("mixture");
    expect(law.size).toBeCloseTo(1550, 9);
    expect(law.above("8192 us")).toMatchObject({ share: expect.closeTo(35 / 1550, 12), basis: "counted" });
    // 4 of the 8 single values, and what the law has of the 27 counts beside them.
    const { share, low, high } = law.above("10 ms");
    expect(low).toBeLessThan(share);
    expect(share).toBeGreaterThan(4 / 1550);
    expect(share).toBeLessThan(31 / 1550);
    expect(high).toBeGreaterThan(share);
  });

  test("show themselves", async () => {
    await import("../../src/plot/plot.js");
    const bundle = await mimeBundle(fullLaw(histogram!, { components: 2 }));
    expect(bundle["text/plain"]).toContain("lognormal, mixture (2 components), of 1,550 values");
    expect(bundle["text/html"]).toContain("<img");
  });

  test("a histogram in ms that hides where most waits are says so", () => {
    const coarse = fullLaw(
      {
        intervals: [
          [0, 2e6, 800],
          [2e6, 4e6, 30],
          [4e6, 8e6, 20],
        ] as [number, number, number][],
      },
      { components: 1 },
    );
    expect(codes(coarse)).toContain("coarse-bucket");
  });
});

describe.skipIf(!hasSharedData)("captures of others", () => {
  test("what share of waits exceeds 10 ms under heavy load", () => {
    const law = fullLaw(read(sharedData("bpf-tools/runqlat/bcc_heavily_loaded.txt")), { components: 2 });
    const { share, low, high, basis } = law.above("10 ms");
    expect(basis).toBe("within-bucket");
    // 873 of 2,398 are above 16.384 ms and 902 above 8.192 ms.
    expect(share).toBeGreaterThan(873 / 2398);
    expect(share).toBeLessThan(902 / 2398);
    expect([low, high]).toEqual([expect.closeTo(0.344763, 6), expect.closeTo(0.395886, 6)]);
    expect(codes(law)).toContain("law-differs");
  });
});
