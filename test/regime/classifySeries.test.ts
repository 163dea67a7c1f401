import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { displaySymbol } from "../../src/display/mime.js";
import { stream } from "../../src/random/stream.js";
import { classifySeries } from "../../src/regime/classifySeries.js";

const windows = 1000;
const length = 2000;
const time = (count = windows) => Float64Array.from({ length: count }, (_, index) => length * (index + 1));

function noisy(seed: string, size: number, shape: (index: number) => number, count = windows): Float64Array {
  const source = stream(seed);
  return Float64Array.from({ length: count }, (_, index) => Math.max(0, shape(index) + size * source.normal()));
}

describe("a series of windows", () => {
  it("converges to a level below epsilon, and oscillates around it where epsilon is lower", () => {
    const overhead = noisy("level", 0.001, () => 0.004);
    const below = classifySeries({ time: time(), overhead });
    expect(below.regime).toBe("converging");
    expect(below.evidence).toMatchObject({ quantity: "overhead", swings: "noise", epsilon: 0.01, confidence: 0.95 });
    const { low, high } = below.evidence.level!;
    expect(low).toBeLessThan(0.004);
    expect(high).toBeGreaterThan(0.004);
    expect(high - low).toBeLessThan(0.0003);
    expect(classifySeries({ time: time(), overhead }, { epsilon: 0.003 }).regime).toBe("oscillating");
    const border = classifySeries({ time: time(), overhead }, { epsilon: below.evidence.level!.value });
    expect(border).toMatchObject({ regime: "undecided", evidence: { doubt: "border" } });
  });

  it("finds a cycle that lasts, with its period and its amplitude", () => {
    const overhead = noisy("cycle", 0.01, (index) => 0.2 + 0.05 * Math.sin((2 * Math.PI * index) / 31.4));
    const { regime, evidence } = classifySeries({ time: time(), overhead });
    expect(regime).toBe("oscillating");
    expect(evidence.swings).toBe("sustained");
    expect(evidence.period!.low).toBeLessThan(31.4 * length);
    expect(evidence.period!.high).toBeGreaterThan(31.4 * length);
    expect(evidence.amplitude!.value).toBeCloseTo(0.05, 2);
    expect(evidence.damping!.value).toBeCloseTo(1, 2);
  });

  it("finds a cycle that dies down, with the factor from one to the next", () => {
    const overhead = noisy(
      "damped",
      0.002,
      (index) => 0.3 + 0.2 * 0.9 ** (index / 20) * Math.cos((Math.PI * index) / 10),
    );
    const { regime, evidence } = classifySeries({ time: time(), overhead });
    expect(regime).toBe("oscillating");
    expect(evidence.swings).toBe("damped");
    expect(evidence.damping!.low).toBeLessThan(0.9);
    expect(evidence.damping!.high).toBeGreaterThan(0.9);
    expect(evidence.period!.value / (20 * length)).toBeCloseTo(1, 1);
    expect(evidence.amplitude!.value).toBeCloseTo(0.2, 1);
  });

  it("explodes where its backlog grows, with the rate and the time to double", () => {
    const alive = noisy("backlog", 3, (index) => 0.5 * index);
    const { regime, evidence, reason } = classifySeries({
      time: time(),
      overhead: noisy("same", 1e-4, () => 0.002),
      alive,
    });
    expect(regime).toBe("exploding");
    expect(reason).toMatch(/^the backlog grows by .* a second, and doubles in /);
    expect(evidence).toMatchObject({ quantity: "backlog", growth: "linear" });
    // 0.5 a window of 2 µs; 500 at the end.
    expect(evidence.growthRate!.low).toBeLessThan(0.5 / 2e-6);
    expect(evidence.growthRate!.high).toBeGreaterThan(0.5 / 2e-6);
    expect(evidence.doublingTime!.value / (1000 * length)).toBeCloseTo(1, 2);
  });

  it("explodes where its overhead grows by equal factors", () => {
    const overhead = noisy("factor", 1e-5, (index) => 0.001 * 2 ** (index / 200));
    const { regime, evidence } = classifySeries({ time: time(), overhead });
    expect(regime).toBe("exploding");
    expect(evidence).toMatchObject({ quantity: "overhead", growth: "exponential" });
    expect(evidence.doublingTime!.value / (200 * length)).toBeCloseTo(1, 2);
  });

  it("explodes where bookkeeping outweighs the work, or goes on when the work has died out", () => {
    expect(classifySeries({ time: time(), overhead: noisy("more", 0.3, () => 1.5) })).toMatchObject({
      regime: "exploding",
      evidence: { quantity: "work" },
    });
    const work = Float64Array.from({ length: windows }, (_, index) => (index < 700 ? 1 : 0));
    const bookkeeping = noisy("on", 0.01, () => 0.1);
    const overhead = bookkeeping.map((value, index) => value / work[index]!);
    expect(classifySeries({ time: time(), overhead, work, bookkeeping })).toMatchObject({
      regime: "exploding",
      reason: "useful work has died out after 1.4 ms, and bookkeeping goes on.",
    });
  });

  it("weighs a window by its work", () => {
    const source = stream("weights");
    const work = Float64Array.from({ length: windows }, () => (source.uniform() < 0.5 ? 1 : 9));
    // A tenth of the work has 5 times the overhead: 0.02 · 0.9 + 0.1 · 0.1.
    const overhead = work.map((value) => (value === 1 ? 0.1 : 0.02));
    const { level } = classifySeries({ time: time(), overhead, work }).evidence;
    const exact = work.reduce((sum, value, index) => sum + value * overhead[index]!, 0) / work.reduce((a, b) => a + b);
    expect(exact).toBeCloseTo(0.028, 3);
    expect(Math.abs(level!.value - exact)).toBeLessThan(0.002);
  });

  it("judges a population that dies out by the time in which it stood", () => {
    const standing = 800;
    const alive = Float64Array.from({ length: windows }, (_, index) =>
      index < standing ? 50 : 50 - (index - standing + 1) / 4,
    );
    const overhead = noisy("leaving", 0.0005, (index) =>
      index < standing ? 0.05 : 0.05 * Math.exp((standing - index) / 50),
    );
    const { regime, evidence } = classifySeries({ time: time(), overhead, alive, ended: true });
    expect(regime).toBe("oscillating");
    expect(evidence.windows.leaving).toBe(windows - standing);
    expect(evidence.level!.value).toBeCloseTo(0.05, 3);
    const cut = classifySeries({ time: time(), overhead, alive });
    expect(cut.regime).toBe("undecided");
  });

  it.each([
    ["too few windows", { overhead: noisy("a", 0.001, () => 0.05, 100) }, "too-short"],
    [
      "a drift that is cut short",
      { overhead: noisy("b", 0.001, (index) => 0.05 * Math.exp(-index / 1000)) },
      "transient",
    ],
    ["no work at all", { overhead: new Float64Array(windows).fill(Number.NaN) }, "no-work"],
    [
      "work in its begin alone",
      { overhead: noisy("c", 0.001, () => 0.05).map((v, i) => (i < 20 ? v : Number.NaN)) },
      "too-short",
    ],
  ])("is undecided with %s", (_, columns, doubt) => {
    const answer = classifySeries({ time: time(columns.overhead.length), ...columns });
    expect(answer).toMatchObject({ regime: "undecided", evidence: { doubt } });
    expect(answer.reason).toMatch(/^[a-z0-9].*\.$/);
  });

  it("is plain data that survives JSON, and shows itself", () => {
    const answer = classifySeries({ time: time(), overhead: noisy("shown", 0.001, () => 0.02) });
    expect(JSON.parse(JSON.stringify(answer))).toEqual({ ...answer });
    const bundle = answer[displaySymbol]();
    expect(bundle["text/plain"]).toMatch(/^oscillating: the overhead stays around [12][\s\S]*\n.*overhead +[\d.]+ % /);
    expect(bundle["text/html"]).toMatch(
      /^<p><b>oscillating<\/b>: the overhead[\s\S]*<td[^>]*>deviation of a window<\/td>/,
    );
  });

  it("knows no order of magnitude: other units of time and a scale of overhead and epsilon change nothing", () => {
    const overhead = noisy("scale", 0.004, (index) => 0.2 + 0.05 * Math.sin(index / 6));
    const one = classifySeries({ time: time(), overhead });
    const other = classifySeries(
      { time: time().map((value) => value * 1e6), overhead: overhead.map((value) => value / 64) },
      { epsilon: 0.01 / 64 },
    );
    expect(other.regime).toBe(one.regime);
    expect(other.evidence.swings).toBe(one.evidence.swings);
    expect(other.evidence.level!.value * 64).toBeCloseTo(one.evidence.level!.value, 12);
    expect(other.evidence.period!.value / 1e6).toBeCloseTo(one.evidence.period!.value, 6);
  });
});

