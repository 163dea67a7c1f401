import { expect, test } from "vitest";
import { image } from "../../src/display/image.js";
import { displaySymbol } from "../../src/display/mime.js";
import { html, latex, markdown, svg } from "../../src/display/rich.js";

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

test("bytes that are no picture are refused", () => {
  expect(() => image(Buffer.from("<svg/>"))).toThrow("PNG, JPEG, GIF or WebP");
});
