import { type Displayable, displaySymbol, type MimeBundle } from "./mime.js";

/** What a picture is made of: the bytes of a file, the name of one, or an address. */
export type Picture = Uint8Array | ArrayBuffer | string | URL;

/** How files of pictures begin. */
const beginnings: readonly (readonly [type: string, offset: number, bytes: readonly number[]])[] = [
  ["image/png", 0, [0x89, 0x50, 0x4e, 0x47]],
  ["image/jpeg", 0, [0xff, 0xd8, 0xff]],
  ["image/gif", 0, [0x47, 0x49, 0x46, 0x38]],
  ["image/webp", 8, [0x57, 0x45, 0x42, 0x50]],
];

/** How a drawing in SVG begins: comments, a declaration and the like may come before it. */
const drawing = /^\s*(?:(?:<\?[^>]*>|<!--[\s\S]*?-->|<!DOCTYPE[^>]*>)\s*)*<svg[\s/>]/;

/**
 * Shows a picture, which is put into the notebook: a PNG, JPEG, GIF, WebP or SVG file, told apart by how it begins.
 *
 * @param source the bytes of the file, its path from the notebook's folder, or a URL of the web (or of data) that it is fetched from
 * @throws TypeError for what begins like none of them; Error where there is no such file, and when it is shown where it cannot be fetched
 */
export function image(source: Picture): Displayable {
  const address = addressOf(source);
  if (address) return { [displaySymbol]: async () => bundleOf(await fetched(address)) };
  const bundle = bundleOf(bytesOf(source));
  return { [displaySymbol]: () => bundle };
}

/** Where it has to be fetched from; undefined for bytes and files. */
function addressOf(source: Picture): string | undefined {
  const text = String(source instanceof URL || typeof source === "string" ? source : "");
  return /^(https?|data):/i.test(text) ? text : undefined;
}

async function fetched(address: string): Promise<Uint8Array> {
  const answer = await fetch(address).catch((error: Error) => {
    const { message } = (error.cause ?? error) as Error;
    throw new Error(`image: ${address.slice(0, 200)} cannot be fetched: ${message}`, { cause: error });
  });
  if (!answer.ok) throw new Error(`image: ${address} answers ${answer.status} ${answer.statusText}`.trimEnd());
  return new Uint8Array(await answer.arrayBuffer());
}

function bytesOf(source: Picture): Uint8Array {
  if (typeof source === "string" || source instanceof URL) return fileBytes(source);
  if (source instanceof Uint8Array) return source;
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  throw new TypeError(
    `image: expected the bytes of a picture, a path or a URL, got ${source === null ? "null" : typeof source}`,
  );
}

function fileBytes(path: string | URL): Uint8Array {
  // Taken at run time, so that what knows no files, such as a browser, can load this.
  const files = globalThis.process?.getBuiltinModule?.("node:fs");
  if (!files) throw new TypeError("image: there are no files here; give the bytes, or a URL");
  try {
    return files.readFileSync(path);
  } catch (error) {
    throw new Error(`image: ${(error as Error).message}`, { cause: error });
  }
}

function bundleOf(bytes: Uint8Array): MimeBundle {
  const type = beginnings.find(([, offset, start]) =>
    start.every((byte, index) => bytes[offset + index] === byte),
  )?.[0];
  if (type) return { "text/plain": `${type}, ${bytes.length} bytes`, [type]: bytes };
  const text = new TextDecoder().decode(bytes);
  if (drawing.test(text)) return { "text/plain": `image/svg+xml, ${bytes.length} bytes`, "image/svg+xml": text };
  throw new TypeError("image: expected the bytes of a PNG, JPEG, GIF, WebP or SVG file");
}