describe("whatever the series", () => {
  const value = fc.oneof(
    fc.constant(0),
    fc.constant(1),
    fc.integer({ min: 0, max: 50 }).map((whole) => whole / 10),
    fc.integer({ min: 0, max: 1e9 }),
  );
  // Stretches of one value, or of numbers that come again and again: constants, steps, spikes, combs, idle times.
  const stretch = fc.tuple(fc.array(value, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 150 }));
  const column = fc
    .array(stretch, { minLength: 1, maxLength: 8 })
    .map((stretches) =>
      stretches.flatMap(([values, times]) => Array.from({ length: times }, (_, i) => values[i % values.length]!)),
    );

  it("it has an answer of plain, finite numbers, its interval around its value", () => {
    fc.assert(
      fc.property(column, column, column, fc.boolean(), (bookkeeping, work, alive, ended) => {
        const n = Math.min(bookkeeping.length, work.length, alive.length);
        const overhead = Array.from({ length: n }, (_, index) => bookkeeping[index]! / work[index]!);
        const answer = classifySeries({
          time: time(n),
          overhead,
          bookkeeping: bookkeeping.slice(0, n),
          work: work.slice(0, n),
          alive: alive.slice(0, n),
          ended,
        });
        // A number that is not finite would come back as null.
        expect(JSON.stringify(answer)).not.toContain("null");
        expect(answer.evidence.doubt !== undefined).toBe(answer.regime === "undecided");
        for (const estimate of [answer.evidence.level, answer.evidence.growthRate, answer.evidence.period])
          if (estimate) {
            expect(estimate.low).toBeLessThanOrEqual(estimate.value);
            expect(estimate.value).toBeLessThanOrEqual(estimate.high);
          }
      }),
      { numRuns: 500, seed: 1, endOnFailure: true },
    );
  });
});

