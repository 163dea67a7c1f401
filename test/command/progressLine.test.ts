import { expect, it } from "vitest";
import { progressLine } from "../../src/command/progressLine.js";

function lineOn(isTTY: boolean): {
  texts: string[];
  at(milliseconds: number): void;
  line: ReturnType<typeof progressLine>;
} {
  const texts: string[] = [];
  let time = 5000;
  const line = progressLine("refits", { isTTY, write: (text) => texts.push(text) }, () => time);
  return {
    texts,
    at: (milliseconds) => {
      time = 5000 + milliseconds;
    },
    line,
  };
}

it("says how much is done and how long the rest takes, and goes", () => {
  const { texts, at, line } = lineOn(true);
  line.tell(0, 3000);
  at(2000);
  line.tell(500, 3000);
  at(600_000);
  line.tell(1500, 3000);
  line.end();
  const erase = "\r\u001b[K";
  expect(texts).toEqual([
    `${erase}0 of 3,000 refits`,
    `${erase}500 of 3,000 refits, 10 s left`,
    `${erase}1,500 of 3,000 refits, 10 min left`,
    erase,
  ]);
});

it("is silent where there is no terminal", () => {
  const { texts, line } = lineOn(false);
  line.tell(1, 2);
  line.end();
  expect(texts).toEqual([]);
});
