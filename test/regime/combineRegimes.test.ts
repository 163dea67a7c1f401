import { describe, expect, it } from "vitest";
import { meanInterval } from "../../src/measure/interval.js";
import { stream } from "../../src/random/stream.js";
import { classifySeries } from "../../src/regime/classifySeries.js";
import { combineRegimes } from "../../src/regime/combineRegimes.js";

const windows = 500;
const time = Float64Array.from({ length: windows }, (_, index) => 1000 * (index + 1));

function run(seed: number, level: number, size = 0.1, shape: (index: number) => number = () => 1) {
  const source = stream("combined").at(seed);
  const overhead = time.map((_, index) => Math.max(0, level * (shape(index) + size * source.normal())));
  return classifySeries({ time, overhead });
}

const runs = (count: number, level: (seed: number) => number, size?: number) =>
  Array.from({ length: count }, (_, seed) => run(seed, level(seed), size));

describe("replications together", () => {
  it("are of the regime that all of them are of, their level a mean over replications", () => {
    const each = runs(5, (seed) => 0.03 + 0.001 * seed);
    const { regime, reason, evidence } = combineRegimes(each);
    expect(regime).toBe("oscillating");
    expect(reason).toMatch(/of 5 replications, 5 oscillating/);
    const { mean, low, high } = meanInterval(each.map((one) => one.evidence.level!.value));
    expect(evidence).toMatchObject({
      level: { value: mean, low, high },
      replications: 5,
      regimes: { oscillating: 5 },
      swings: "noise",
    });
  });

  it("are decided by the interval over replications where single ones are too near to epsilon", () => {
    const each = runs(12, () => 0.0099, 0.25);
    const regimes = new Set(each.map((one) => one.regime));
    expect(regimes).toContain("undecided");
    expect(combineRegimes(each).regime).toBe("converging");
  });

  it("and where they are too near to an overhead of 1", () => {
    expect(combineRegimes(runs(10, () => 0.97, 0.3)).regime).toBe("oscillating");
    expect(combineRegimes(runs(10, () => 1, 0.5))).toMatchObject({
      regime: "undecided",
      evidence: { doubt: "border" },
    });
    expect(combineRegimes(runs(10, () => 1.03, 0.3)).regime).toBe("exploding");
  });

  it("stay undecided where their mean is too near as well, though single ones are not", () => {
    const each = [run(1, 0.006), run(2, 0.014)];
    expect(each.map((one) => one.regime)).toEqual(["converging", "oscillating"]);
    expect(combineRegimes(each)).toMatchObject({ regime: "undecided", evidence: { doubt: "border" } });
  });

  it("stay undecided where some explode and others do not, or most do not say", () => {
    const exploding = run(1, 0.01, 0.1, (index) => 1 + index / 50);
    expect(exploding.regime).toBe("exploding");
    expect(combineRegimes([exploding, ...runs(4, () => 0.03)])).toMatchObject({
      regime: "undecided",
      evidence: { doubt: "disagreement", regimes: { exploding: 1, oscillating: 4 } },
    });
    const drifting = [1, 2, 3].map((seed) => run(seed, 0.1, 0.02, (index) => Math.exp(-index / windows)));
    const { regime, reason, evidence } = combineRegimes([...drifting, run(4, 0.05)]);
    expect(regime).toBe("undecided");
    expect(evidence.doubt).toBe("transient");
    expect(reason).toMatch(
      /^most replications do not say; the first: the overhead, .* is still falling.*3 undecided, 1 oscillating/,
    );
  });

  it("overrule a few that do not say", () => {
    const growing = (seed: number) => run(seed, 0.01, 0.1, (index) => 1 + index / 50);
    const { regime, evidence } = combineRegimes([
      growing(1),
      growing(2),
      growing(3),
      run(9, 0.1, 0.02, (i) => Math.exp(-i / windows)),
    ]);
    expect(regime).toBe("exploding");
    expect(evidence).toMatchObject({ quantity: "overhead", growth: "linear", regimes: { exploding: 3, undecided: 1 } });
    expect(evidence.growthRate!.high - evidence.growthRate!.low).toBeGreaterThan(0);
    expect(evidence.doubt).toBeUndefined();
  });

  it("work on what comes out of JSON", () => {
    const each = runs(3, () => 0.03);
    expect({ ...combineRegimes(JSON.parse(JSON.stringify(each))) }).toEqual({ ...combineRegimes(each) });
    expect({ ...combineRegimes([JSON.parse(JSON.stringify(each[0]))]) }).toEqual({ ...each[0] });
  });

  it("are refused where there are none, or they were judged by different measures", () => {
    expect(() => combineRegimes([])).toThrow("combineRegimes: expected at least one classification, got none");
    const overhead = new Float64Array(windows).fill(0.1);
    expect(() =>
      combineRegimes([classifySeries({ time, overhead }), classifySeries({ time, overhead }, { epsilon: 0.02 })]),
    ).toThrow("combineRegimes: expected classifications of one epsilon and one confidence");
  });
});
