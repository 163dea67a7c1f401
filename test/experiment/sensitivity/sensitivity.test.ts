import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bootstrapIndices } from "../../../src/experiment/sensitivity/bootstrapIndices.js";
import { elementaryEffects, morris, summary } from "../../../src/experiment/sensitivity/morris.js";
import { standardised } from "../../../src/experiment/sensitivity/sobolEstimators.js";
import { sobolIndices } from "../../../src/experiment/sensitivity/sobolIndices.js";
import type { Model } from "../../../src/machine/model.js";

interface Found extends Readonly<Record<string, readonly (number | readonly number[])[]>> {
  readonly sample: readonly (readonly number[])[];
}

/** Made by salib.py. */
const salib = JSON.parse(readFileSync(new URL("salib.json", import.meta.url), "utf8")) as Record<
  "morris" | "sobol",
  Record<"ishigami" | "g", Found>
>;

const factors = [0, 1, 4.5, 9, 99, 99, 99, 99];
const functions = {
  ishigami(share: readonly number[]): number {
    const [x, y, z] = share.map((value) => -Math.PI + 2 * Math.PI * value) as [number, number, number];
    return Math.sin(x) + 7 * Math.sin(y) ** 2 + 0.1 * z ** 4 * Math.sin(x);
  },
  g: (share: readonly number[]): number =>
    share.reduce(
      (product, value, index) => (product * (Math.abs(4 * value - 2) + factors[index]!)) / (1 + factors[index]!),
      1,
    ),
};

const close = (found: readonly number[], wanted: readonly unknown[]): void => {
  expect(found.length).toBe(wanted.length);
  for (const [index, value] of found.entries()) expect(value).toBeCloseTo(wanted[index] as number, 9);
};

describe.each(["ishigami", "g"] as const)("beside SALib on %s", (name) => {
  it("elementary effects of its sample", () => {
    const { sample, mu, mu_star, sigma, mu_star_conf } = salib.morris[name];
    const values = sample.map((row) => functions[name](row.map((level) => level / 3)));
    const found = elementaryEffects(sample, values, 4).map((effects) => summary(effects, 0.95));
    close(
      found.map((each) => each.mu),
      mu!,
    );
    close(
      found.map((each) => each.muStar.mean),
      mu_star!,
    );
    close(
      found.map((each) => each.sigma),
      sigma!,
    );
    // SALib's is 1.96 standard deviations of a bootstrap, ours Student's: t(11) √(12 / 11) / 1.96 = 1.173 times as long.
    for (const [index, { muStar }] of found.entries())
      if (muStar.halfWidth > 1e-9)
        expect(muStar.halfWidth / (mu_star_conf![index] as number) / 1.173).toBeCloseTo(1, 1);
  });

  it("Sobol' indices of its sample", () => {
    const { sample, S1, S1_conf, ST, ST_conf, S2, S2_conf } = salib.sobol[name];
    const values = sample.map((row) => functions[name](row.map((value) => value / 2 ** 30)));
    const dimensions = sample[0]!.length;
    const step = S2 ? 2 * dimensions + 2 : dimensions + 2;
    const block = (offset: number) => Float64Array.from(values.filter((_, row) => row % step === offset));
    const columns = Array.from({ length: dimensions }, (_, index) => index);
    const found = bootstrapIndices(
      standardised({
        a: block(0),
        b: block(step - 1),
        ab: columns.map((index) => block(1 + index)),
        ba: S2 ? columns.map((index) => block(1 + dimensions + index)) : [],
      }),
      2000,
      0.95,
      1,
    );
    close(
      found.first.map(({ value }) => value),
      S1!,
    );
    close(
      found.total.map(({ value }) => value),
      ST!,
    );
    close(
      found.pairs.map(({ value }) => value),
      S2 ?? [],
    );
    const lengths = (intervals: readonly { low: number; high: number }[], conf: readonly unknown[]) => {
      for (const [index, { low, high }] of intervals.entries())
        expect((high - low) / 2 / (conf[index] as number), `interval ${index}`).toBeCloseTo(1, 0.6);
    };
    lengths(found.first, S1_conf!);
    lengths(found.total, ST_conf!);
    lengths(found.pairs, S2_conf ?? []);
  });
});

/** A model whose overhead is Ishigami's function plus 20. */
const ishigami: Model = {
  name: "ishigami",
  parameters: { x: 0, y: 0, z: 0 },
  accounts: { bpf: 20, run: 1 },
  overhead: { bookkeeping: "bpf", work: "run" },
  arrivals: [{ state: "start", count: 1 }],
  states: { start: { charge: { bpf: "sin(x) + 7 sin(y)^2 + 0.1 z^4 sin(x)" }, end: true } },
};
const angle = [-Math.PI, Math.PI] as const;
const ranges = { x: angle, y: angle, z: angle };

