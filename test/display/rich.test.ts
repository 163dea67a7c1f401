import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { display, updateDisplay } from "../../src/display/display.js";
import { image, type Picture } from "../../src/display/image.js";
import { displaySymbol, type MimeBundle, mimeBundle } from "../../src/display/mime.js";
import { html, latex, markdown, svg } from "../../src/display/rich.js";
import { temporaryFolder } from "../setup/temporaryFolder.js";

test.each([
  ["text/html", html, "<b>x</b>"],
  ["text/markdown", markdown, "**x**"],
  ["text/latex", latex, "$\\lambda$"],
  ["image/svg+xml", svg, "<svg/>"],
])("%s holds the text, beside text/plain", (type, show, text) => {
  expect(show(text)[displaySymbol]()).toEqual({ "text/plain": text, [type]: text });
});

test("as a template, with values put in and backslashes as they are", () => {
  expect(html`<b>${1 + 1}</b>`[displaySymbol]()).toMatchObject({ "text/html": "<b>2</b>" });
  expect(latex`$\frac{${1}}{\lambda}$`[displaySymbol]()).toMatchObject({ "text/latex": "$\\frac{1}{\\lambda}$" });
});

test.each([
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d]],
  ["image/jpeg", [0xff, 0xd8, 0xff, 0xe0]],
  ["image/gif", [...Buffer.from("GIF89a")]],
  ["image/webp", [...Buffer.from("RIFF....WEBP")]],
])("%s is known by how it begins", (type, bytes) => {
  const data = Uint8Array.from(bytes);
  expect(image(data)[displaySymbol]()).toEqual({ "text/plain": `${type}, ${data.length} bytes`, [type]: data });
});

test.each([
  "<svg/>",
  '\ufeff<?xml version="1.0"?>\n<!-- a <b> --><!DOCTYPE svg PUBLIC "x">\n<svg xmlns="http://www.w3.org/2000/svg"></svg>',
])("%s is a drawing", (text) => {
  const { "image/svg+xml": shown } = image(Buffer.from(text))[displaySymbol]() as MimeBundle;
  expect(shown).toBe(text.replace("\ufeff", ""));
});

const gif = Buffer.from("GIF89a, and so on");

test("a picture is given as bytes of any kind, a path, or a URL", async () => {
  const file = join(temporaryFolder(), "picture ü.gif");
  writeFileSync(file, gif);
  const server = createServer((request, answer) => {
    if (request.url === "/gone") answer.statusCode = 404;
    answer.end(gif);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const data = `data:image/gif;base64,${gif.toString("base64")}`;
  const sources = [gif, Uint8Array.from(gif).buffer, file, pathToFileURL(file), `${address}/a`, new URL(address), data];
  for (const source of sources) {
    const bundle = await image(source)[displaySymbol]();
    expect(Buffer.from(bundle["image/gif"] as Uint8Array)).toEqual(gif);
  }
  await expect(image(`${address}/gone`)[displaySymbol]()).rejects.toThrow(`${address}/gone answers 404`);
  server.close();
  await once(server, "close");
  await expect(image(`${address}/a`)[displaySymbol]()).rejects.toThrow(`${address}/a cannot be fetched: `);
});

test.each<[unknown, string]>([
  [Buffer.from("<html>"), "PNG, JPEG, GIF, WebP or SVG"],
  [new Uint8Array(0), "PNG, JPEG, GIF, WebP or SVG"],
  ["nowhere.png", "nowhere.png"],
  [null, "got null"],
  [5, "got number"],
  [{}, "got object"],
])("%s is no picture", (source, named) => {
  expect(() => image(source as Picture)).toThrow(named);
});

test.each([
  [5, "text/html: expected a text, got number"],
  [null, "text/html: expected a text, got null"],
  [undefined, "got undefined"],
  [Buffer.from("<b>"), "got object"],
  [["<b>"], "got object"],
])("%s is no text of HTML", (text, message) => {
  expect(() => html(text as never)).toThrow(message);
});

test("a raw bundle is shown as it is, other objects as values", async () => {
  const shown: unknown[] = [];
  const host = { display: async (value: unknown, options: unknown) => shown.push(await mimeBundle(value), options) };
  Reflect.set(globalThis, Symbol.for("Jupyter.host"), host);
  try {
    const bundle = { "text/html": "<b>x</b>", "text/plain": "x" };
    await display(bundle, { raw: true, displayId: "it" });
    await updateDisplay(bundle, "it", { raw: true });
    await display(bundle);
    expect(shown).toEqual([
      ...[bundle, { displayId: "it" }],
      ...[bundle, { displayId: "it", update: true }],
      ...[{ "text/plain": "[object Object]" }, {}],
    ]);
  } finally {
    Reflect.deleteProperty(globalThis, Symbol.for("Jupyter.host"));
  }
});

test.each<[() => Promise<void>, string]>([
  [() => display(1, { displayId: 5 as never }), "got 5"],
  [() => display(1, { displayId: null as never }), "got null"],
  [() => display(1, { update: true }), "got undefined"],
  [() => updateDisplay(1, undefined as never), "got undefined"],
])("an output is named by a text: %s", async (show, named) => {
  await expect(show()).rejects.toThrow(`display: expected a text as displayId, the name of the output, ${named}`);
});
