import { describe, expect, it } from "vitest";
import { simulate } from "../../../src/engine/simulate.js";
import { littlesLawOfRun } from "../../../src/measure/littlesLawOfRun.js";
import { cases } from "./cases.js";
import { singleQueue } from "./models.js";
import { type Finding, find, findingsPage } from "./replications.js";

const findings: Finding[] = [];

describe("the engine against queueing theory", () => {
  it.each(cases)("$system", (each) => {
    const own = find(each, (run) => {
      expect(run.stopped).toBe("done");
      // A run that begins and ends empty: the law is an identity, up to rounding.
      for (const { system, discrepancy } of littlesLawOfRun(run))
        expect(Math.abs(discrepancy), system).toBeLessThan(1e-9);
    });
    findings.push(...own);
    for (const { quantity, theory, interval } of own) {
      expect(interval.low, quantity).toBeLessThan(theory);
      expect(interval.high, quantity).toBeGreaterThan(theory);
      expect(interval.halfWidth / theory, quantity).toBeLessThan(0.15);
    }
  });

  it("as the documentation says", async () => {
    await expect(findingsPage(findings)).toMatchFileSnapshot("../../../src/engine/closedForms.md");
  });

  it("by which the order of service changes who waits, not how many, and makes waits uneven", () => {
    const span = { warmUp: 0, last: 50_000_000 };
    const [fifo, lifo] = (["fifo", "lifo"] as const).map((discipline) =>
      simulate(singleQueue(span, 0.7, { server: { discipline } })),
    );
    // Services are drawn as they begin: the same numbers in the same order.
    expect(lifo!.resources.server!.meanWaiting).toBe(fifo!.resources.server!.meanWaiting);
    expect(lifo!.latencies.wait!.mean).toBeCloseTo(fifo!.latencies.wait!.mean, 6);
    // The mean squares are as 1 to 1 / (1 - ρ) in the limit (Kingman, 1962).
    expect(lifo!.accounts.squares! / fifo!.accounts.squares!).toBeGreaterThan(2);
  });
});
