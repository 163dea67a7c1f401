import { gzipSync } from "node:zlib";
import { expect } from "vitest";
import { displaySymbol } from "../../src/display/mime.js";
import { isSample, sampleOf } from "../../src/fit/data.js";
import type { AnyReading } from "../../src/reader/kinds.js";
import { read } from "../../src/reader/read.js";
import { readers } from "../../src/reader/readers.js";
import { jsonPieces } from "../../src/reader/reading.js";

/** What a tool on the error stream, a terminal or a broken disk puts between two lines. */
const intruders = [
  "libbpf: Error in bpf_create_map_xattr(events): retrying without BTF.",
  "WARNING: addrspace of the map was not checked",
  "\u0000\u0001\u0002ELF\u0003\ufffd\u0004",
];

const rubbish = '\u0000\u0001\ufffd{{{[[["\\\n%%%% 1 2 3 | <not counted> ---\n';

/** What it read, without the report. */
export function contentOf(reading: AnyReading): unknown {
  const { skipped: _, notes: __, ...content } = reading.toJSON();
  return content;
}

/** Reads it or says why not: in a sentence, never in the words of a program that has lost its way. */
export function readOrSay(source: string | Uint8Array): AnyReading | string {
  try {
    return read(source);
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(TypeError);
    const { message } = error as Error;
    expect(message).not.toMatch(/undefined|\bNaN\b|\[object|not a function|not iterable|Invalid array length/);
    return message;
  }
}

/** Every reading is what `--json` promises, can be shown, and hands over data for `fit` or says why it has none. */
export function isWellFormed(reading: AnyReading): void {
  const json = JSON.parse([...jsonPieces(reading)].join(""));
  expect(json).toEqual(JSON.parse(JSON.stringify(reading)));
  expect(json).toMatchObject({ tool: expect.any(String), kind: reading.kind, skipped: expect.any(Array) });
  expect(reading.tool).not.toBe("");
  for (const { line, text, reason } of reading.skipped) {
    expect(line).toBeGreaterThan(0);
    expect(text).not.toBe("");
    expect(reason).toMatch(/^(is|has|holds|begins|may|ends|lacks|does) /);
  }
  for (const note of reading.notes) expect(note).not.toMatch(/undefined|\bNaN\b|\[object/);
  const bundle = reading[displaySymbol]();
  expect(bundle["text/plain"]).toContain(`${reading.tool}: `);
  expect(bundle["text/html"]).toMatch(/<table>/);
  let data: Parameters<typeof sampleOf>[0];
  try {
    data = reading.measurements();
  } catch (error) {
    expect((error as Error).message).toContain(reading.name);
    return;
  }
  const sample = sampleOf(data);
  expect(isSample(sample) ? "sample" : sample.status).toMatch(/sample|no-data/);
}

/** The reader that is surest is the only one, and the one that its tool's name forces reads the same. */
export function isRecognisedByOne(text: string): void {
  const head = text.split("\n");
  const certainties = readers.map((reader) => reader.recognises(head)).sort((first, second) => second - first);
  expect(certainties[0]).toBeLessThanOrEqual(1);
  expect(certainties[0]).toBeGreaterThan(certainties[1]!);
  const reading = read(text);
  expect(contentOf(read(text, { tool: reading.tool }))).toEqual(contentOf(reading));
}

/** How a file was stored or sent does not matter. */
export function isReadHoweverItCame(text: string): void {
  const content = contentOf(read(text));
  for (const source of [
    text.replaceAll("\n", "\r\n"),
    `\ufeff${text}`,
    Buffer.from(`\ufeff${text.replaceAll("\n", "\r\n")}`),
    `${text}\n\n`,
    gzipSync(text),
  ])
    expect(contentOf(read(source))).toEqual(content);
}

/**
 * A line that does not belong there changes nothing and is reported; only what is one document may refuse. Below a remark, in a call
 * chain and in a summary, which are not read, nothing tells it from what belongs there.
 */
export function isReadAroundIntruders(text: string, isDocument: boolean): void {
  const lines = text.split("\n");
  const whole = read(text);
  const content = contentOf(whole);
  const isSwallowing = whole.kind === "remarks" || /(chains|summaries) (were|are) not read/.test(whole.notes.join());
  for (const intruder of intruders)
    for (let at = 0; at <= lines.length - 1; at++) {
      const reading = readOrSay([...lines.slice(0, at), intruder, ...lines.slice(at)].join("\n"));
      const place = `${JSON.stringify(intruder)} before line ${at + 1}`;
      if (typeof reading === "string") {
        expect(isDocument, `${place}: ${reading}`).toBe(true);
        continue;
      }
      expect(contentOf(reading), place).toEqual(content);
      if (!isSwallowing)
        expect(reading.skipped.map((skipped) => skipped.text).join("\n"), place).toContain(intruder.slice(0, 40));
    }
}

/** Lines that look a little like every format, in the middle: something is said of them. */
export function isReadAroundRubbish(text: string): void {
  const middle = text.indexOf("\n", text.length / 2) + 1;
  const reading = readOrSay(`${text.slice(0, middle)}${rubbish}${text.slice(middle)}`);
  if (typeof reading !== "string" && reading.kind !== "remarks") expect(reading.skipped.length).toBeGreaterThan(0);
}

/** Cut off within a line there is a reading or a sentence; cut off after one, a reading of the same kind has no more in it. */
export function isReadAsFarAsItGoes(text: string): void {
  const whole = read(text);
  const step = Math.max(1, Math.floor(text.length / 150));
  for (let end = 1; end < text.length; end += step) {
    const reading = readOrSay(`${text.slice(0, end)}\n`);
    if (typeof reading !== "string") isWellFormed(reading);
  }
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) {
    const reading = readOrSay(text.slice(0, end + 1));
    if (typeof reading !== "string" && reading.kind === whole.kind && reading.tool === whole.tool)
      expect(sizeOf(reading), `cut at ${end}`).toBeLessThanOrEqual(sizeOf(whole));
  }
}

/** How many things there are in a reading. */
function sizeOf(reading: AnyReading): number {
  return Object.values(reading.content())
    .filter((part): part is Iterable<unknown> => typeof part === "object" && part !== null && Symbol.iterator in part)
    .reduce((sum, part) => sum + [...part].length, 0);
}
