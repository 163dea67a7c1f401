import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { read } from "../../src/reader/read.js";
import { readers } from "../../src/reader/readers.js";
import { hasSharedData, sharedData } from "../sharedData.js";
import {
  isReadAroundIntruders,
  isReadAroundRubbish,
  isReadAsFarAsItGoes,
  isReadHoweverItCame,
  isRecognisedByOne,
  isWellFormed,
} from "./readers.js";

const samples = fileURLToPath(new URL("../reader/samples/", import.meta.url));
/** Of a JSON document nothing is known before its end. */
const documents = ["measurements.json"];

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(txt|csv|json|yaml|prom)$/.test(file) && !file.endsWith("EXPECTED.json"))
    .map((file) => ({ file, text: readFileSync(join(folder, file), "utf8") }));

const ours = filesOf(samples);
const captures = hasSharedData ? filesOf(sharedData("bpf-tools/")) : [];

describe.each(ours)("our own $file", ({ file, text }) => {
  test("is recognised by one reader", () => isRecognisedByOne(text));
  test("is well formed", () => isWellFormed(read(text)));
  test("is read however it came", () => isReadHoweverItCame(text));
  test("is read around what does not belong there", () => isReadAroundIntruders(text, documents.includes(file)));
  test("is read around rubbish", () => isReadAroundRubbish(text));
  test("is read as far as it goes", () => isReadAsFarAsItGoes(text));
});

describe.skipIf(!hasSharedData).each(captures)("the capture $file", ({ text }) => {
  test("is recognised by one reader", () => isRecognisedByOne(text));
  test("is well formed", () => isWellFormed(read(text)));
  test("is read however it came", () => isReadHoweverItCame(text));
  test("is read around what does not belong there", () => isReadAroundIntruders(text, false));
  test("is read around rubbish", () => isReadAroundRubbish(text));
  test("is read as far as it goes", () => isReadAsFarAsItGoes(text));
});

test("every reader has a sample of ours", () => {
  const read = readers.filter((reader) => ours.some(({ text }) => reader.recognises(text.split("\n")) >= 0.2));
  const without = readers.filter((reader) => !read.includes(reader)).map(({ tools }) => tools[0]);
  expect(without).toEqual([]);
});
