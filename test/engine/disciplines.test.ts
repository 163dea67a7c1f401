import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import type { Model, Resource, State } from "../../src/machine/model.js";

/** Who comes when, to be served for how long. */
interface Job {
  readonly at: number;
  readonly work: number;
  readonly priority: number;
}

interface Server {
  readonly capacity: number;
  readonly discipline: "fifo" | "lifo" | "priority" | "processor-sharing";
  readonly slice: number;
}

/** When each job is done, by the engine. */
function simulated(jobs: readonly Job[], { slice, ...server }: Server): number[] {
  const resource: Resource = slice < Infinity ? { ...server, slice } : server;
  const states = jobs.flatMap(({ work, priority }, index): [string, State][] => [
    [`come${index}`, { use: { resource: "server", for: work, priority, enter: `done${index}` } }],
    [`done${index}`, { charge: { [`end${index}`]: "time" }, end: true }],
  ]);
  const model: Model = {
    name: "jobs",
    accounts: Object.fromEntries(jobs.map((_, index) => [`end${index}`, 0])),
    resources: { server: resource },
    arrivals: jobs.map(({ at }, index) => ({ state: `come${index}`, count: 1, at })),
    states: Object.fromEntries(states),
  };
  return Object.values(simulate(model).accounts);
}

/** When each job is done where some are served and the others wait: step by step, with lists. */
function queued(jobs: readonly Job[], { capacity, discipline, slice }: Server): number[] {
  const ends = jobs.map(() => Number.NaN);
  const left = jobs.map(({ work }) => work);
  const coming = jobs.map((_, index) => index).sort((a, b) => jobs[a]!.at - jobs[b]!.at || a - b);
  const serving: { job: number; until: number }[] = [];
  const line: number[] = [];
  const wait = (job: number): void => {
    if (discipline === "lifo") line.unshift(job);
    else line.push(job);
    if (discipline === "priority") line.sort((a, b) => jobs[a]!.priority - jobs[b]!.priority);
  };
  const serve = (job: number, time: number): void => {
    const part = Math.min(left[job]!, slice);
    left[job]! -= part;
    serving.push({ job, until: time + part });
  };
  while (coming.length > 0 || serving.length > 0) {
    serving.sort((a, b) => a.until - b.until);
    const first = serving[0];
    if (coming.length > 0 && (!first || jobs[coming[0]!]!.at <= first.until)) {
      const job = coming.shift()!;
      if (serving.length < capacity) serve(job, jobs[job]!.at);
      else wait(job);
      continue;
    }
    const { job, until } = serving.shift()!;
    if (left[job] === 0) ends[job] = until;
    else if (line.length === 0) serve(job, until);
    else wait(job);
    if (line.length > 0) serve(line.shift()!, until);
  }
  return ends;
}

/** When each job is done where all are served at once. */
function shared(jobs: readonly Job[], { capacity }: Server): number[] {
  const ends = jobs.map(() => Number.NaN);
  const left = new Map<number, number>();
  const coming = jobs.map((_, index) => index).sort((a, b) => jobs[a]!.at - jobs[b]!.at);
  let time = 0;
  while (coming.length > 0 || left.size > 0) {
    const rate = Math.min(1, capacity / left.size);
    const [job, least] = [...left].sort(([, a], [, b]) => a - b)[0] ?? [-1, Infinity];
    const next = Math.min(time + least / rate, coming.length > 0 ? jobs[coming[0]!]!.at : Infinity);
    for (const [each, rest] of left) left.set(each, rest - (next - time) * rate);
    if (next === time + least / rate) {
      ends[job] = next;
      left.delete(job);
    } else {
      const newcomer = coming.shift()!;
      left.set(newcomer, jobs[newcomer]!.work);
    }
    time = next;
  }
  return ends;
}

// No two things happen at the same moment: which is first is another matter.
const fraction = (most: number) => fc.double({ min: 1e-3, max: most, noNaN: true });
const jobs = fc.array(fc.record({ at: fraction(300), work: fraction(60), priority: fc.integer({ min: -2, max: 2 }) }), {
  minLength: 1,
  maxLength: 25,
});

describe("a resource serves as one would by hand", () => {
  it.each(["fifo", "lifo", "priority", "processor-sharing"] as const)("%s", (discipline) => {
    const slice =
      discipline === "processor-sharing" ? fc.constant(Infinity) : fc.constantFrom(Infinity, 7.123456, 30.7);
    const server = fc.record({ capacity: fc.integer({ min: 1, max: 4 }), discipline: fc.constant(discipline), slice });
    fc.assert(
      fc.property(jobs, server, (all, each) => {
        const expected = discipline === "processor-sharing" ? shared(all, each) : queued(all, each);
        for (const [index, end] of simulated(all, each).entries())
          expect(Math.abs(end - expected[index]!), `job ${index}`).toBeLessThan(1e-8);
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});
