import type { Techniques } from "../cost/techniques.js";

/** Where slots of the pipeline go at the first level, and what may be done. */
export interface SlotKind {
  /** As the reader names it. */
  readonly name: string;
  readonly words: string;
  readonly meaning: string;
  /** Of the second level; together they are this one. */
  readonly parts: readonly SlotPart[];
}

/** Where they go at the second level. */
export interface SlotPart {
  readonly name: string;
  readonly words: string;
  /** What to look at in a BPF program. */
  readonly advice: string;
  /** The options of a program's costs that stand for it. */
  readonly techniques: readonly (keyof Techniques)[];
}

/**
 * The tree of A. Yasin (A Top-Down Method for Performance Analysis and Counters Architecture, ISPASS 2014) to its second level, and what
 * each means for a program that is called at every event: the techniques are those that D. Dolgov surveys (Running Fast and Slow:
 * Experiments with BPF Program Performance, P99 CONF 2023), the rest follows from what the kernel does at such a place.
 */
export const slotKinds: readonly SlotKind[] = [
  {
    name: "frontendBound",
    words: "front end",
    meaning: "instructions do not arrive",
    parts: [
      {
        name: "fetchLatency",
        words: "fetch latency",
        advice:
          "code on cold pages and lines: the iTLB and the instruction cache; pack programs of one event on one page, keep tail calls and indirect calls few",
        techniques: ["pages", "calls"],
      },
      {
        name: "fetchBandwidth",
        words: "fetch bandwidth",
        advice:
          "instructions that decode slowly or jump often: a shorter and straighter program, newer instruction sets",
        techniques: ["isa", "calls"],
      },
    ],
  },
  {
    name: "backendBound",
    words: "back end",
    meaning: "results are waited for",
    parts: [
      {
        name: "memoryBound",
        words: "memory",
        advice:
          "records of maps out of the caches, and lines that CPUs take from each other: task-local storage or per-CPU maps, smaller maps, a Bloom filter where most lookups miss",
        techniques: ["map", "maxEntries", "bloom", "output"],
      },
      {
        name: "coreBound",
        words: "execution units",
        advice:
          "long chains of slow instructions, such as divisions and hashes of long keys: shorter keys, fewer hash lookups a run",
        techniques: ["map", "isa"],
      },
    ],
  },
  {
    name: "badSpeculation",
    words: "bad speculation",
    meaning: "work that is thrown away",
    parts: [
      {
        name: "branchMispredicts",
        words: "mispredicted branches",
        advice:
          "branches that nobody can predict: fewer filters in the program, the commonest case first, indirect calls turned into direct ones",
        techniques: ["calls", "probe", "isa"],
      },
      {
        name: "machineClears",
        words: "machine clears",
        advice:
          "memory that another CPU changes, or code that changes itself, as programs do that are loaded and attached often",
        techniques: ["map"],
      },
    ],
  },
  {
    name: "retiring",
    words: "retiring",
    meaning: "work that counts",
    parts: [
      {
        name: "lightOperations",
        words: "light operations",
        advice:
          "the CPU is well used: only fewer instructions help; fewer helper calls, newer instruction sets, fewer events looked at",
        techniques: ["isa", "calls", "sampling"],
      },
      {
        name: "heavyOperations",
        words: "heavy operations",
        advice: "instructions of many micro-operations: atomic ones, divisions, reads of the clock",
        techniques: ["isa", "counters"],
      },
    ],
  },
];
