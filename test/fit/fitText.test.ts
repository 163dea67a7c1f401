import { describe, expect, it } from "vitest";
import { lognormal } from "../../src/distribution/lognormal.js";
import { fit as fitFamilies } from "../../src/fit/fit.js";
import { fitText } from "../../src/fit/fitText.js";
import { judge } from "../../src/fit/judgement/judge.js";
import { stream } from "../../src/random/stream.js";

const random = stream("text");
const values = Float64Array.from({ length: 300 }, () => lognormal(6, 1).sample(random));
const results = fitFamilies(values);
const linesAt = (width: number) => fitText(results, width).split("\n");

describe("fits in words", () => {
  it.each([60, 80, 120, 200])("keep to a page of %i characters a line", (width) => {
    expect(linesAt(width).filter((line) => line.length > width)).toEqual([]);
  });

  it("say the same whatever the width, and all of it", () => {
    const words = (text: string) => text.split(/\s+/).sort();
    for (const width of [10, 200]) expect(words(fitText(results, width))).toEqual(words(fitText(results)));
    for (const { family, parameters, deltaAic } of results) {
      const line = linesAt(200).find((each) => new RegExp(`^ *${family} `).test(each))!;
      expect(line).toContain(deltaAic!.toFixed(1));
      for (const name of Object.keys(parameters!)) expect(line).toContain(` ${name} `);
    }
  });

  it("say each warning once, and of whom", () => {
    const notes = linesAt(1000).filter((line) => line.startsWith("- "));
    const codes = new Set(results.flatMap(({ warnings }) => warnings.map(({ code }) => code)));
    expect(codes.size).toBeGreaterThan(0);
    for (const code of codes) expect(notes.filter((note) => note.includes(`${code}: `)).length).toBe(1);
    const whose = results.filter(({ warnings }) => warnings.some(({ code }) => code === "infinite-variance"));
    expect(notes).toContainEqual(expect.stringContaining(`- ${whose.map(({ family }) => family).join(", ")}: inf`));
  });

  it("say why there is no estimate, and the p-values that there are", async () => {
    const text = fitText(fitFamilies([0, 1, 2, 3.5], { families: ["lognormal", "exponential"] }), 200);
    expect(text).toMatch(/^ +lognormal +out-of-support: it gives no density to exact\[0\] = 0/m);
    expect(text).not.toContain("p of");
    const found = fitFamilies(values, { families: ["lognormal", "normal"] });
    const tested = await judge(values, found, { best: 1, replicates: 19, seed: 1 });
    const { ks, ad } = tested[0]!.tests;
    expect(fitText(tested, 200)).toMatch(/^ +family +ΔAIC +p of ks +p of cvm +p of ad +estimate$|^family +ΔAIC/m);
    expect(fitText(tested, 200)).toMatch(new RegExp(`^lognormal +0\\.0 +${ks!.pValue} .* ${ad!.pValue}  mu `, "m"));
    expect(fitText([])).toBe("no family was fitted");
  });
});
