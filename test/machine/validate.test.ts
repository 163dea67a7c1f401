import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import type { Model } from "../../src/machine/model.js";
import { ModelError, validateModel } from "../../src/machine/validate.js";
import { article } from "../../src/program/article.js";

/** The article's model as JSON, with the value at a path replaced. */
function changed(path: readonly (string | number)[], value: unknown): Model {
  const model = JSON.parse(JSON.stringify(article({ processes: 2 })));
  const parent = path.slice(0, -1).reduce((each, key) => each[key], model);
  if (value === undefined) delete parent[path.at(-1)!];
  else parent[path.at(-1)!] = value;
  return model;
}

describe("a model", () => {
  it("survives JSON and runs the same", () => {
    const model = article({ processes: 50 });
    const again = JSON.parse(JSON.stringify(model)) as Model;
    expect(validateModel(again)).toEqual(model);
    expect(simulate(again).accounts).toEqual(simulate(model).accounts);
  });

  it.each<[(string | number)[], unknown, string]>([
    [
      ["states", "start", "schedule", 1, "state"],
      "enqeued",
      'states.start.schedule[1].state: unknown state "enqeued"; known: start, enqueued, record',
    ],
    [
      ["states", "start", "schedule", 1, "after"],
      "qeue",
      'states.start.schedule[1].after: unknown name "qeue" in "qeue"; known here: ',
    ],
    [
      ["states", "start", "schedule", 1, "after"],
      Number.NaN,
      "states.start.schedule[1].after: expected a number or a formula",
    ],
    [
      ["states", "start", "schedule", 1, "priority"],
      0.5,
      "states.start.schedule[1].priority: expected a whole number within ±4095, got 0.5",
    ],
    [["states", "start", "draw", 0], "recrd", 'states.start.draw[0]: unknown draw "recrd"; known: queue, slice'],
    [["states", "start", "charge", "bfp"], 1, 'states.start.charge.bfp: unknown account "bfp"; known: bpf, run'],
    [
      ["states", "start", "set", "laod"],
      1,
      'states.start.set.laod: unknown counter "laod"; known: records, load, clock, waited',
    ],
    [["states", "start", "place", "by"], "laod", 'states.start.place.by: unknown name "laod"'],
    [["states", "running", 0, "when"], "clok == 0", 'states.running[0].when: unknown name "clok"'],
    [["states", "running", 0, "whn"], 1, 'states.running[0]: Unrecognized key: "whn"'],
    [["states", "running"], [], "states.running: expected at least one transition"],
    [["states", "running"], "done", "states.running: Invalid input: expected object"],
    [
      ["draws", "queue", "distribution", "parameters", "sigma"],
      -1,
      "draws.queue.distribution: normal: sigma must be positive and finite, got -1",
    ],
    [
      ["draws", "queue", "distribution", "parameters", "sigma"],
      null,
      "draws.queue.distribution: normal: sigma must be a number, got null",
    ],
    [
      ["draws", "queue", "distribution", "family"],
      "gauss",
      'draws.queue.distribution: unknown family "gauss"; known: ',
    ],
    [["draws", "queue", "times"], "queue", 'draws.queue.times: unknown name "queue"'],
    [["draws", "record"], undefined, 'states.start.draw[0]: unknown draw "record"'],
    [
      ["definitions", "contention"],
      "contention + 1",
      "definitions.contention: is defined by itself: contention -> contention",
    ],
    [["definitions", "load"], "1", 'definitions.load: "load" is already the name of counters.cpu.load'],
    [["parameters", "time"], 1, 'parameters.time: "time" is already the name of the engine'],
    [["parameters", "ms"], 1, 'parameters.ms: "ms" already means something in expressions'],
    [["parameters", "lifetime"], "3 parsecs", 'parameters.lifetime: expected a duration such as "3 ms"'],
    [
      ["arrivals", 0, "count"],
      "processes / 4",
      "arrivals[0].count: expected a whole number from 0 to 10000000, got 0.5",
    ],
    [["arrivals", 0, "count"], 1e9, "arrivals[0].count: expected a whole number from 0 to 10000000, got 1000000000"],
    [["arrivals"], [], "arrivals: expected at least one arrival"],
    [["accounts", "bpf"], Number.NaN, "accounts.bpf: expected a number"],
    [["accounts"], undefined, "accounts: Invalid input: expected"],
    [["overhead", "work"], "wrk", 'overhead.work: unknown account "wrk"; known: bpf, run'],
    [["cpus"], 0, "cpus: expected a whole number of CPUs from 1 to 65536, got 0"],
    [["stop", "time"], "soon", 'stop.time: expected a duration such as "3 ms"'],
    [["nmae"], "x", 'Unrecognized key: "nmae"'],
    [["parameters", "null"], 1, 'parameters.null: "null" already means something in expressions'],
    [["latencies"], ["wait", "wait"], 'latencies[1]: "wait" is there already'],
    [["accounts", "time"], 1, 'accounts.time: "time" is already a column of the series of a run'],
    [["accounts", "records"], 1, 'accounts.records: "records" is already a column of the series of a run'],
    [["definitions", "unused"], "nowhere + 1", 'definitions.unused: unknown name "nowhere"'],
    [
      ["draws", "unused"],
      { distribution: { family: "constant", parameters: { value: 1 } }, times: "nowhere" },
      'draws.unused.times: unknown name "nowhere"',
    ],
  ])("with %j = %j is refused with its path and what would be right", (path, value, message) => {
    expect(() => simulate(changed(path, value))).toThrow(ModelError);
    expect(() => simulate(changed(path, value))).toThrow(message);
  });

  it("that shares a resource has nobody who holds it", () => {
    const sharing = { ...changed(["name"], "sharing"), resources: { link: { discipline: "processor-sharing" } } };
    const claim = { resource: "link", enter: "start" };
    const withRecord = (record: object) => () =>
      simulate({ ...sharing, states: { ...sharing.states, record } } as Model);
    expect(withRecord({ seize: claim })).toThrow("states.record.seize: a resource shared by all is used, not seized");
    expect(withRecord({ release: ["link"] })).toThrow(
      "states.record.release[0]: a resource shared by all is not held by anyone",
    );
  });

  it("reports every mistake at once", () => {
    const model = changed(["states", "start", "draw", 0], "recrd") as { overhead: unknown };
    model.overhead = { bookkeeping: "bfp", work: "run" };
    try {
      validateModel(model);
      expect.unreachable();
    } catch (error) {
      expect((error as ModelError).issues.map(({ path }) => path)).toEqual([
        "overhead.bookkeeping",
        "states.start.draw[0]",
      ]);
    }
  });

  it.each([[null], [undefined], [3], ["model"], [[]], [{}], [{ states: null }], [{ states: [] }]])(
    "is not %j",
    (value) => {
      expect(() => validateModel(value)).toThrow(ModelError);
    },
  );

  it("cannot be polluted through keys of the prototype", () => {
    const text = JSON.stringify(article({ processes: 2 })).replace('"accounts":{', '"accounts":{"__proto__":1,');
    expect(() => simulate(JSON.parse(text))).toThrow("accounts.__proto__: is not a name");
    expect(() => simulate(changed(["accounts", "constructor"], 1))).not.toThrow();
    expect(({} as { bpf?: unknown }).bpf).toBeUndefined();
  });

  it("is run or refused with a path, whatever it is", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          "accounts",
          "counters",
          "definitions",
          "draws",
          "arrivals",
          "states",
          "overhead",
          "stop",
          "cpus",
        ),
        fc.jsonValue(),
        (field, value) => {
          try {
            simulate(changed([field], value), { maxEvents: 100 });
          } catch (error) {
            expect(error).toBeInstanceOf(ModelError);
            expect((error as ModelError).issues.length).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
