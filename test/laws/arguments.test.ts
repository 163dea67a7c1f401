import { describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import { read } from "../structure/files.js";

/** Values that few functions have a use for, as they come from a slip in a cell or from data. */
const wrong = { undefined: undefined, null: null, "5": 5, '"x"': "x", "{}": {}, "[]": [] } as const;

type Kind = keyof typeof wrong;

/** The functions for which such a value is right, and which values these are. */
const right: Readonly<Record<string, readonly Kind[]>> = {
  akaikeWeights: ["[]"],
  article: ["undefined", "{}"],
  atEnd: ["{}"],
  batchedMap: ["5"],
  coldPages: ["5"],
  constant: ["5"],
  costAt: ["5"],
  costsOf: ["{}"],
  duration: ["5"],
  exponential: ["5"],
  factorial: ["{}"],
  // No data make results that say so.
  fit: ["{}", "[]"],
  hill: ["[]"],
  law: ["5"],
  "new Table": ["[]"],
  poisson: ["5"],
  programCost: ["{}"],
  rate: ["5"],
  rayleigh: ["5"],
  replicationSeed: ["5", '"x"'],
  stream: ["5", '"x"'],
  "Table.fromCSV": ['"x"'],
  "Table.fromJSON": ["[]"],
  workers: ["undefined", "5"],
};

/** These take no argument. */
const withoutArguments = ["calibrationFiles", "inline", "modelSchema"];

/** What is in them shows any value, or is a control, which has laws of its own. */
const otherRooms = ["display", "widget"];

const isClass = (value: unknown) => /^class\b/.test(Function.prototype.toString.call(value));

const subjects: readonly (readonly [name: string, call: (value: unknown) => unknown])[] = [
  ...Object.entries(library)
    .filter(([name, value]) => typeof value === "function" && !isClass(value) && !otherRooms.includes(roomOf(name)))
    .filter(([name]) => !withoutArguments.includes(name))
    .map(([name, value]) => [name, value as (value: unknown) => unknown] as const),
  ...Object.entries(library.plot).map(([name, draw]) => [`plot.${name}`, draw as (value: unknown) => unknown] as const),
  ["new Table", (rows) => new library.Table(rows as never)],
  ["new Figure", (parts) => new library.Figure(parts as never)],
  ["Table.fromCSV", (text) => library.Table.fromCSV(text as never)],
  ["Table.fromJSON", (rows) => library.Table.fromJSON(rows)],
  ["Table.fromArrow", (bytes) => library.Table.fromArrow(bytes as never)],
  ["Table.fromParquet", (bytes) => library.Table.fromParquet(bytes as never)],
];

/** What the engine itself says where code trips over a value it did not expect. */
const ofTheEngine =
  /^Cannot |^\S* ?(\S+ )?is not (a function|iterable|a constructor|defined)|is not iterable|must be of type|^Reduce of|^Invalid (array|typed|time)/;

describe("every function of the barrel says in its own words what is wrong with its first argument", () => {
  test.each(subjects)("%s", async (name, call) => {
    const accepted = right[name] ?? [];
    for (const [kind, value] of Object.entries(wrong)) {
      const error = await Promise.resolve()
        .then(() => call(value))
        .then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
      if (accepted.includes(kind as Kind)) expect(error, kind).toBeUndefined();
      else {
        expect(error, `of ${kind} nothing is said`).toBeInstanceOf(Error);
        expect((error as Error).message, kind).not.toMatch(ofTheEngine);
      }
    }
  });

  test("nobody is excused who does not exist", () => {
    const names = [...subjects.map(([name]) => name), ...withoutArguments];
    expect(Object.keys(right).filter((name) => !names.includes(name))).toEqual([]);
    expect(withoutArguments.filter((name) => !(name in library))).toEqual([]);
  });

  test("what the engine says is recognised", () => {
    const nothing = undefined as never as { a: { b: number }[] };
    const slips: (() => unknown)[] = [
      () => nothing.a,
      () => [...(nothing as never as number[])],
      () => (5 as never as () => void)(),
      () => "a" in (nothing as never as object),
      () => Object.keys(nothing),
      () => {
        const { a } = nothing;
        return a;
      },
      () => (({}) as never as number[]).map((each) => each),
    ];
    for (const slip of slips) expect(slip).toThrow(ofTheEngine);
  });
});

function roomOf(name: string): string {
  const line = new RegExp(`export (?:\\*|\\{[^}]*\\b${name}\\b[^}]*\\}) from "\\./(\\w+)/`);
  return line.exec(read("src/index.ts"))?.[1] ?? "widget";
}
