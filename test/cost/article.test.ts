import { expect, it } from "vitest";
import { articleOutput } from "../../src/cost/articleOutput.js";
import { hashMap } from "../../src/cost/hashMap.js";
import { taskStorage } from "../../src/cost/taskStorage.js";
import { hasSharedData } from "../sharedData.js";
import { published } from "./data.js";
import { alone, overRecords } from "./evaluate.js";

it.skipIf(!hasSharedData)("the article's costs are those it was published with", () => {
  const [insert, lookupAndDelete, output] = ["c096", "c097", "c098"].map(published);
  for (const { operations } of [hashMap, taskStorage]) {
    expect(overRecords(operations.insert.nanoseconds)(0)).toBe(insert);
    expect(overRecords(operations.lookupAndDelete.nanoseconds)(0)).toBe(lookupAndDelete);
  }
  expect(alone(articleOutput.operations.output.nanoseconds)).toBe(output);
});

it("the article's hash map costs twice as much with 1,024 records, five times with 2,048", () => {
  expect([0, 1024, 2048].map(overRecords(hashMap.factor))).toEqual([1, 2, 5]);
});
