import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { root } from "../setup/parts.js";

type Fits = Record<string, [logLikelihood: number | null, parameters: number]>;

interface Times {
  cold: number;
  warm: number;
  calls: number;
  fits: Fits;
}

interface Measured {
  name: string;
  alone: Map<string, Times | undefined>;
  together: Times | undefined;
}

interface Peer {
  name: string;
  each: boolean;
  all: boolean;
  prepare(): Promise<string[]>;
}

interface Row {
  peer: string;
  metric: string;
  value: number | null;
  ratio: number | null;
  note?: string;
}

const bench = (name: string): Promise<unknown> => import(pathToFileURL(join(root, "test/bench", name)).href);
const { peers, measure } = (await bench("fit.mjs")) as {
  peers: Peer[];
  measure(peer: object, file: string, about: { size: number; limit: number; seconds: number }): Promise<Measured>;
};
const { families } = (await bench("fit/families.mjs")) as { families: string[] };
const { latenciesFile, shapes } = (await bench("fit/latencies.mjs")) as {
  latenciesFile(shape: string, size: number): Promise<string>;
  shapes: string[];
};
const { betterOthers, rowsOf } = (await bench("fit/report.mjs")) as {
  betterOthers(measured: Measured[]): string[];
  rowsOf(measured: Measured[], about: object): Row[];
};

const size = 1500;
const about = { size, limit: 100, seconds: 0 };
let file: string;
let ours: Measured;

beforeAll(async () => {
  file = await latenciesFile(shapes[0]!, size);
  const [peer] = peers;
  ours = await measure({ ...peer, each: false, command: await peer!.prepare() }, file, about);
}, 60_000);

describe("the fit benchmark", () => {
  it("has Phasebook fit all families", () => {
    expect(Object.keys(ours.together!.fits).toSorted()).toEqual(families.toSorted());
    for (const [logLikelihood] of Object.values(ours.together!.fits)) expect(logLikelihood).toBeLessThan(0);
    expect(ours.together!.cold).toBeGreaterThan(0);
  });

  it("says where a peer is likelier with as many parameters", () => {
    const [normal, k] = ours.together!.fits.normal!;
    const other = (height: number | null, parameters: number): Measured => ({
      name: "other",
      alone: new Map(),
      together: { cold: 1, warm: 1, calls: 1, fits: { normal: [height, parameters] } },
    });
    expect(betterOthers([ours, other(normal! - 1, k), other(normal! + 1, k + 1), other(null, k)])).toEqual([]);
    expect(betterOthers([ours, other(normal! + 1, k)])).toEqual([expect.stringMatching(/^normal: other -\d/)]);
    const without = { ...ours, together: { ...ours.together!, fits: { normal: [null, k] } as Fits } };
    expect(betterOthers([without, other(normal, k)])).toEqual([expect.stringMatching(/against none$/)]);
  });

  it("says in its rows what was cut off and what is missing", async () => {
    const [peer] = peers;
    const command = await peer!.prepare();
    const cut = await measure({ ...peer, name: "slow", each: false, command }, file, { ...about, limit: 0.001 });
    expect(cut.together).toBeUndefined();
    const missing = [{ name: "absent", reason: "it is not there" }];
    const rows = rowsOf([ours, cut], { ...about, shape: "small", missing });
    const warm = (peer: string) => rows.find((row) => row.peer === peer && row.metric === "all, warm");
    expect(warm("Phasebook")).toMatchObject({ ratio: 1 });
    expect(warm("slow")).toMatchObject({ value: null, note: "cut off after 100 s" });
    expect(warm("absent")).toMatchObject({ value: null, note: "it is not there" });
  });
});
