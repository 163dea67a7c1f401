// The captures that notebooks read are invented: what their recipe makes has to be what is saved, or nobody could make them again.
import { copyFileSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { read } from "../../src/reader/read.js";
import { root, run } from "../setup/parts.js";
import { temporaryFolder } from "../setup/temporaryFolder.js";

const data = join(root, "notebooks", "data");

it("the recipe of the captures writes the bytes that are saved", async () => {
  const folder = temporaryFolder();
  // Where `phasebook` is found, as beside the notebooks.
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(root, join(folder, "node_modules", "phasebook"), "dir");
  copyFileSync(join(data, "captures.mjs"), join(folder, "captures.mjs"));
  expect(await run(process.execPath, ["captures.mjs"], { cwd: folder })).toMatchObject({ code: 0 });
  for (const name of ["runqlat.txt", "bpftool-prog-show.txt", "topdown.txt"])
    expect(readFileSync(join(folder, name), "utf8")).toBe(readFileSync(join(data, name), "utf8"));
});

it("they are read without a word of doubt", () => {
  const waits = read(join(data, "runqlat.txt"));
  const programs = read(join(data, "bpftool-prog-show.txt"));
  const slots = read(join(data, "topdown.txt"));
  expect([waits.tool, waits.kind, programs.kind, slots.kind]).toEqual(["runqlat", "histograms", "programs", "topDown"]);
  expect([waits.skipped, programs.skipped, slots.skipped]).toEqual([[], [], []]);
});
