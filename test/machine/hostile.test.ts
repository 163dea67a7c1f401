import { describe, expect, it } from "vitest";
import { Formulas } from "../../src/engine/formulas.js";
import { programCode } from "../../src/engine/programCode.js";
import { simulate } from "../../src/engine/simulate.js";
import type { Model } from "../../src/machine/model.js";
import { ModelError } from "../../src/machine/validate.js";
import { article } from "../../src/program/article.js";
import { scheduler } from "../../src/program/scheduler.js";

/** Runs what may be no model at all; what is said of it, or undefined where it runs. */
function attempt(model: unknown): string | undefined {
  try {
    simulate(model as Model, { maxEvents: 100 });
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    // A run may find that what was drawn or worked out is no time.
    if (!(error instanceof ModelError)) expect(message).toMatch(/^(arrivals|resource|states\.|a latency)/);
    return message;
  }
}

/** A model with every kind of part, in which a name, a formula or anything can be put where it may go. */
const full = () => ({
  name: "full",
  description: "",
  parameters: { size: 2 as unknown, wait: "3 us" },
  labels: { kind: "full" },
  cpus: 2,
  accounts: { work: 0, waste: 0 },
  counters: { global: { total: 0 }, cpu: { load: 0 }, entity: { mine: "size" } },
  resources: { disk: { capacity: "size", slice: 100 }, lock: { per: "cpu" } },
  definitions: { heavy: "load > size" as unknown },
  draws: { pause: { distribution: { family: "exponential", parameters: { rate: 0.01 } }, times: "1 + total" } },
  latencies: ["stay"],
  arrivals: [{ state: "come", every: "pause", until: "1 ms" } as object, { state: "come", count: "size" }],
  states: {
    come: {
      place: { rule: "least-loaded", by: "load" },
      draw: ["pause"],
      define: { twice: "2 pause" },
      charge: { work: "twice" },
      set: { total: "total + 1", load: "load + 1" },
      use: { resource: "disk", enter: "leave", for: "twice" },
    },
    leave: [
      { when: "heavy", record: { stay: "time - born" }, end: true },
      { probability: 0.5, end: true },
    ] as object,
  } as Record<string, object>,
  overhead: { bookkeeping: "waste", work: "work" },
  stop: { when: "alive > 1000" },
});

const text = JSON.stringify(full());

it("the model that is tampered with here runs", () => {
  expect(attempt(full())).toBeUndefined();
});

describe("JSON that was cut short", () => {
  it.each([
    ["full", text],
    ["article", JSON.stringify(article())],
    ["scheduler", JSON.stringify(scheduler({ processes: 2, burst: "1 ms", sleep: "1 ms" }))],
  ])("is not a model: %s", (_, whole) => {
    for (let end = 0; end < whole.length; end += 10) {
      expect(() => JSON.parse(whole.slice(0, end))).toThrow(SyntaxError);
      // Mended by closing what was open, it is JSON again, but for cuts in the middle of a word or a number.
      const mended = closed(whole.slice(0, end));
      if (mended !== undefined) attempt(mended);
    }
  });
});

/** The value of a beginning of JSON with its brackets and strings closed; undefined where that is still none. */
function closed(beginning: string): unknown {
  const open: string[] = [];
  let inString = false;
  for (const each of beginning) {
    if (each === '"') inString = !inString;
    else if (inString) continue;
    else if (each === "{" || each === "[") open.push(each === "{" ? "}" : "]");
    else if (each === "}" || each === "]") open.pop();
  }
  try {
    return JSON.parse(beginning + (inString ? '"' : "") + open.reverse().join(""));
  } catch {
    return undefined;
  }
}

/** Every path of a value. */
function paths(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, each]) => paths(each, [...path, key]))];
}

/** The tampered model as a text, which alone can hold a key `__proto__`. */
function withText(path: readonly string[], replace: (value: unknown) => string): unknown {
  const marker = "@here@";
  const copy: unknown = JSON.parse(text);
  if (path.length === 0) return JSON.parse(replace(copy));
  const parent = path.slice(0, -1).reduce<unknown>((each, key) => (each as Record<string, unknown>)[key], copy);
  const last = path.at(-1)!;
  const own = (parent as Record<string, unknown>)[last];
  (parent as Record<string, unknown>)[last] = marker;
  return JSON.parse(JSON.stringify(copy).replace(`"${marker}"`, () => replace(own)));
}