describe("a series that cannot be judged is refused", () => {
  const overhead = new Float64Array(3).fill(0.1);
  it.each([
    [{ time: [1, 2], overhead }, {}, "overhead: expected 2 values, as time has, got 3"],
    [{ time: [1, 1, 2], overhead }, {}, "time: expected times that rise, got 1 at 1"],
    [{ time: [1, 2, 4], overhead }, {}, "time: expected windows of one length, got 1 and, at 2, 2"],
    [{ time: [1, 2, 3], overhead: [0.1, -1, 0.1] }, {}, "overhead: expected finite values from 0, got -1 in window 1"],
    [
      { time: [1, 2, 3], overhead, work: [1, Number.NaN, 1] },
      {},
      "work: expected finite values from 0, got NaN in window 1",
    ],
    [{ time: [1, 2, 3], overhead }, { epsilon: 0 }, "epsilon: expected a positive overhead, such as 0.01, got 0"],
    [{ time: [1, 2, 3], overhead }, { confidence: 95 }, "confidence: expected a number between 0 and 1, got 95"],
    [{ time: [1, 2, 3], overhead }, { tolerance: -1 }, "tolerance: expected a positive share, such as 0.01, got -1"],
  ])("%j %j", (columns, options, sentence) => {
    expect(() => classifySeries(columns, options)).toThrow(new RangeError(sentence));
  });

  it("but an empty one is too short", () => {
    expect(classifySeries({ time: [], overhead: [] }).regime).toBe("undecided");
  });
});
