import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { displaySymbol } from "../../src/display/mime.js";
import { Figure } from "../../src/plot/figure.js";
import { save } from "../../src/plot/save.js";

const figure = new Figure({
  data: [{ type: "scatter", name: "</script><b>", x: [1, 2], y: [1, 2] }],
  layout: { title: { text: "Überhead & <i>more</i>" } },
});
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "phasebook save "));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe("save", () => {
  test("writes a drawing, a picture and the data, and says where", async () => {
    const svg = await save(figure, join(folder, "größe.svg"));
    expect(svg).toBe(join(folder, "größe.svg"));
    expect(await readFile(svg, "utf8")).toContain("Überhead");
    const png = await readFile(await save(figure, join(folder, "a.PNG")));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(JSON.parse(await readFile(await save(figure, join(folder, "a.json")), "utf8"))).toEqual(figure.toJSON());
    expect((await readdir(folder)).sort()).toEqual(["a.PNG", "a.json", "größe.svg"]);
  });

  test("writes a page that needs nothing beside itself", async () => {
    const page = await readFile(await save(figure, join(folder, "a.html")), "utf8");
    expect(page).toContain("<title>Überhead &#38; more</title>");
    expect(page).not.toMatch(/<script[^>]* src=|<link/);
    // What a string of the figure says does not end the script it stands in.
    expect(page.match(/<\/script>/g)).toHaveLength(2);
  });

  test("writes what another value is shown as", async () => {
    const drawn = { [displaySymbol]: () => ({ "text/plain": "a box", "image/svg+xml": "<svg/>" }) };
    expect(await readFile(await save(drawn, join(folder, "a.svg")), "utf8")).toBe("<svg/>");
    await expect(save(drawn, join(folder, "a.html"))).rejects.toThrow("this value has no form as a page");
    await expect(save(42, join(folder, "a.svg"))).rejects.toThrow("42 has no form as a picture; save takes a figure");
  });

  test("another ending is named, with those that are known", async () => {
    await expect(save(figure, "overhead.pdf")).rejects.toThrow(
      'cannot save "overhead.pdf": its name must end in .svg, .png, .html, .json',
    );
    await expect(save(figure, "overhead")).rejects.toThrow(RangeError);
  });

  test("a folder that is not there is named before anything is drawn", async () => {
    const path = join(folder, "missing", "a.svg");
    await expect(save(figure, path)).rejects.toThrow(
      `cannot save "${path}": there is no folder ${join(folder, "missing")}`,
    );
  });

  test("what cannot be drawn leaves what was there", async () => {
    const path = join(folder, "a.svg");
    await writeFile(path, "before");
    await expect(save(null, path)).rejects.toThrow("null has no form as a picture");
    expect(await readFile(path, "utf8")).toBe("before");
    expect(await readdir(folder)).toEqual(["a.svg"]);
  });
});