describe("a value that was put where another one belongs", () => {
  it.each([
    "null",
    "true",
    "-1",
    "0.5",
    "1e308",
    "-1e308",
    "1e400",
    '""',
    '"while"',
    '"constructor"',
    '"__proto__"',
    "[]",
    "[[[]]]",
    "{}",
    '{"__proto__":{"admin":true}}',
    '{"constructor":{"prototype":{"admin":true}}}',
    '{"toString":1,"valueOf":1}',
  ])("is harmless: %s", (value) => {
    for (const path of paths(full())) attempt(withText(path, () => value));
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });
});

describe("a key of the prototype", () => {
  it.each(["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf"])(
    "reaches no prototype at any level: %s",
    (key) => {
      for (const path of paths(full()))
        for (const value of ["1", '{"admin":true}', '"time"']) {
          const isObject = (own: unknown): own is object =>
            typeof own === "object" && own !== null && !Array.isArray(own);
          const message = attempt(
            withText(path, (own) =>
              isObject(own)
                ? JSON.stringify(own).replace(/^\{/, `{"${key}":${value}${Object.keys(own).length > 0 ? "," : ""}`)
                : JSON.stringify(own),
            ),
          );
          if (key === "__proto__" && message !== undefined) expect(message).toContain("__proto__");
        }
      expect(({} as { admin?: unknown }).admin).toBeUndefined();
      expect(Object.prototype.toString.call([])).toBe("[object Array]");
    },
  );
});

/** Names that mean something in JavaScript, or to the code of the engine. */
const wellKnown = [
  ..."arguments await class const constructor delete eval function globalThis hasOwnProperty if import let".split(" "),
  ..."new null process prototype require return this toString undefined valueOf var while yield".split(" "),
  ..."accounts admit alive choice counters entity events fail gone most parts pending place queue run share".split(" "),
  ..."state time trace turns arrivals_0 gaps_0 stream_pause value_pause placement Math Function".split(" "),
];

describe("a name that means something elsewhere", () => {
  /** The model with one name changed wherever it stands as a word. */
  const renamed = (from: string, to: string): Model =>
    JSON.parse(text.replace(new RegExp(`(?<![\\w-])${from}(?=\\b|_)`, "g"), to));
  const run = (model: Model): unknown => Object.values(simulate(model, { maxEvents: 100 }).accounts);

  it.each(["size", "total", "load", "mine", "disk", "heavy", "pause", "twice", "stay", "come", "waste"])(
    "is as good as any other in place of %s, or refused",
    (from) => {
      const expected = run(renamed(from, "another"));
      for (const to of wellKnown) {
        try {
          const accounts = run(renamed(from, to));
          // A draw's name names its random numbers too.
          if (from !== "pause") expect(accounts, to).toEqual(expected);
        } catch (error) {
          expect(error, to).toBeInstanceOf(ModelError);
          expect((error as ModelError).message).toMatch(/already|not a name|is not allowed|unknown/);
        }
      }
    },
  );

  it.each(["a b", "a-b", "a.b", "a;b", "ü", "1a", "", "a\nb", "a\u2028b", "*/a", "a\\b", "`", "'", '"'])(
    "is refused where it is no name: %j",
    (to) => {
      for (const from of [
        "size",
        "total",
        "load",
        "mine",
        "disk",
        "heavy",
        "pause",
        "twice",
        "stay",
        "come",
        "waste",
      ]) {
        const model = JSON.parse(text.replaceAll(from, JSON.stringify(to).slice(1, -1))) as unknown;
        // A state may have a dash.
        if (from === "come" && to === "a-b") expect(attempt(model)).toBeUndefined();
        else expect(attempt(model), from).toBeTypeOf("string");
      }
    },
  );
});

describe("a formula", () => {
  const broken = [
    "while",
    "while (true) {}",
    "for (;;) {}",
    "this",
    "this.constructor",
    "constructor.constructor",
    'constructor.constructor("return process")()',
    "(1).constructor",
    '"".constructor',
    "[].constructor",
    "size.constructor",
    'size["constructor"]',
    "max.constructor",
    "max.constructor(1)",
    "max(max)",
    "process.exit(1)",
    "globalThis",
    "import('fs')",
    "require('fs')",
    "size = 3",
    "f(x) = f(x)",
    "f(x) = 1; f(2)",
    "1; process",
    "1\nprocess",
    "1 // process",
    "`size`",
    "size => 1",
    "() => 1",
    "new Date",
    "await 1",
    "evaluate(1)",
    "parse(1)",
    "createUnit(1)",
    "simplify(1)",
    "map([1], f)",
    "config({})",
    "typed()",
    "chain(1)",
    "unit(1)",
    "1 kg",
    "3 ms to s",
    "i",
    "5 + 3i",
    "1e5n",
    "0x",
    "'",
    '"',
    "\\",
    "\u2028",
    "\u0000",
    "#",
    "# size",
    "\ud800",
    "a".repeat(9999),
    "a".repeat(100_000),
    "(".repeat(10_000),
    `${"(".repeat(10_000)}1${")".repeat(10_000)}`,
    `${"(".repeat(4990)}1${")".repeat(4990)}`,
    "-".repeat(9990),
    `${"-".repeat(9990)}1`,
    `${"not ".repeat(2400)}1`,
    `1${" + 1".repeat(2400)}`,
    `2${"^2".repeat(4900)}`,
    `${"max(".repeat(1900)}1${")".repeat(1900)}`,
    `${"1 ? ".repeat(1200)}1${" : 1".repeat(1200)}`,
    `1${" < 2".repeat(2400)} and`,
    "{".repeat(5000),
    "[".repeat(5000),
    "a.".repeat(4999),
    "!".repeat(9999),
    `1${"!".repeat(9998)}`,
    `1${"'".repeat(9998)}`,
  ];

  const places: readonly ((formula: string) => unknown)[] = [
    (formula) => ({ ...full(), definitions: { heavy: formula } }),
    (formula) => ({ ...full(), stop: { when: formula } }),
    (formula) => ({ ...full(), arrivals: [{ state: "come", count: formula }] }),
    (formula) => ({
      ...full(),
      states: { ...full().states, leave: { schedule: [{ state: "leave", after: formula }] } },
    }),
  ];

  it.each(
    broken.map((formula) => [formula.length > 40 ? `${formula.slice(0, 40)}… (${formula.length})` : formula, formula]),
  )("that is none is refused: %j", (_, formula) => {
    for (const place of places) {
      const message = attempt(place(formula!));
      expect(message).toBeTypeOf("string");
      expect(message!.length).toBeLessThan(1000);
    }
  });

  it("may be long", () => {
    const sum = Array.from({ length: 900 }, (_, index) => index).join(" + ");
    expect(attempt({ ...full(), definitions: { heavy: sum } })).toBeUndefined();
    const wide = `max(${Array.from({ length: 1800 }, (_, index) => index).join(", ")})`;
    expect(attempt({ ...full(), definitions: { heavy: wide } })).toBeUndefined();
  });
});

describe("numbers beyond reason", () => {
  it.each<[string, object, string]>([
    [
      "10^9 processes",
      { arrivals: [{ state: "come", count: 1e9 }] },
      "arrivals[0].count: expected a whole number from 0 to 10000000",
    ],
    [
      "10^9 processes in crowds",
      { arrivals: Array.from({ length: 100 }, () => ({ state: "come", count: 1e7 })) },
      "arrivals: 1000000000 entities with their counters take",
    ],
    ["10^9 in a batch", { arrivals: [{ state: "come", every: 1, batch: 1e9 }] }, "arrivals[0].batch"],
    ["10^9 CPUs", { cpus: 1e9 }, "cpus: expected a whole number of CPUs from 1 to 65536"],
    [
      "queues on all CPUs",
      {
        cpus: 65_536,
        resources: Object.fromEntries([
          ...Array.from({ length: 100 }, (_, index) => [`r${index}`, { per: "cpu" }]),
          ...Object.entries(full().resources),
        ]),
      },
      "cpus: 65536 CPUs with their counters and resources take",
    ],
    [
      "queues without end",
      {
        resources: Object.fromEntries([
          ...Array.from({ length: 30_000 }, (_, index) => [`r${index}`, {}]),
          ...Object.entries(full().resources),
        ]),
      },
      "resources: 30002 resources with their histograms take",
    ],
    [
      "a capacity of no one",
      { resources: { ...full().resources, disk: { capacity: 0 } } },
      "resources.disk.capacity: expected a whole number from 1",
    ],
    [
      "a slice of no time",
      { resources: { ...full().resources, disk: { slice: 0 } } },
      "resources.disk.slice: a slice is at least 1 ns long, got 0",
    ],
    [
      "a slice below no time",
      { resources: { ...full().resources, disk: { slice: "-3 ms" } } },
      "resources.disk.slice: a duration is between 0 and",
    ],
    [
      "an arrival before the beginning",
      { arrivals: [{ state: "come", count: 1, at: -5 }] },
      "arrivals[0].at: a duration is between 0 and",
    ],
    [
      "arrivals that go back",
      { arrivals: [{ state: "come", every: -5 }] },
      "arrivals[0].every: a duration is between 0 and",
    ],
    [
      "a trace beyond exact time",
      { arrivals: [{ state: "come", times: [1, 1e300] }] },
      "arrivals[0].times: expected times from 0 to 2^53 ns",
    ],
    ["an end before the beginning", { stop: { time: -1 } }, "stop.time: a duration is between 0 and"],
    ["an end beyond exact time", { stop: { time: "10000 h" } }, "stop.time: a duration is between 0 and 2^53 ns"],
    [
      "too high a priority",
      { states: { ...full().states, leave: { schedule: [{ state: "leave", after: 1, priority: 1e9 }] } } },
      "states.leave.schedule[0].priority",
    ],
    [
      "a share above 1",
      { states: { ...full().states, leave: { probability: 2, end: true } } },
      "states.leave.probability: a probability is between 0 and 1, got 2",
    ],
    [
      "a share below 0",
      { states: { ...full().states, leave: { probability: "-size", end: true } } },
      "states.leave.probability: a probability is between 0 and 1, got -2",
    ],
    [
      "shares of more than all",
      { states: { ...full().states, leave: [{ probability: 0.7, end: true }, { probability: 0.7 }] } },
      "states.leave[1].probability: the probabilities up to here add up to 1.4",
    ],
  ])("are refused: %s", (_, change, message) => {
    expect(String(attempt({ ...full(), ...change }))).toContain(message);
  });

  it("of a draw stop the run that draws them, in words", () => {
    const drawn = (value: number, use: object) => ({
      ...full(),
      draws: { pause: { distribution: { family: "constant", parameters: { value } } } },
      ...use,
    });
    const run = (model: unknown) => () => simulate(model as Model, { maxEvents: 100 });
    const arrivals = [{ state: "come", every: "pause" }];
    expect(run(drawn(-1, { arrivals }))).toThrow("arrivals: an interval of -1 ns at time 0 ns; time does not go back");
    expect(run(drawn(1e300, {}))).toThrow(
      "resource disk: a service at time 0 ns would end at 2e+300 ns, beyond 2^53 ns",
    );
    expect(run(drawn(-1, { arrivals: [{ state: "come", count: 1 }] }))).toThrow("resource disk is used for -2 ns");
    const crowd = [{ state: "come", every: 5, batch: "pause" }];
    expect(run(drawn(1e9, { arrivals: crowd }))).toThrow("arrivals[0].batch: 1000000000 entities at time 5 ns");
    const bothAtOnce = { resources: { ...full().resources, disk: { discipline: "priority" } } };
    const states = { ...full().states, come: { use: { resource: "disk", enter: "leave", for: 5, priority: "0 / 0" } } };
    expect(run({ ...full(), ...bothAtOnce, states })).toThrow("resource disk is asked for with priority NaN");
  });
});

it("nesting beyond reason is refused", () => {
  const nested = (depth: number, open: string, close: string): unknown =>
    JSON.parse(`${open.repeat(depth)}1${close.repeat(depth)}`);
  for (const value of [nested(5000, "[", "]"), nested(5000, '{"a":', "}")])
    for (const key of Object.keys(full())) expect(attempt({ ...full(), [key]: value })).toBeTypeOf("string");
  const shifted = '{"family":"shifted","parameters":{"shift":1,"distribution":';
  const law = JSON.parse(
    `${shifted.repeat(2000)}${JSON.stringify(full().draws.pause.distribution)}${"}}".repeat(2000)}`,
  );
  expect(attempt({ ...full(), draws: { pause: { distribution: law } } })).toBeTypeOf("string");
});

it("many states are one model all the same", () => {
  const states = Object.fromEntries(
    Array.from({ length: 5000 }, (_, index) => [
      `s${index}`,
      { schedule: [{ state: `s${(index + 1) % 5000}`, after: 1 }] },
    ]),
  );
  expect(attempt({ name: "many", accounts: {}, arrivals: [{ state: "s0", count: 1 }], states })).toBeUndefined();
});

it("what a model says in its own words is no part of the code that is made of it", () => {
  const words = "*/ process.exit(1) //\n`";
  const model = { ...full(), name: words, description: words, labels: { kind: words } } as unknown as Model;
  const context = { model, formulas: new Formulas(model), stateNumbers: new Map(), isOpen: true, nextTurn: () => 0 };
  expect(programCode(context, true)).not.toContain("exit");
  expect(attempt(model)).toBeUndefined();
});
