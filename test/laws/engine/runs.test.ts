import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compile, type Machine } from "../../../src/engine/compile.js";
import type { Run } from "../../../src/engine/run.js";
import { type SimulateOptions, simulate } from "../../../src/engine/simulate.js";
import { longestTime } from "../../../src/machine/duration.js";
import type { Model } from "../../../src/machine/model.js";
import { stream } from "../../../src/random/stream.js";
import { anyModel } from "./arbitrary.js";

const bounds = { mostEntities: 1e6, mostScheduled: 1e6 };
/** Of what may go on for ever. */
const most = 2000;

const seed = fc.oneof(fc.nat(), fc.string());

/** Random models and seeds, the same whenever the tests run. */
function onAnyModel(check: (model: Model, seed: number | string) => void, numRuns = 150): void {
  fc.assert(fc.property(anyModel, seed, check), { seed: 1, numRuns });
}

/** Runs a model event by event, to be looked at after each. */
function step(model: Model, seed: number | string, look: (machine: Machine, event: number) => void): Machine {
  const machine = compile(model, stream(seed), bounds);
  look(machine, 0);
  for (let event = 1; event <= most && machine.halt[0] === 0 && machine.run(longestTime, 1) === 1; event += 1)
    look(machine, event);
  return machine;
}

/** What a run says, but for the windows and the trace. */
function outcome({ model: _, series: __, trace: ___, ...rest }: Run): unknown {
  return JSON.parse(JSON.stringify(rest));
}

const close = (actual: number, expected: number): void =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));

describe("any model", () => {
  it("runs, and never goes back in time", () => {
    onAnyModel((model, seed) => {
      let time = 0;
      step(model, seed, ({ clock, queue }) => {
        if (!(time <= clock[0]! && clock[0]! <= queue.nextTime))
          expect.unreachable(`from ${time} to ${clock[0]}, then ${queue.nextTime}`);
        time = clock[0]!;
      });
    });
  });

  it("keeps its entities: those that came are there or have left, and their times add up", () => {
    onAnyModel((model, seed) => {
      const { entities, clock } = step(model, seed, ({ entities: { arrived, alive, residence } }) => {
        if (arrived !== alive[0]! + residence.count)
          expect.unreachable(`${arrived} are not ${alive[0]} and ${residence.count}`);
      });
      const time = clock[0]!;
      let inside = 0;
      for (let entity = 0; entity < entities.capacity; entity += 1)
        if (entities.gone[entity] === 0) inside += time - entities.born[entity]!;
      if (time > 0) close(entities.mean(time) * time, entities.residence.sum + inside);
    });
  });

  it("keeps the sums of its entities' counters", () => {
    onAnyModel((model, seed) => {
      const { entities } = step(model, seed, () => {});
      for (const [name, column] of Object.entries(entities.counters)) {
        let sum = 0;
        for (let entity = 0; entity < entities.capacity; entity += 1)
          if (entities.gone[entity] === 0) sum += column[entity]!;
        close(entities.totals[name]![0]!, sum);
      }
    });
  });

  it("serves no more than it can, and lets nobody wait while a server is free", () => {
    onAnyModel((model, seed) => {
      const servers = Object.entries(model.resources!).map(([name, { capacity = 1, discipline }]) => {
        const most = discipline === "processor-sharing" ? Infinity : Number(model.parameters![capacity] ?? capacity);
        return [name, most] as const;
      });
      step(model, seed, ({ resources, clock }) => {
        for (const [name, most] of servers) {
          const { busy, waiting, entered, served } = resources[name]!;
          let inside = 0;
          for (let copy = 0; copy < busy.length; copy += 1) {
            inside += busy[copy]! + waiting[copy]!;
            if (!(busy[copy]! >= 0 && busy[copy]! <= most && (waiting[copy] === 0 || busy[copy] === most)))
              expect.unreachable(`${name} at ${clock[0]}: ${waiting[copy]} wait, ${busy[copy]} of ${most} are busy`);
          }
          if (entered !== served + inside) expect.unreachable(`${name}: ${entered} are not ${served} and ${inside}`);
        }
      });
    });
  });

  it("replays exactly: again, from JSON, with a trace, in other windows", () => {
    onAnyModel((model, seed) => {
      const options: SimulateOptions = { seed, maxEvents: most };
      const run = simulate(model, options);
      expect(simulate(model, options)).toEqual(run);
      expect(simulate(JSON.parse(JSON.stringify(model)), options)).toEqual({ ...run, model: expect.anything() });
      for (const other of [{ trace: true }, { windows: 2 }, { windows: "0.1 us" }])
        expect(outcome(simulate(model, { ...options, ...other }))).toEqual(outcome(run));
      const stepped = step(model, seed, () => {});
      expect(Object.values(run.accounts)).toEqual([...stepped.accounts]);
    }, 40);
  });

  it("stopped early is the beginning of the longer run", () => {
    onAnyModel((model, seed) => {
      const whole = simulate(model, { seed, maxEvents: most, trace: true });
      const half = simulate(model, { seed, maxEvents: Math.floor(whole.events / 2), trace: true });
      const until = simulate(model, { seed, until: half.time, maxEvents: most, trace: true });
      for (const early of [half, until]) {
        const { length } = early.trace!;
        for (const column of ["time", "event", "entity", "cpu"] as const)
          expect(early.trace![column]).toEqual(whole.trace![column].subarray(0, length));
        expect(early.time).toBeLessThanOrEqual(whole.time);
      }
      expect(half.events).toBe(Math.floor(whole.events / 2));
      // What happened at the last moment itself is in the run until then.
      expect(until.events).toBeGreaterThanOrEqual(half.events);
      if (whole.time > half.time && whole.trace!.dropped === 0)
        expect(until.trace!.length).toBe(whole.trace!.time.filter((time) => time <= half.time).length);
    }, 60);
  });

  it("has a series that ends with the run and adds up to its accounts", () => {
    onAnyModel((model, seed) => {
      const run = simulate(model, { seed, maxEvents: most, windows: 20 });
      if (run.time === 0) return;
      expect(run.series.time.at(-1)).toBe(run.time);
      expect(run.series.time.every((time, index) => index === 0 || time > run.series.time[index - 1]!)).toBe(true);
      for (const [name, initial] of Object.entries(model.accounts))
        close(initial + run.series[name]!.reduce((sum, value) => sum + value, 0), run.accounts[name]!);
      expect(run.series.alive!.at(-1)).toBe(run.entities.arrived - run.entities.left);
    }, 60);
  });
});
