import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { root } from "../setup/parts.js";

/** What a peer's program prints; see engine/benchmark.mjs. */
interface Outcome {
  events: number;
  bpf: number;
  proc: number;
  end: number;
}

interface Peer {
  name: string;
  prepare(): Promise<string[]>;
}

const bench = (name: string): Promise<unknown> => import(pathToFileURL(join(root, "test/bench", name)).href);
const { peers } = (await bench("engine.mjs")) as { peers: Peer[] };
const { outcomeOf } = (await bench("peer.mjs")) as {
  outcomeOf(command: string[], ...rest: number[]): Promise<Outcome>;
};

// Those that need nothing installed beyond a compiler; the benchmark itself holds every peer to the same.
const checked = peers.filter(({ name }) => /^(Phasebook|C\+\+.*|JavaScript loop)$/.test(name));
const processes = 40;
const slices = 50;

const expected: Promise<Outcome> = checked[0]!.prepare().then((command) => outcomeOf(command, processes, slices, 1));

test.for(checked)("$name does the work of the benchmark", async ({ prepare }, { skip }) => {
  const command = await prepare().catch((error: Error) => skip(error.message));
  const { events, bpf, proc, end } = await outcomeOf(command, processes, slices, 2);
  expect(events).toBe(4 * processes * slices);
  const phasebook = await expected;
  expect(bpf / proc / (phasebook.bpf / phasebook.proc)).toBeCloseTo(1, 2);
  expect(end / phasebook.end).toBeCloseTo(1, 2);
});