describe("sobolIndices", () => {
  it("comes to what Ishigami's function has in closed form", async () => {
    const found = await sobolIndices(ishigami, ranges, { samples: 256, secondOrder: true, resamples: 200 });
    // With a = 7, b = 0.1: the variances that x, y and x with z explain.
    const [a, b, pi] = [7, 0.1, Math.PI];
    const vx = 0.5 * (1 + (b * pi ** 4) / 5) ** 2;
    const vy = a ** 2 / 8;
    const vxz = b ** 2 * pi ** 8 * (1 / 18 - 1 / 50);
    const v = vx + vy + vxz;
    const rows = Object.fromEntries(found.rows.map((row) => [row.parameter, row]));
    // Four standard errors with 256 rows, as measured over 60 seeds, which are SALib's too; none of the estimates is biased.
    const near = (value: unknown, wanted: number, tolerance = 0.17) =>
      expect(Math.abs((value as number) - wanted)).toBeLessThan(tolerance);
    near(rows.x!.S1, vx / v);
    near(rows.y!.S1, vy / v);
    near(rows.z!.S1, 0);
    near(rows.x!.ST, (vx + vxz) / v, 0.23);
    near(rows.y!.ST, vy / v);
    near(rows.z!.ST, vxz / v);
    const pairs = found.secondOrder!.rows.map(({ one, other, S2 }) => [`${one}${other}`, S2] as const);
    expect(pairs.map(([pair]) => pair)).toEqual(["xy", "xz", "yz"]);
    near(pairs[1]![1], vxz / v, 0.23);
    near(pairs[0]![1], 0, 0.23);
    for (const { S1, S1Low, S1High, ST, STLow, STHigh } of found.rows as Record<string, number>[]) {
      expect(S1Low!).toBeLessThan(S1!);
      expect(S1High!).toBeGreaterThan(S1!);
      expect(STLow!).toBeLessThan(ST!);
      expect(STHigh!).toBeGreaterThan(ST!);
    }
    expect(found.runs.length).toBe(256 * 8);
  });

  it("refuses what it cannot say anything about", async () => {
    const constant: Model = { ...ishigami, parameters: { x: 0 }, states: { start: { charge: { bpf: "0 x" } } } };
    await expect(sobolIndices(constant, { x: angle }, { samples: 4 })).rejects.toThrow(
      "there is no variance to explain",
    );
    await expect(sobolIndices(ishigami, ranges, { samples: 100 })).rejects.toThrow(
      "samples: expected a power of 2, got 100",
    );
    await expect(sobolIndices(ishigami, ranges, { samples: 4, signal: AbortSignal.abort() })).rejects.toThrow(
      "aborted",
    );
    await expect(sobolIndices(ishigami, ranges, { samples: 4, measure: "wait_p99" })).rejects.toThrow(
      'a run of ishigami has no "wait_p99"',
    );
  });
});

describe("morris", () => {
  it("ranks parameters, with trajectories of one step each way", async () => {
    const found = await morris(ishigami, ranges, { trajectories: 30, levels: 6, seed: 3 });
    const by = Object.fromEntries(found.rows.map((row) => [row.parameter, row])) as Record<
      string,
      Record<string, number>
    >;
    // On this grid of 6 levels the effect of y is ±7 (sin² of its two levels) / Δ, Δ = 0.6, whatever the others are.
    const sines = [0, 1, 2, 3, 4, 5].map((level) => Math.sin(-Math.PI + (2 * Math.PI * level) / 5) ** 2);
    const effects = [0, 1, 2].map((level) => (7 * (sines[level + 3]! - sines[level]!)) / 0.6);
    expect(Math.max(...effects.map(Math.abs))).toBeGreaterThanOrEqual(by.y!.muStar!);
    expect(by.x!.sigma!).toBeGreaterThan(0);
    expect(by.x!.muStarLow!).toBeLessThan(by.x!.muStar!);
    expect(found.columns).toEqual(["parameter", "mu", "muStar", "muStarLow", "muStarHigh", "sigma"]);
    expect(found.runs.length).toBeLessThanOrEqual(30 * 4);
  });

  it("knows a linear model exactly", async () => {
    const linear: Model = { ...ishigami, states: { start: { charge: { bpf: "x - 3 y + 0 z" }, end: true } } };
    const found = await morris(linear, ranges, { trajectories: 4 });
    const wanted = [2 * Math.PI, -6 * Math.PI, 0];
    for (const [index, row] of found.rows.entries()) {
      expect(row.mu).toBeCloseTo(wanted[index]!, 10);
      expect(row.muStar).toBeCloseTo(Math.abs(wanted[index]!), 10);
      expect(row.sigma).toBeCloseTo(0, 10);
    }
  });

  it("averages replications and takes any measure", async () => {
    const found = await morris(ishigami, ranges, { trajectories: 2, replications: 3, measure: "bpf" });
    expect(found.runs.columns).toContain("bpf");
    expect(new Set(found.runs.column("replication"))).toEqual(new Set([0, 1, 2]));
    await expect(morris(ishigami, ranges, { levels: 5 })).rejects.toThrow("levels: expected an even number, got 5");
  });
});
