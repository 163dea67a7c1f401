import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { type ArticleOptions, article } from "../../src/program/article.js";
import { scheduler } from "../../src/program/scheduler.js";
import { replicationSeed } from "../../src/random/replicationSeed.js";
import { classify } from "../../src/regime/classify.js";

function articleRun(options: ArticleOptions, maxEvents: number, seed: string | number = 1, windows = 4000) {
  return simulate(article({ lifetime: "100 ms", ...options }), { seed, maxEvents, windows });
}

// The levels are those of src/regime/README.md, over replications; a single run differs from their mean by more than its own interval.
describe("the article's model with long lifetimes and the hash map", () => {
  it.each([
    [16, 6e6, "converging", 0.0002],
    [40, 6e6, "converging", 0.0002],
    [300, 1e6, "converging", 0.0084],
    [3000, 2e6, "oscillating", 0.125],
  ])("%d processes, %d events: %s", (processes, events, regime, level) => {
    const { regime: found, evidence } = classify(articleRun({ processes }, events));
    expect(found).toBe(regime);
    expect(evidence.level!.value / level).toBeCloseTo(1, 1);
  });

  it("rings down with 4,000 processes", () => {
    const { regime, evidence } = classify(articleRun({ processes: 4000 }, 2e6));
    expect(regime).toBe("oscillating");
    expect(evidence.swings).toBe("damped");
    expect(evidence.level!.value).toBeCloseTo(0.28, 2);
    // A cycle is a slice and a wait: 3 ms / 496 + 4 ns · 496.
    expect(evidence.period!.value / (3e6 / 496 + 4 * 496)).toBeCloseTo(1, 1);
  });

  it.each([
    [5000, 2e6],
    [8500, 6e6],
  ])("swings for good with %d processes, seen in %d events", (processes, events) => {
    const { regime, evidence } = classify(articleRun({ processes }, events));
    expect(regime).toBe("oscillating");
    expect(evidence.swings).toBe("sustained");
    expect(evidence.amplitude!.low / evidence.level!.value).toBeGreaterThan(0.3);
  });

  it("explodes with 12,000 processes, since bookkeeping outweighs the work", () => {
    const run = articleRun({ processes: 12_000 }, 2e6);
    expect(classify(run)).toMatchObject({ regime: "exploding", evidence: { quantity: "work" } });
    expect(run.entities.left).toBe(0);
  });

  it("with 8,500 and short lifetimes has more work to do the longer it runs, though less bookkeeping than work", () => {
    const run = articleRun({ processes: 8500, lifetime: "10 us" }, 1e6);
    expect(run.overhead).toBeLessThan(1);
    const { regime, evidence } = classify(run, { backlog: "clock" });
    expect(regime).toBe("exploding");
    expect(evidence.quantity).toBe("backlog");
    expect(evidence.growthRate!.low).toBeGreaterThan(0);
  });

  it("is undecided while 1,000 processes drift, and oscillates when they have", () => {
    expect(classify(articleRun({ processes: 1000 }, 2e6))).toMatchObject({
      regime: "undecided",
      evidence: { doubt: "transient" },
    });
    const { regime, evidence } = classify(articleRun({ processes: 1000 }, 6e6));
    expect(regime).toBe("oscillating");
    expect(evidence.level!.value).toBeCloseTo(0.033, 3);
  });

  it("takes 500 windows, too", () => {
    expect(classify(articleRun({ processes: 3000 }, 2e6, 1, 500)).regime).toBe("oscillating");
    expect(classify(articleRun({ processes: 300 }, 1e6, 1, 500)).regime).toBe("converging");
  });
});

describe("the article's model otherwise", () => {
  it("stays around lower levels with task-local storage, where the hash map explodes", () => {
    const { regime, evidence } = classify(articleRun({ processes: 12_000, map: "task-storage" }, 2e6));
    expect(regime).toBe("oscillating");
    expect(evidence.level!.value).toBeCloseTo(0.078, 2);
  });

  it.each([16, 300, 2000])("with a lifetime of a slice is over before it says anything: %d processes", (processes) => {
    const run = articleRun({ processes, lifetime: "10 us" }, 6e6);
    expect(run.stopped).toBe("done");
    expect(classify(run)).toMatchObject({ regime: "undecided", evidence: { doubt: "too-short" } });
  });
});

describe("the article's own run, of 9,999 events", () => {
  it.each([1000, 2000])("has seen too little of its %d processes", (processes) => {
    const answer = classify(simulate(article({ processes }), { seed: 1 }));
    expect(answer).toMatchObject({ regime: "undecided", evidence: { doubt: "too-short" } });
    expect(answer.reason).toMatch(/events for each who is there, too few for a level|no useful work was charged/);
  });
});

describe("M/M/2 on the scheduler, without a program", () => {
  const run = (load: number, maxEvents: number, seed: string | number = 1) =>
    simulate(
      scheduler({
        cpus: 2,
        queue: "shared",
        slice: "1 h",
        arrivals: { rate: (load * 2) / 5e6 },
        lifetime: "exp:5 ms",
      }),
      { seed, maxEvents, windows: 1000 },
    );

  it.each([
    [0.5, 200_000],
    [0.9, 1_000_000],
    [0.98, 4_000_000],
  ])("does not explode at load %d", (load, events) => {
    expect(classify(run(load, events))).toMatchObject({ regime: "converging", evidence: { level: { value: 0 } } });
  });

  it("explodes at load 1.02", () => {
    expect(classify(run(1.02, 4_000_000))).toMatchObject({ regime: "exploding", evidence: { quantity: "backlog" } });
  });

  it("explodes at load 1.1, as fast as more come than leave", () => {
    const { regime, evidence } = classify(
      [0, 1, 2].map((replication) => run(1.1, 500_000, replicationSeed(1, replication))),
    );
    expect(regime).toBe("exploding");
    expect(evidence).toMatchObject({ quantity: "backlog", growth: "linear", replications: 3 });
    // Two CPUs, a tenth too much for them, lives of 5 ms.
    const theory = (0.1 * 2 * 1e9) / 5e6;
    expect(evidence.growthRate!.low).toBeLessThan(theory);
    expect(evidence.growthRate!.high).toBeGreaterThan(theory);
  });

  it.each([
    [0.98, 100_000],
    [1, 1_000_000],
    [1.02, 50_000],
  ])("is undecided at load %d in %d events", (load, events) => {
    expect(classify(run(load, events))).toMatchObject({ regime: "undecided", evidence: { quantity: "backlog" } });
  });
});

describe("what is refused", () => {
  const run = articleRun({ processes: 10 }, 1000);
  it("no runs", () => {
    expect(() => classify([])).toThrow("classify: expected a run or several, got none");
  });
  it("a backlog that is no column", () => {
    expect(() => classify(run, { backlog: "queue" })).toThrow(
      /^backlog: the series has no column "queue"; it has time, alive, records, load, clock/,
    );
  });
  it("a model without an overhead", () => {
    const { overhead: _, ...model } = run.model;
    expect(() => classify({ ...run, model })).toThrow(
      "the model article does not say which accounts its overhead is made of (overhead)",
    );
  });
});
