import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { littlesLaw } from "../../src/measure/littlesLaw.js";
import { littlesLawOfRun } from "../../src/measure/littlesLawOfRun.js";
import { article } from "../../src/program/article.js";
import { stream } from "../../src/random/stream.js";
import { queueModel } from "./queueModel.js";

describe("littlesLaw", () => {
  it("ties the three numbers together", () => {
    expect(littlesLaw({ numberInSystem: 9, arrivalRate: 0.9, timeInSystem: 10 })).toEqual({
      numberInSystem: 9,
      arrivalRate: 0.9,
      timeInSystem: 10,
      expected: 9,
      discrepancy: 0,
      holds: true,
    });
    const wrong = littlesLaw({ numberInSystem: 8, arrivalRate: 1, timeInSystem: 10 });
    expect(wrong).toMatchObject({ expected: 10, discrepancy: -0.2, holds: false });
    expect(littlesLaw({ numberInSystem: 8, arrivalRate: 1, timeInSystem: 10 }, 0.2).holds).toBe(true);
    expect(littlesLaw({ numberInSystem: 0, arrivalRate: 0, timeInSystem: 5 })).toMatchObject({
      discrepancy: 0,
      holds: true,
    });
  });

  it("is an identity over a run that begins and ends empty, whatever the order of service", () => {
    // Sojourns that overlap in any way, with nothing random about the law: the area under the number is the sum of the times.
    const source = stream("little");
    const stays = Array.from({ length: 1000 }, () => {
      const begin = source.uniform() * 1000;
      return { begin, end: begin + source.exponential() * 20 };
    });
    const changes = stays.flatMap(({ begin, end }) => [
      { at: begin, by: 1 },
      { at: end, by: -1 },
    ]);
    changes.sort((left, right) => left.at - right.at);
    let area = 0;
    let number = 0;
    let last = 0;
    for (const { at, by } of changes) {
      area += number * (at - last);
      number += by;
      last = at;
    }
    const timeInSystem = stays.reduce((sum, { begin, end }) => sum + end - begin, 0) / stays.length;
    const law = littlesLaw({ numberInSystem: area / last, arrivalRate: stays.length / last, timeInSystem });
    expect(Math.abs(law.discrepancy)).toBeLessThan(1e-12);
  });

  it("refuses what is no average", () => {
    expect(() => littlesLaw({ numberInSystem: -1, arrivalRate: 1, timeInSystem: 1 })).toThrow(
      "numberInSystem: expected a number from 0, got -1",
    );
    expect(() => littlesLaw({ numberInSystem: 1, arrivalRate: Number.NaN, timeInSystem: 1 })).toThrow("arrivalRate:");
  });
});

describe("littlesLawOfRun", () => {
  it("holds on a run of a queue, for its entities and for those that wait", () => {
    const table = littlesLawOfRun(simulate(queueModel(0.8, "100 ms")));
    expect(table.rows.map(({ system, holds }) => [system, holds])).toEqual([
      ["entities", true],
      ["server, waiting", true],
    ]);
    // M/M/1 at 0.8: 4 in the system, 3.2 waiting; 80,000 customers know it to 4 % or so.
    expect(Math.abs(table.rows[0]!.numberInSystem / 4 - 1)).toBeLessThan(0.15);
    expect(Math.abs(table.rows[1]!.numberInSystem / 3.2 - 1)).toBeLessThan(0.15);
  });

  it("is an identity, in every run that ends empty", () => {
    const model = { ...queueModel(0.9), arrivals: [{ state: "arrive", every: "gap", until: "50 us" }] };
    for (const seed of [1, 2, 3])
      for (const { discrepancy } of littlesLawOfRun(simulate(model, { seed, until: "10 ms" })))
        expect(Math.abs(discrepancy)).toBeLessThan(1e-12);
  });

  it("fails on an overload, by the waits of those that still wait", () => {
    const [entities, waiting] = littlesLawOfRun(simulate(queueModel(2))).rows;
    expect(entities!.holds).toBe(false);
    expect(waiting!.discrepancy).toBeGreaterThan(0.2);
  });

  it("says nothing of a system that nobody has left", () => {
    expect(littlesLawOfRun(simulate(article({ processes: 10, lifetime: "1 s" }), { maxEvents: 100 })).length).toBe(0);
  });
});
