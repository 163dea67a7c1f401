import { describe, expect, it } from "vitest";
import { replicationSeed } from "../../src/random/replicationSeed.js";
import { stream } from "../../src/random/stream.js";
import { battery, suspicious } from "./battery/battery.js";
import { correlations } from "./battery/correlations.js";
import { overlaps } from "./battery/overlaps.js";
import { interleaved, type Words } from "./battery/words.js";

/** 1,024 streams of a kind. */
const many = (make: (index: number) => Words): Words[] => Array.from({ length: 1024 }, (_, index) => make(index));

/** Families of streams as models and experiments use them. */
const families: Readonly<Record<string, () => Words[]>> = {
  "children of one stream": () => many((index) => stream("battery").child(`draw ${index}`)),
  "replications of one stream": () => many((index) => stream("battery").child("queue").at(index)),
  "the same draw in the replications of an experiment": () =>
    many((index) => stream(replicationSeed(1, index)).child("queue")),
  "neighbouring seeds": () => many((index) => stream(index)),
};

describe.each(Object.entries(battery))("%s", (_, test) => {
  it("are as they should be in one stream", () => {
    expect(suspicious(test(stream("battery")))).toEqual({});
  });

  it.each(Object.keys(families))("are as they should be in %s, a word of each in turn", (name) => {
    expect(suspicious(test(interleaved(families[name]!())))).toEqual({});
  });
});

describe("streams of a family", () => {
  it.each(Object.keys(families))("are not correlated: %s", (name) => {
    expect(suspicious(correlations(families[name]!()))).toEqual({});
  });

  it.each(Object.keys(families))("do not overlap: %s", (name) => {
    expect(overlaps(families[name]!(), 1000)).toBe(0);
  });
});

/** Generators with known faults, which show that the tests see what they are there for. */
const faulty = {
  /** The lowest bits of a linear congruential generator modulo 2^32 have tiny periods, and its words lie on planes. */
  congruential: (): Words => {
    let state = 1;
    return { next: () => (state = (Math.imul(state, 69069) + 1) | 0) };
  },
  /** Steps of the golden ratio fill the range evenly, in an order that is anything but random. */
  golden: (): Words => {
    let state = 1;
    return { next: () => (state = (state + 0x9e3779b9) | 0) };
  },
  /** Each word shares most of its bits with the one before. */
  shifting: (): Words => {
    const source = stream("shifting");
    let state = source.next();
    return { next: () => (state = (state << 4) | (source.next() & 15)) };
  },
};

describe("the battery", () => {
  it.each<[keyof typeof battery, keyof typeof faulty]>([
    ["bytes", "congruential"],
    ["bits", "congruential"],
    ["serial", "congruential"],
    ["birthday spacings", "congruential"],
    ["gaps", "congruential"],
    ["runs", "golden"],
    ["Hamming weights", "shifting"],
  ])("sees by its %s a generator that is %s", (test, name) => {
    const pValues = battery[test]!(faulty[name]());
    expect(Object.values(pValues).some((p) => p < 1e-10 || p > 1 - 1e-10)).toBe(true);
  });

  it("sees correlated and overlapping streams", () => {
    const shared = stream("shared");
    const common = Float64Array.from({ length: 128 }, () => shared.next());
    const alike = many((index) => {
      const own = stream(index);
      let at = 0;
      // A tenth of every word is the same in all of them, which makes their correlation 0.012.
      return { next: () => 0.9 * own.next() + 0.1 * common[at++]! };
    });
    expect(correlations(alike).words).toBeLessThan(1e-10);
    const consecutive = many((index) => {
      const source = stream("one");
      for (let skipped = 0; skipped < index * 10; skipped += 1) source.next();
      return source;
    });
    expect(overlaps(consecutive, 100)).toBeGreaterThan(10_000);
  });
});
