import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulate } from "../../../src/engine/simulate.js";
import type { Model } from "../../../src/machine/model.js";
import { ModelError } from "../../../src/machine/validate.js";
import { anyModel } from "./arbitrary.js";

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Key = string | number;

/** Everything in a model, with where it stands. */
function parts(value: Json, path: readonly Key[] = []): { path: readonly Key[]; value: Json }[] {
  const own = path.length > 0 ? [{ path, value }] : [];
  if (typeof value !== "object" || value === null) return own;
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [...own, ...entries.flatMap(([key, each]: readonly [Key, Json]) => parts(each, [...path, key]))];
}

function replaced(value: Json, [key, ...rest]: readonly Key[], by: Json): Json {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((each, index) => (index === key ? replaced(each, rest, by) : each));
  const object = value as Readonly<Record<string, Json>>;
  return { ...object, [key]: replaced(object[key]!, rest, by) };
}

/** As the engine writes it. */
const show = (path: readonly Key[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : text === "" ? key : `${text}.${key}`),
    "",
  );

/** What can stand nowhere in place of what is there. */
const mistakes: Readonly<Record<string, (value: Json, path: readonly Key[]) => Json | undefined>> = {
  null: () => null,
  "a number where there is none": (value) => (typeof value === "object" || typeof value === "boolean" ? 3 : undefined),
  "words that mean nothing": (value, [first]) =>
    typeof value === "string" && first !== "name" ? "nothing known" : undefined,
  "a half of a formula": (value, [first]) =>
    typeof value === "string" && first !== "name" ? `(${value} +` : undefined,
  "a list where there is none": (value) => (Array.isArray(value) ? undefined : []),
  "an object where there is none": (value) => (typeof value === "object" ? undefined : { surprise: 1 }),
  true: (value) => (typeof value === "boolean" ? undefined : true),
  "minus infinity": (value) => (typeof value === "number" ? Number.NEGATIVE_INFINITY : undefined),
};

describe.each(Object.entries(mistakes))("a model with %s in it", (_, mistake) => {
  it("is refused, and the mistake pointed at", () => {
    const anyMistake = fc.tuple(anyModel, fc.nat()).map(([model, choice]) => {
      const json: Json = JSON.parse(JSON.stringify(model));
      const places = parts(json).filter(({ value, path }) => mistake(value, path) !== undefined);
      const { path, value } = places[choice % places.length]!;
      return [show(path), replaced(json, path, mistake(value, path)!) as unknown as Model] as const;
    });
    fc.assert(
      fc.property(anyMistake, ([path, model]) => {
        try {
          simulate(model, { maxEvents: 1 });
        } catch (error) {
          if (!(error instanceof ModelError)) throw error;
          // A distribution is judged as a whole.
          const distribution = /^draws\.\w+\.distribution/.exec(path)?.[0];
          const pointed = error.issues.map((issue) => issue.path);
          expect(
            pointed.some((each) => each === path || each === distribution),
            `${path}, not ${pointed.join(", ")}`,
          ).toBe(true);
          return;
        }
        expect.unreachable(`${path} was not refused`);
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});
