import type { RunCost } from "./cost.js";
import type { CostProfile } from "./costProfile.js";
import { measured } from "./measured.js";
import { byName, counted, named } from "./named.js";

/** The kernel's MAX_TAIL_CALL_CNT. */
const mostTailCalls = 33;

const inlined: RunCost = {
  kind: "run",
  name: "inlined",
  operations: { run: { nanoseconds: 0 } },
  conditions:
    "a loop with the function inlined took 0.4 ns less than one with nothing in it: nothing that can be measured",
  ...measured,
};

const bpfToBpf: RunCost = {
  kind: "run",
  name: "bpf-to-bpf",
  operations: { run: { nanoseconds: 8.4, interval: [0.64, 1.01] } },
  conditions: "a function of a few instructions, called in a loop",
  ...measured,
};

const tailCall: RunCost = {
  kind: "run",
  name: "tail-call",
  operations: { run: { nanoseconds: 1, interval: [0.25, 25] } },
  validity: { hops: [1, mostTailCalls] },
  conditions: "a chain of programs that do nothing else, jumped to directly",
  ...measured,
};

/**
 * How a program gets from one part of itself to another, ns a call:
 *
 * - `"inlined"`: nothing (12.3 ns, and 12.8 ns for the loop with nothing in it).
 * - `"bpf-to-bpf"`: 8.4 ns, 20.7 ns against 12.3 ns inlined, means of 200,000. Interval: 5.4 ns timed
 *   one by one (bpf2bpf-call.csv.gz).
 * - `"tail-call"`: 1.00 ns a hop, the slope of a line through chains of 0 to 32 hops (techniques.csv). Interval: the slopes between
 *   neighbours at least, and 25 ns published for Linux 5.4 with retpolines on a server; 2.9 and 9.2 ns for 5.5 and 5.10 on an Atom C2750
 *   (pchaigno.github.io, 2021; lpc.events/event/7/contributions/676).
 *
 * A program that makes three of them a run has `"tail-call:3"`.
 */
export const callCosts: ReadonlyMap<string, RunCost> = byName([inlined, bpfToBpf, tailCall]);

/**
 * @throws RangeError that lists the names where there is no call of this one, or for more tail calls than the 33 that the kernel allows
 */
export function callCost(choice: string | RunCost, profile?: CostProfile): RunCost {
  if (typeof choice !== "string") return named("calls", callCosts, choice);
  const [name, count] = counted("calls", choice);
  const call = named("calls", callCosts, name, profile);
  if (name === tailCall.name && count > mostTailCalls)
    throw new RangeError(`calls: the kernel allows ${mostTailCalls} tail calls in a row, got ${count}`);
  if (count === 1) return call;
  const { nanoseconds, ...rest } = call.operations.run;
  const total = Number((count * (nanoseconds as number)).toPrecision(12));
  return { ...call, name: choice, operations: { run: { nanoseconds: total, ...rest } } };
}
